/** 4b: a reported fracture at 50 or over, or past the menopause, that nobody has answered: assess, offer DXA, look for causes (NG259 1.4.1, 1.7.3). */
import type { Line, RuleOutcome, Values } from '../advice.ts';
import { dayValue, plain } from '../line.ts';
import { isPregnant } from '../lines/situation-first.ts';
import { vfaLine } from '../lines/vfa-line.ts';
import {
  anabolicAfterCancer,
  asksForDxa,
  assessmentOffers,
  bloodsLine,
  bloodsOffer,
  dxaDoneLines,
  frailtyLines,
  palliativeLines,
} from '../main-card/assessment-lines.ts';
import { mechanismLine } from '../main-card/cause-lines.ts';
import { judgeForm } from '../main-card/judge-form.ts';
import type { SpeakingMain } from '../main-card/judge-main.ts';
import { mainAdvice } from '../main-card/main-advice.ts';
import { neglectedLine } from '../main-card/neglected-lines.ts';
import { steroidDoseUnknown } from '../main-card/steroid-line.ts';
import { fractureLines, openingLines, recordLines } from '../main-card/passages.ts';
import { treatmentLines } from '../main-card/treatment-lines.ts';
import { speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { problemOffer } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { ASSESS_SAYS, ASSESS_SUMMARIES } from '../says/main-card.ts';
import { factDay, type Situation } from '../situation.ts';

/** Which summary leads, and its own values. */
const summaryOf = (situation: Situation, { fractures, neglected }: SpeakingMain): { readonly summary: string; readonly values: Values } => {
  if (neglected !== null) return { summary: 'flag-no-follow-up', values: dayValue('day', neglected.day) };
  const cancer = cancerInSummary(situation, fractures);
  if (cancer !== null) return { summary: 'cancer-recorded', values: { display: cancer.display } };
  const [code] = fractures.every(({ mentions }) => mentions.length === 0) ? fractures.flatMap(({ codes }) => codes) : [];
  if (fractures.every(({ askCause }) => askCause)) return { summary: 'ask-cause', values: {} };
  if (code !== undefined) return { summary: 'coded', values: { display: code.display, ...dayValue('day', factDay(code)) } };
  const [done] = dxaDoneLines(situation, fractures);
  if (done !== undefined) return { summary: 'dxa-done', values: done.values };
  return { summary: fractures.every(({ askMechanism }) => askMechanism) ? 'ask-mechanism' : 'reported', values: {} };
};

/** What is asked of the reader where no flag waits to be followed, and no pregnancy leaves all to the specialist. */
const asked = (situation: Situation, { fractures }: SpeakingMain): readonly Line[] => [
  ...treatmentLines(situation, fractures),
  ...dxaDoneLines(situation, fractures),
  ...(asksForDxa(situation) ? plain('offer-dxa', 'treatment-need-not-wait') : []),
  ...anabolicAfterCancer(situation),
  ...plain('fls', 'treatment-any-t-score', 'causes-myeloma'),
  ...bloodsLine(situation),
  ...(asksForDxa(situation) ? vfaLine(situation, fractures) : []),
  ...recordLines(situation),
];

const askedForCauses = (situation: Situation): readonly Line[] => [
  ...plain('causes-myeloma'),
  ...bloodsLine(situation),
  ...frailtyLines(situation),
  ...palliativeLines(situation),
];

const tell = (situation: Situation, verdict: SpeakingMain): RuleOutcome => {
  const { fractures, neglected } = verdict;
  const lines = [
    ...(neglected === null ? [] : neglectedLine(neglected)),
    ...openingLines(situation, 'assess', neglected?.raised),
    ...(situation.facts.patient.age === null ? plain('age-not-checked') : []),
    ...fractureLines(situation, fractures),
    ...steroidDoseUnknown(situation),
    mechanismLine(situation, fractures),
    ...(neglected === null && !isPregnant(situation) ? asked(situation, verdict) : askedForCauses(situation)),
  ];
  const offers = neglected === null ? assessmentOffers(situation, fractures) : [];
  return speak(
    assessRule,
    mainAdvice(situation, fractures, {
      ...summaryOf(situation, verdict),
      lines,
      offers: [...problemOffer(situation, fractures), ...offers, ...bloodsOffer(situation, fractures)],
    }),
  );
};

export const assessRule: Rule = {
  id: 'assess',
  topic: 'VFAssess',
  question: 'Is a vertebral fracture reported at 50 or over, or past the menopause, without bone treatment or assessment since?',
  summaries: ASSESS_SUMMARIES,
  says: ASSESS_SAYS,
  judge: judgeForm(() => assessRule, 'assess', tell),
};
