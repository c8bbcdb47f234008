/** Requests that were good once: the fixtures, with parts replaced, removed, repeated or wrapped, bytes cut and flipped, report text made of words, wrong heads. */
import fc from 'fast-check';
import { fixtureNames, readFixture } from '../../src/replay/fixture.ts';

export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Json = unknown;

const STRANGE: readonly Json[] = [
  '', null, [], {}, [[]], [null], true, -1, 0, 1e308, 2 ** 53, '0', ' ', '\u0000', '\ud800', '\u202e', '..', '../..', '%2e%2e', "'; --", '<img src=x onerror=alert(1)>', '${7*7}',
  '{{context.patientId}}', '__proto__', 'constructor', 'https://evil.example/r4', 'http://127.0.0.1:1/r4', 'file:///etc/passwd', 'javascript:alert(1)', '2026-13-45', '0000-00-00', '9999-12-31T23:59:60Z',
  'x'.repeat(20_000), { resourceType: 'OperationOutcome', issue: [] }, { resourceType: 'Bundle' }, { resourceType: 'Bundle', entry: [{}, null, { resource: null }] }, { resourceType: 'Patient' }, { reference: 'Patient/somebody-else' },
]; // prettier-ignore

const WORDS =
  'no fracture wedge compression T12 L1-L3 L9 C2/3 of the vertebral body old acute unchanged since 12/03/2024 new mild severe ? # % 30 ( ) [ ] " \' : ; . , \n \t - Conclusion: FINDINGS: malignancy cord cauda equina infection loss height multiple levels and or not cannot be excluded previously see attached Genant grade 2 osteoporotic traumatic \u00a0 \u2013 \ufffd'.split(
    ' ',
  );

const reportText = fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join(' '));

const strangeValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRANGE) },
  { weight: 2, arbitrary: reportText },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

type Change = 'replace' | 'remove' | 'wrap' | 'repeat' | 'rename';

interface Mutation {
  /** Which child to go to at each level, counted around. */
  readonly way: readonly number[];
  readonly change: Change;
  readonly value: Json;
}

/** The last member of a hook request is its prefetch: most of what can be wrong is wrong there. */
const LAST = -1;

const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc
    .tuple(fc.constantFrom(...Array<number>(16).fill(LAST), 0, 1, 2, 3), fc.array(fc.nat(40), { maxLength: 8 }))
    .map(([first, rest]) => [first, ...rest]),
  change: fc.constantFrom<Change>('replace', 'replace', 'remove', 'wrap', 'repeat', 'rename'),
  value: strangeValue,
});

const isContainer = (value: Json): value is Record<string, Json> | Json[] => typeof value === 'object' && value !== null;

const alter = (parent: Record<string, Json> | Json[], key: string, { change, value }: Mutation): void => {
  const members = parent as Record<string, Json>;
  if (change === 'replace') members[key] = structuredClone(value);
  else if (change === 'wrap') members[key] = [members[key]];
  else if (change === 'repeat') members[key] = Array.from({ length: 4 }, () => members[key]);
  else if (change === 'remove' && Array.isArray(parent)) parent.splice(Number(key), 1);
  else {
    if (change === 'rename') members[JSON.stringify(value).slice(0, 50)] = members[key];
    Reflect.deleteProperty(members, key);
  }
};

const mutate = (root: Record<string, Json>, one: Mutation): void => {
  let parent: Record<string, Json> | Json[] = root;
  for (const [level, step] of one.way.entries()) {
    const keys = Object.keys(parent);
    const key = keys.at(step % Math.max(keys.length, 1));
    if (key === undefined) return;
    const child: Json = (parent as Record<string, Json>)[key];
    if (level === one.way.length - 1 || !isContainer(child) || Object.keys(child).length === 0) return alter(parent, key, one);
    parent = child;
  }
};

const SEEDS = fixtureNames().map((name) => {
  const { service, request } = readFixture(name);
  return { path: `/cds-services/${service}`, text: JSON.stringify(request) };
});

const FEEDBACK = JSON.stringify({
  feedback: [
    {
      card: '4e0a3a1e-3065-4683-836f-6bfb8432811e',
      outcome: 'overridden',
      outcomeTimestamp: '2026-03-14T09:00:00Z',
      overrideReason: {
        reason: { code: 'action-completed', system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes' },
        userComment: 'none',
      },
    },
  ],
});

const seed = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...SEEDS) },
  { weight: 1, arbitrary: fc.constantFrom(...SEEDS).map(({ path }) => ({ path: `${path}/feedback`, text: FEEDBACK })) },
);

const mutated = fc.tuple(seed, fc.array(mutation, { maxLength: 4 })).map(([{ path, text }, mutations]) => {
  const root = JSON.parse(text) as Record<string, Json>;
  for (const one of mutations) mutate(root, one);
  return { path, body: Buffer.from(JSON.stringify(root)) };
});

const damaged = fc.tuple(mutated, fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 12 })).map(([{ path, body }, at, cut, insert]) => {
  const place = at % (body.length + 1);
  return { path, body: Buffer.concat([body.subarray(0, place), insert, body.subarray(place + cut)]) };
});

const HEADS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'application/json; charset=utf-16' }, { 'content-type': 'text/plain' }, { 'content-type': 'application/fhir+json' }, { 'content-encoding': 'gzip' }, { accept: 'text/html' },
  { origin: 'https://evil.example' }, { 'x-forwarded-for': '127.0.0.1' }, { 'x-http-method-override': 'DELETE' }, { authorization: 'Bearer x.y.z' }, { authorization: 'Basic eDp5' }, { cookie: 'a=b' },
]; // prettier-ignore

const PATHS = [
  '/',
  '/cds-services',
  '/cds-services/',
  '/cds-services/none',
  '/cds-services/%ff',
  '/cds-services/..%2f',
  '/metrics',
  '/stats',
  '/readyz',
  '/openapi.json',
  '/read',
  '/explain/x',
  '/simulator/fhir/Patient/1',
  '/.env',
  '/__proto__',
];
const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'POST'];

const body = fc.oneof({ weight: 6, arbitrary: mutated }, { weight: 1, arbitrary: damaged });

/** One in eight goes elsewhere, another way, or with another head. `headers` are those of a good call. */
export const fuzzedRequest = (headers: Readonly<Record<string, string>>): fc.Arbitrary<FuzzedRequest> =>
  fc.oneof(
    { weight: 7, arbitrary: body.map(({ path, body: sent }) => ({ method: 'POST', path, headers, body: sent })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(body, fc.constantFrom(...METHODS), fc.option(fc.constantFrom(...PATHS)), fc.constantFrom(...HEADS))
        .map(([{ path, body: sent }, method, elsewhere, extra]) => ({
          method,
          path: elsewhere ?? path,
          headers: { ...headers, ...extra },
          body: method === 'POST' || method === 'PUT' || method === 'PATCH' ? sent : Buffer.alloc(0),
        })),
    },
  );
