/** Conditions, Observations, Procedures, ServiceRequests and coded conclusions -> coded facts, by code and by what they say. */
import type { Day } from '../calendar.ts';
import type { Codes } from './codes/load.ts';
import { statusOf } from './coded-status.ts';
import { dayOf, firstDay, periodOf } from './dates.ts';
import type { CodedFact } from './facts.ts';
import { codingsOf, isObject, nameOf, objects, text, word, wordsOf, type Json } from './json.ts';
import { recognise, type Recognised, type Where } from './recognise.ts';
import { reportDay } from './report-day.ts';
import { spineWords } from './spine-words.ts';

export interface CodedOptions {
  readonly timeZone: string;
}

interface Days {
  readonly day: Day | null;
  readonly recorded: Day | null;
}

/** Onset, performed (a period: its end, else its start), effective or authored day. */
const daysOf = (resource: Json, timeZone: string): Days => {
  const periods = [resource.performedPeriod, resource.effectivePeriod, resource.occurrencePeriod].map((period) =>
    periodOf(period, timeZone),
  );
  const onset = periodOf(resource.onsetPeriod, timeZone).start;
  const recorded = firstDay([resource.recordedDate, resource.issued, resource.assertedDate], timeZone);
  const happened =
    dayOf(resource.onsetDateTime, timeZone) ??
    onset ??
    firstDay(
      [resource.onsetString, resource.performedDateTime, resource.performedString, resource.effectiveDateTime, resource.effectiveInstant],
      timeZone,
    ) ??
    periods.map(({ start, end }) => end ?? start).find((day) => day !== null) ??
    firstDay([resource.authoredOn, resource.occurrenceDateTime], timeZone);
  return { day: happened ?? recorded, recorded };
};

const CODES_ONLY_CATEGORIES = ['laboratory', 'vital-signs'];

/** A laboratory test is called by what it looks for ("myeloma screen", "pregnancy test"): its name states nothing. */
const isTest = (observation: Json): boolean =>
  isObject(observation.valueQuantity) ||
  Array.isArray(observation.component) ||
  codingsOf(observation.category).some(({ code }) => CODES_ONLY_CATEGORIES.includes(word(code)));

const saysNo = (observation: Json, codes: Codes): boolean => {
  if (observation.valueBoolean === false) return true;
  const value = text(observation.valueString) ?? nameOf(observation.valueCodeableConcept);
  return value !== null && codes.resultWords.denies(value);
};

const displaysOf = (references: unknown): readonly string[] => objects(references).flatMap(({ display }) => text(display) ?? []);

/** Words of the reasons of a request, with those of the Conditions that it names. */
const reasonOf = (resource: Json, conditionById: (id: string) => Json | undefined): string | null => {
  const named = objects(resource.reasonReference).flatMap(({ reference, display }) => {
    const id = word(reference).split('/').at(-1) ?? '';
    return [...(text(display) === null ? [] : [word(display)]), ...wordsOf(conditionById(id)?.code)];
  });
  const notes = objects(resource.note).flatMap((note) => text(note.text) ?? []);
  const words = [...wordsOf(resource.reasonCode), ...named, ...notes];
  return words.length === 0 ? null : [...new Set(words)].join('; ');
};

/** A request says in several places whom it asks. */
const askedOf = ({ orderDetail, performerType, performer, locationCode }: Json): readonly string[] => [
  ...wordsOf(orderDetail),
  ...wordsOf(performerType),
  ...displaysOf(performer),
  ...wordsOf(locationCode),
];

const contactStatus = ({ list, requested, ended }: Recognised, resource: Json, status: CodedFact['status']): CodedFact['status'] => {
  if (list.contact === undefined || status === 'ended') return status;
  if (ended) return 'ended';
  if (resource.resourceType === 'ServiceRequest') return status;
  if (list.contact === 'referral') return 'requested';
  return requested ? 'requested' : 'completed';
};

/** A Condition that its EHR puts into no category stands in its one list. */
const isProblem = (resource: Json): boolean => {
  const categories = codingsOf(resource.category);
  return resource.resourceType === 'Condition' && (categories.length === 0 || categories.some(({ code }) => code === 'problem-list-item'));
};

const factOf = (one: Recognised, resource: Json, days: Days, status: CodedFact['status'], reason: string | null): CodedFact => {
  const spine = one.list.spine ? spineWords([one.display, ...wordsOf(resource.code), ...wordsOf(resource.bodySite)].join('; ')) : null;
  return {
    concept: one.concept,
    kind: one.kind,
    display: one.display,
    ...days,
    status: one.history && status === 'active' ? 'resolved' : contactStatus(one, resource, status),
    source: `${word(resource.resourceType)}/${word(resource.id)}`,
    resourceType: word(resource.resourceType),
    problemList: isProblem(resource),
    regions: spine?.regions ?? [],
    levels: spine?.levels ?? [],
    reason,
  };
};

const WHERE: ReadonlyMap<unknown, Where> = new Map([
  ['Condition', 'conditions'],
  ['Observation', 'observations'],
  ['Procedure', 'procedures'],
  ['ServiceRequest', 'requests'],
]);

export interface CodedResources {
  readonly conditions: readonly Json[];
  readonly observations: readonly Json[];
  readonly procedures: readonly Json[];
  readonly serviceRequests: readonly Json[];
}

const NONE: readonly never[] = [];

/** Every recognised entry, one fact for each concept of it. */
export const codedFacts = (resources: CodedResources, codes: Codes, today: Day, { timeZone }: CodedOptions): readonly CodedFact[] => {
  let byId: ReadonlyMap<string, Json> | null = null;
  const conditionById = (id: string): Json | undefined => {
    byId ??= new Map(resources.conditions.map((condition) => [word(condition.id), condition]));
    return byId.get(id);
  };

  const facts: CodedFact[] = [];
  const read = (resource: Json): void => {
    const where = WHERE.get(resource.resourceType);
    if (where === undefined || !isObject(resource.code)) return;
    const isRequest = where === 'requests';
    const reason = isRequest ? reasonOf(resource, conditionById) : null;
    const found = recognise(
      {
        concept: resource.code,
        beside: isRequest ? askedOf(resource) : NONE,
        sites: wordsOf(resource.bodySite),
        reason: reason ?? '',
        where,
        codesOnly: where === 'observations' && isTest(resource),
      },
      codes,
    );
    if (found.length === 0) return;
    const status = statusOf(resource, today, timeZone);
    if (status === null || (where === 'observations' && saysNo(resource, codes))) return;
    const days = daysOf(resource, timeZone);
    for (const one of found) facts.push(factOf(one, resource, days, status, reason));
  };

  for (const some of [resources.conditions, resources.procedures, resources.observations, resources.serviceRequests]) some.forEach(read);
  return facts;
};

/** The coded conclusions of a report: statements too (DESIGN section 5). They bear the report's day. */
export const codedConclusions = (report: Json, codes: Codes, { timeZone }: CodedOptions): readonly CodedFact[] => {
  const day = reportDay(report, timeZone);
  return objects(report.conclusionCode).flatMap((concept) =>
    recognise({ concept, beside: [], sites: [], reason: '', where: 'anywhere', codesOnly: false }, codes).map((one) =>
      factOf(one, { ...report, code: concept }, { day, recorded: day }, 'active', null),
    ),
  );
};
