/** 4c: a reported fracture under 50 and before the menopause: injury first, then causes, with specialist advice (NG259 1.1.3, 1.3.5, 1.4.1, 1.7.5). */
import type { Line, RuleOutcome, Values } from '../advice.ts';
import { dayValue, plain } from '../line.ts';
import { isPregnant } from '../lines/situation-first.ts';
import { asksForDxa, assessmentOffers, bloodsLine, bloodsOffer, dxaDoneLines, palliativeLines } from '../main-card/assessment-lines.ts';
import { judgeForm } from '../main-card/judge-form.ts';
import type { SpeakingMain } from '../main-card/judge-main.ts';
import { mainAdvice } from '../main-card/main-advice.ts';
import { neglectedLine } from '../main-card/neglected-lines.ts';
import { fractureLines, openingLines } from '../main-card/passages.ts';
import { steroidDoseUnknown } from '../main-card/steroid-line.ts';
import { speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { problemOffer } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { UNDER_50_SAYS, UNDER_50_SUMMARIES } from '../says/main-card.ts';
import type { Situation } from '../situation.ts';

const summaryOf = (situation: Situation, { fractures, neglected }: SpeakingMain): { readonly summary: string; readonly values: Values } => {
  if (neglected !== null) return { summary: 'flag-no-follow-up', values: dayValue('day', neglected.day) };
  const cancer = cancerInSummary(situation, fractures);
  if (cancer !== null) return { summary: 'cancer-recorded', values: { display: cancer.display } };
  return { summary: situation.adultPathway === 'under-30' ? 'under-30' : 'under-50', values: {} };
};

/** Under 30 and in pregnancy: specialist advice only. From 30: DXA too. A DXA already done is named by its day, never by its T-score. */
const asked = (situation: Situation, { fractures }: SpeakingMain): readonly Line[] => {
  if (situation.adultPathway === 'under-30' || isPregnant(situation)) return plain('specialist-advice-only');
  const done = dxaDoneLines(situation, fractures).map(({ values }): Line => ({
    id: 'dxa-done',
    values: values['day'] === undefined ? {} : { day: values['day'] },
  }));
  return [...plain('specialist-advice-on-treatment'), ...done, ...(asksForDxa(situation) ? plain('offer-dxa') : []), ...plain('fls')];
};

const tell = (situation: Situation, verdict: SpeakingMain): RuleOutcome => {
  const { fractures, criteria, neglected } = verdict;
  const lines = [
    ...(neglected === null ? [] : neglectedLine(neglected)),
    ...plain('ask-injury-first'),
    ...openingLines(situation, 'assess-under-50', neglected?.raised),
    ...fractureLines(situation, fractures),
    ...criteria.filter(({ summary }) => summary !== 't-score').flatMap((criterion) => criterion.lines),
    ...steroidDoseUnknown(situation),
    ...(situation.facts.patient.sex === 'male' || isPregnant(situation) ? [] : plain('ask-pregnancy')),
    ...(neglected === null ? asked(situation, verdict) : []),
    ...plain('causes-myeloma'),
    ...bloodsLine(situation),
    ...palliativeLines(situation),
  ];
  const offers = neglected === null ? assessmentOffers(situation, fractures) : [];
  return speak(
    assessUnder50,
    mainAdvice(situation, fractures, {
      ...summaryOf(situation, verdict),
      lines,
      offers: [...problemOffer(situation, fractures), ...offers, ...bloodsOffer(situation, fractures)],
    }),
  );
};

export const assessUnder50: Rule = {
  id: 'assess-under-50',
  topic: 'VFAssessUnder50',
  question:
    'Is a vertebral fracture reported under 50 and before the menopause, where injury comes first and treatment needs specialist advice?',
  summaries: UNDER_50_SUMMARIES,
  says: UNDER_50_SAYS,
  judge: judgeForm(() => assessUnder50, 'assess-under-50', tell),
};
