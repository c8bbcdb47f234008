/** Which silences of the table hold today for a card (DECISIONS E). */
import { byDay, within, type Day } from '../calendar.ts';
import type { CodedFact } from '../fhir/facts.ts';
import type { Evidence, Silence } from './advice.ts';
import { dxasDone } from './dxa.ts';
import { knownMalignancy } from './red-flags/known-malignancy.ts';
import { ALWAYS, RECORDED, type Column, type RecordedSilence } from './silences.ts';
import { factDay, factsOf, type KnownFracture, type Situation } from './situation.ts';

export interface Held {
  readonly reason: Silence;
  readonly detail: string;
  readonly evidence: readonly Evidence[];
}

/** The first day on which a report, or failing that an entry, gave the fracture. */
const added = ({ mentions, codes }: KnownFracture): readonly Day[] => {
  const days = mentions.filter(({ status }) => status === 'fracture').flatMap(({ day }) => day ?? []);
  const entered = codes.flatMap((fact) => factDay(fact) ?? []);
  return (days.length > 0 ? days : entered).sort().slice(0, 1);
};

/** The day of the newest report that adds a level or calls a fracture new: what was done before it does not answer it. `null` when nothing is dated. */
export const newestNews = (fractures: readonly KnownFracture[]): Day | null =>
  fractures
    .flatMap((fracture) => [...added(fracture), ...fracture.mentions.filter(({ isNew }) => isNew).flatMap(({ day }) => day ?? [])])
    .sort()
    .at(-1) ?? null;

interface Event {
  readonly day: Day;
  readonly evidence: Evidence;
}

const eventsOf = (facts: readonly CodedFact[]): readonly Event[] =>
  facts.flatMap((fact) => {
    const day = factDay(fact);
    return day === null || fact.status === 'ended' ? [] : [{ day, evidence: { source: fact.source, note: fact.display } }];
  });

/** An entry written today about care that began years ago is a new entry. */
const byEntry = (fact: CodedFact): CodedFact => ({ ...fact, day: [fact.day ?? '', fact.recorded ?? ''].sort().at(-1) || null });

/** Palliative care that is not resolved, newest entry first. */
export const palliativeEntries = (situation: Situation): readonly Event[] =>
  eventsOf(
    factsOf(situation, 'palliative-care')
      .filter(({ status }) => status !== 'resolved')
      .map(byEntry),
  ).toSorted((a, b) => byDay(b.day, a.day));

const recorded = (situation: Situation, event: RecordedSilence): readonly Event[] => {
  if (event === 'palliative') return palliativeEntries(situation);
  if (event === 'dxa') return dxasDone(situation);
  if (event === 'fls-contact') return eventsOf(factsOf(situation, 'fls-contact').filter(({ status }) => status !== 'requested'));
  return eventsOf(factsOf(situation, event === 'declined' ? 'declined-or-not-indicated' : 'fls-referral'));
};

const always = (situation: Situation, silence: Silence): Held | null => {
  const { patient } = situation.facts;
  if (silence === 'deceased' && patient.deceased) return { reason: silence, detail: 'the record says so', evidence: [] };
  if (silence === 'under-18' && patient.age !== null && patient.age < situation.thresholds.childAge)
    return { reason: silence, detail: `age ${String(patient.age)}`, evidence: [] };
  if (silence !== 'known-malignant-cause') return null;
  const known = knownMalignancy(situation);
  return known === null ? null : { reason: silence, detail: known.display, evidence: [{ source: known.source }] };
};

/** Silences that belong to the patient whatever is reported: the dead, children, known malignant cause. */
export const alwaysSilent = (situation: Situation, column: Column): Held | null =>
  ALWAYS.filter(({ columns }) => columns.includes(column))
    .map(({ silence }) => always(situation, silence))
    .find((held) => held !== null) ?? null;

/** Silences that the record's own events bring, each for its time. Palliative care counts whenever it was recorded; the others after `fractures` were reported. */
export const silencedByRecord = (situation: Situation, column: Column, fractures: readonly KnownFracture[]): Held | null => {
  const news = newestNews(fractures);
  for (const { event, silence, cells } of RECORDED) {
    const cell = cells[column];
    if (cell === undefined) continue;
    const held = recorded(situation, event).find(
      ({ day }) => within(day, situation.thresholds[cell], situation.today) && (event === 'palliative' || news === null || day >= news),
    );
    if (held !== undefined) return { reason: silence, detail: `${event} on ${held.day}`, evidence: [held.evidence] };
  }
  return null;
};

/** Why nothing stands: what was set aside, else that no report gives a fracture. */
export const nothingReported = (situation: Situation): Held => {
  const [aside] = situation.setAside;
  return aside === undefined
    ? {
        reason: 'no-fracture-reported',
        detail: situation.possibles.length > 0 ? 'only possible fractures' : 'no report gives a fracture',
        evidence: [],
      }
    : { reason: aside.reason, detail: aside.detail, evidence: [aside.evidence] };
};
