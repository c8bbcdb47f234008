/** D: a reported fracture and denosumab late or stopped: several vertebral fractures can follow within months (MHRA Drug Safety Update August 2020; DECISIONS D 21). */
import { daysAfter, type Day } from '../../calendar.ts';
import type { Line, RuleOutcome, Values } from '../advice.ts';
import { plain } from '../line.ts';
import { correctFirst, denosumabKidneys } from '../lines/rules-drugs-out.ts';
import { mechanismLine } from '../main-card/cause-lines.ts';
import { mainAdvice } from '../main-card/main-advice.ts';
import { fractureLines, openingLines } from '../main-card/passages.ts';
import { silent, speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { problemOffer } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { DENOSUMAB_SAYS, DENOSUMAB_SUMMARIES } from '../says/denosumab-gap.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { palliativeEntries } from '../standing-silences.ts';
import { judgeDenosumab, type SpokenGap } from '../treatment/judge-denosumab.ts';

const wholeMonths = (from: Day, to: Day): number => {
  let months = 0;
  while (daysAfter(from, { months: months + 1 }) <= to) months += 1;
  return months;
};

/** Values of the dose: the last day, when the next was due, whole months since. */
const doseValues = (gap: SpokenGap, { today, thresholds }: Situation): Values =>
  gap.kind === 'undated'
    ? { display: gap.event.display }
    : {
        last: { day: gap.lastDay },
        due: { day: daysAfter(gap.lastDay, thresholds.denosumabInterval) },
        months: wholeMonths(gap.lastDay, today),
        ...(gap.stopped === null ? {} : { stopped: { day: gap.stopped } }),
      };

const gapLines = (gap: SpokenGap, situation: Situation): readonly Line[] => {
  const values = doseValues(gap, situation);
  if (gap.kind === 'undated') return [{ id: 'undated', values }];
  const { stopped, ...dose } = values;
  return [
    { id: 'last-dose', values: { ...dose, display: gap.last.display, kind: gap.last.kind } },
    ...(gap.kind === 'stopped' ? [{ id: 'stopped', values: stopped === undefined ? {} : { stopped } }] : []),
    ...gap.notClosedBy.map(({ display, lastSupply }): Line => ({
      id: 'not-closed-by',
      values: { display, ...(lastSupply === null ? {} : { day: { day: lastSupply } }) },
    })),
  ];
};

/** Asked only where something speaks for an injury. */
const mechanism = (situation: Situation, fractures: readonly KnownFracture[]): readonly Line[] =>
  fractures.some(({ askMechanism }) => askMechanism) ? [mechanismLine(situation, fractures)] : [];

const tell = (situation: Situation, gap: SpokenGap, fractures: readonly KnownFracture[]): RuleOutcome => {
  const cancer = cancerInSummary(situation, fractures);
  const lines = [
    ...openingLines(situation, 'denosumab-gap'),
    ...gapLines(gap, situation),
    ...plain('multiple-fractures', 'do-not-leave-uncovered', 'specialist-this-week', 'calcium-first'),
    ...fractureLines(situation, fractures),
    ...mechanism(situation, fractures),
    ...correctFirst(situation),
    ...denosumabKidneys(situation),
    ...palliativeEntries(situation)
      .slice(0, 1)
      .map(({ day }): Line => ({ id: 'palliative-ask', values: { day: { day } } })),
  ];
  return speak(
    denosumabGap,
    mainAdvice(situation, fractures, {
      summary: cancer === null ? gap.kind : 'cancer-recorded',
      lines,
      values: { ...doseValues(gap, situation), ...(cancer === null ? {} : { display: cancer.display }) },
      offers: problemOffer(situation, fractures),
    }),
  );
};

export const denosumabGap: Rule = {
  id: 'denosumab-gap',
  topic: 'VFDenosumab',
  question: 'Has denosumab lapsed or been stopped in a person with a reported vertebral fracture, with nothing that closes the gap?',
  summaries: DENOSUMAB_SUMMARIES,
  says: DENOSUMAB_SAYS,
  judge: (situation) => {
    const verdict = judgeDenosumab(situation);
    return verdict.speaks ? tell(situation, verdict.gap, verdict.fractures) : silent(denosumabGap, verdict.held);
  },
};
