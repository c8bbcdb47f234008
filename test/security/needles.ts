/** What of a fixture must not be seen anywhere but in its answer: names, numbers, addresses, ids, sentences of reports, tokens. */

type Json = unknown;

/** Members of FHIR resources that hold words about a person, or point at one. */
const PERSONAL = new Set([
  'family',
  'given',
  'line',
  'postalCode',
  'value',
  'display',
  'id',
  'patientId',
  'encounterId',
  'reportId',
  'userId',
  'reference',
  'access_token',
]);
/** Members that hold the words of a report. */
const NARRATIVE = new Set(['conclusion', 'div', 'valueString', 'comment']);
/** Shorter ones stand in anything. */
const SHORTEST = 5;
const SHORTEST_SENTENCE = 25;

const sentences = (text: string): readonly string[] =>
  text
    .replace(/<[^>]*>/g, '\n')
    .split(/[.\n]/)
    .map((one) => one.trim())
    .filter((one) => one.length >= SHORTEST_SENTENCE);

const attachment = (member: string, value: string): readonly string[] =>
  member === 'data' ? sentences(Buffer.from(value, 'base64').toString('utf8')) : [];

const ofMember = (member: string, value: string): readonly string[] => {
  if (PERSONAL.has(member)) return [value, ...value.split('/')].filter((one) => one.length >= SHORTEST && !/^[A-Z][a-zA-Z]+$/.test(one));
  return NARRATIVE.has(member) ? sentences(value) : attachment(member, value);
};

const walk = (value: Json, member: string): readonly string[] => {
  if (typeof value === 'string') return ofMember(member, value);
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, member));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => walk(inner, name));
};

/** Words that are public: code displays are quoted by metrics nowhere, but words such as these stand in the service's own texts. */
const isOwnWord = (needle: string): boolean => /^https?:|^urn:|^vertebral-fracture/.test(needle);

const namesOf = (value: Json): readonly string[] => {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"family":"([^"]{3,})"/g)].map(([, family = '']) => family);
};

export const needlesOf = (...values: readonly Json[]): readonly string[] => [
  ...new Set(values.flatMap((value) => [...walk(value, ''), ...namesOf(value)]).filter((needle) => !isOwnWord(needle))),
];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Those that stand in `text` as words of their own. */
export const found = (needles: readonly string[], text: string): readonly string[] =>
  needles.filter((needle) => text.includes(needle) && new RegExp(`(?<![A-Za-z0-9])${escaped(needle)}(?![A-Za-z0-9])`).test(text));
