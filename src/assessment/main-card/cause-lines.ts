/** How the fracture came about, and what it may be instead (DECISIONS A 5-7, B 14). */
import type { Line } from '../advice.ts';
import { dayValue, quoteValue } from '../line.ts';
import { answeredAlarms } from '../red-flags/course.ts';
import { raisedOn } from '../red-flags/ending.ts';
import { factDay, type KnownFracture, type Situation } from '../situation.ts';

/** "Ask the mechanism", with the report's words about the injury, or the entry that does not give it. */
export const mechanismLine = (situation: Situation, fractures: readonly KnownFracture[]): Line => {
  const asking = fractures.filter(({ askMechanism }) => askMechanism);
  const ids = asking.flatMap(({ mentions }) => mentions.map(({ reportId }) => reportId));
  const quote = situation.reports.find(({ report, reading }) => ids.includes(report.id) && (reading?.mechanism ?? null) !== null)?.reading
    ?.mechanism?.quote;
  const display = asking.flatMap(({ mentions, codes }) => (mentions.length === 0 ? codes : []))[0]?.display;
  return { id: 'ask-mechanism', values: { ...quoteValue('quote', quote), ...(display === undefined ? {} : { display }) } };
};

const askCause = (fractures: readonly KnownFracture[]): readonly Line[] =>
  fractures
    .filter((fracture) => fracture.askCause)
    .slice(0, 1)
    .flatMap(({ codes }) =>
      codes.filter(({ kind }) => kind === 'pathological').map(({ display }) => ({ id: 'ask-cause', values: { display } })),
    );

/** A single mild deformity in a man may not mean osteoporosis, also where it is named a fracture (DECISIONS A 6). */
const manSingleMild = (situation: Situation): readonly Line[] => {
  const [only] = situation.fractures;
  const single =
    situation.facts.patient.sex === 'male' && situation.count === 1 && situation.fractures.length === 1 && only?.severity === 'mild';
  return single ? [{ id: 'man-single-mild', values: {} }] : [];
};

/** A flag that a later study or a benign biopsy answered: both are quoted. */
const answered = (situation: Situation): readonly Line[] =>
  answeredAlarms(situation)
    .slice(0, 1)
    .flatMap(({ alarm, ending }): readonly Line[] => {
      const flag = { ...dayValue('flagDay', raisedOn(alarm)), ...quoteValue('flagQuote', alarm.raised?.quote.text) };
      if (ending.by === 'study')
        return [{ id: 'flag-denied', values: { ...flag, ...dayValue('day', ending.read.day), ...quoteValue('quote', ending.quote) } }];
      return [{ id: 'biopsy-benign', values: { ...flag, ...dayValue('day', factDay(ending.fact)), display: ending.fact.display } }];
    });

export const causeLines = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] => [
  ...askCause(fractures),
  ...manSingleMild(situation),
  ...answered(situation),
];
