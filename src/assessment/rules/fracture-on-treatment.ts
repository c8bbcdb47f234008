/** T: a fracture first reported while on bone treatment: check adherence, vitamin D, calcium and causes, then refer (DECISIONS D 24; IOF 2012). */
import type { Line, RuleOutcome, Values } from '../advice.ts';
import { dayValue, plain } from '../line.ts';
import { bloodsLine, bloodsOffer } from '../main-card/assessment-lines.ts';
import { mechanismLine } from '../main-card/cause-lines.ts';
import { mainAdvice } from '../main-card/main-advice.ts';
import { fractureLines, openingLines, recordLines } from '../main-card/passages.ts';
import { silent, speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { withoutKnownMalignant } from '../red-flags/malignant-fractures.ts';
import { levelValues, newestReportId, problemOffer } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { ON_TREATMENT_SAYS, ON_TREATMENT_SUMMARIES } from '../says/fracture-on-treatment.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, silencedByRecord, type Held } from '../standing-silences.ts';
import { fracturesOnTreatment, type FractureOnTreatment } from '../treatment/on-treatment.ts';

const onTreatmentLine = ({ fracture, course, firstReported }: FractureOnTreatment): Line => ({
  id: 'first-reported-on',
  values: {
    display: course.display,
    ...dayValue('start', course.start),
    ...dayValue('lastSupply', course.lastSupply),
    firstReported: { day: firstReported },
    ...levelValues([fracture]),
  },
});

/** The first case leads: treatment of a year or more before treatment that has just begun. */
const tell = (
  situation: Situation,
  first: FractureOnTreatment,
  cases: readonly FractureOnTreatment[],
  fractures: readonly KnownFracture[],
): RuleOutcome => {
  const cancer = cancerInSummary(situation, fractures);
  const { course, kind } = first;
  const drug: Values = { display: course.display, ...dayValue('start', course.start) };
  const lines = [
    ...openingLines(situation, 'fracture-on-treatment'),
    ...cases.map(onTreatmentLine),
    ...(kind === 'early' ? [{ id: 'too-early', values: drug }] : []),
    ...(first.mayPredate ? plain('may-predate') : []),
    ...fractureLines(situation, fractures),
    ...plain('check-adherence', 'check-vitamin-d-calcium', 'check-myeloma-causes'),
    ...bloodsLine(situation),
    ...plain('refer'),
    mechanismLine(situation, fractures),
    ...recordLines(situation),
  ];
  const reportId = newestReportId(fractures);
  return speak(
    fractureOnTreatment,
    mainAdvice(situation, fractures, {
      summary: cancer !== null ? 'cancer-recorded' : kind === 'early' ? 'early' : 'on-treatment',
      lines,
      values: cancer === null ? drug : { ...drug, display: cancer.display },
      offers: [...problemOffer(situation, fractures), { kind: 'fls', reportId }, ...bloodsOffer(situation, fractures)],
    }),
  );
};

const judge = (situation: Situation): RuleOutcome => {
  const quiet = (held: Held): RuleOutcome => silent(fractureOnTreatment, held);
  if (situation.audience === 'reporter') return quiet({ reason: 'not-for-this-user', detail: 'reporter hook', evidence: [] });
  if (situation.fractures.length === 0) return quiet(alwaysSilent(situation, 'T') ?? nothingReported(situation));
  const { fractures, held: malignant } = withoutKnownMalignant(situation);
  const always = alwaysSilent(situation, 'T') ?? (fractures.length === 0 ? malignant : null);
  if (always !== null) return quiet(always);
  const cases = fracturesOnTreatment(situation, fractures);
  const [first] = cases;
  if (first === undefined) {
    const unknown = situation.facts.unknown.includes('medications');
    return quiet({
      reason: unknown ? 'unknown: medications' : 'not-applicable',
      detail: unknown ? 'medicines not available' : 'no fracture was first reported on bone treatment',
      evidence: [],
    });
  }
  const held = silencedByRecord(situation, 'T', fractures);
  return held === null ? tell(situation, first, cases, fractures) : quiet(held);
};

export const fractureOnTreatment: Rule = {
  id: 'fracture-on-treatment',
  topic: 'VFOnTreatment',
  question: 'Was a vertebral fracture first reported while the person was on bone treatment?',
  summaries: ON_TREATMENT_SUMMARIES,
  says: ON_TREATMENT_SAYS,
  judge,
};
