/** Invented advice: what a rule may say, with every value or with none, and a context around it. */
import { readFileSync } from 'node:fs';
import type { Advice, Line, Offer, Quote, Value, Values } from '../../src/assessment/advice.ts';
import { RULES } from '../../src/assessment/assess.ts';
import type { Rule, Vocabulary } from '../../src/assessment/rule.ts';
import { parseThresholds } from '../../src/assessment/thresholds.ts';
import { loadCards } from '../../src/cards/load.ts';
import { renderCard, type RenderContext } from '../../src/cards/render.ts';
import type { Chart } from '../../src/fhir/facts.ts';
import type { Card } from '../../src/hooks/wire.ts';
import type { Ehr } from '../../src/trust/caller.ts';
import { parseYaml } from '../../src/yaml.ts';

export const THRESHOLDS = parseThresholds(parseYaml(readFileSync('cards/thresholds.yaml', 'utf8')));
export const CONTENT = loadCards(RULES, THRESHOLDS.values);

export const ruleOf = (id: string): Rule => {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};

/** Names of values that are days or lists; the others are words. */
const DAYS = /day$|^(?:firstReported|lastReported|last|due|stopped|start|lastSupply|since)$/i;
const LISTS = /^(?:levels|regions|flagLevels|missing|facts|with)$/;

export const anyValue = (name: string): Value => {
  if (DAYS.test(name)) return { day: '2026-03-14' };
  if (LISTS.test(name)) return name === 'regions' ? ['thoracic', 'lumbar'] : ['T8', 'T12', 'L1'];
  return name === 'count' ? 3 : `Some ${name}`;
};

export const valuesOf = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, anyValue(name)]));

export const linesOf = (says: Vocabulary, withValues: boolean): readonly Line[] =>
  Object.entries(says).map(([id, names]) => ({ id, values: withValues ? valuesOf(names) : {} }));

export const quote = (over: Partial<Quote> = {}): Quote => ({
  reportId: 'report-1',
  day: '2026-03-14',
  modality: 'CT',
  title: 'CT abdomen and pelvis',
  text: 'Moderate wedge fracture of T12.',
  ...over,
});

const OFFERS: readonly Offer[] = [
  {
    kind: 'problem',
    levels: ['T12'],
    confirmed: true,
    onset: '2026-03-14',
    words: 'Moderate wedge fracture of T12.',
    reportId: 'report-1',
  },
  { kind: 'fls', reportId: 'report-1' },
  { kind: 'dxa', reportId: 'report-1' },
  { kind: 'bloods', reportId: 'report-1', missing: ['fbc', 'calcium', 'electrophoresis'] },
];

export const advice = (ruleId: string, over: Partial<Advice> = {}): Advice => {
  const rule = ruleOf(ruleId);
  return {
    rule: rule.id,
    topic: rule.topic,
    indicator: 'warning',
    summary: Object.keys(rule.summaries)[0] ?? '',
    lines: [],
    values: {},
    quotes: [quote()],
    offers: OFFERS,
    evidence: [],
    alone: false,
    fingerprint: 'evidence-1',
    reportIds: ['report-1'],
    ...over,
  };
};

export const ehr = (over: Partial<Ehr> = {}): Ehr => ({
  name: 'st-elsewhere',
  tenant: null,
  dialect: 'standard',
  mode: 'live',
  off: [],
  fhirServers: [],
  allowPrivateAddresses: false,
  prefetch: {},
  orderCodes: {},
  links: [],
  ...over,
});

export const chart = (over: Partial<Chart> = {}): Chart => ({
  hook: 'patient-view',
  facts: {
    patient: { id: 'patient-1', birthDate: '1950-01-01', age: 76, sex: 'female', deceased: false },
    coded: [],
    medicines: [],
    measurements: [],
    unknown: [],
  },
  reports: [],
  retracted: [],
  focusReportId: null,
  counts: { reports: 1, notRead: 0, notImaging: 0 },
  keys: [],
  earlierReportsUnknown: false,
  dataSource: 'prefetch',
  ...over,
});

export const unknownKeys = (...unknown: Chart['facts']['unknown']): Chart => chart({ facts: { ...chart().facts, unknown } });

export const context = (over: Partial<RenderContext> = {}): RenderContext => ({
  cardUuid: '3f1c5a52-6f0e-4f0c-9c60-0d8a2a4a1b11',
  suggestionUuids: { problem: 'uuid-problem', fls: 'uuid-fls', dxa: 'uuid-dxa', bloods: 'uuid-bloods' },
  patientId: 'patient-1',
  encounterId: null,
  today: '2026-11-24',
  asOf: new Date('2026-11-24T09:05:00Z'),
  knowledge: '0123456789ab',
  chart: chart(),
  ehr: ehr(),
  ...over,
});

export const render = (said: Advice, over: Partial<RenderContext> = {}): Card => renderCard(said, context(over), CONTENT);

/** Every summary of every rule: `[rule id, summary id, names of its values]`. */
export const SUMMARIES = RULES.flatMap((rule) => Object.entries(rule.summaries).map(([id, names]) => [rule.id, id, names] as const));
