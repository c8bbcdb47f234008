/** 4a: a reported fracture that NOGG 2024 calls very high risk, and NG259 1.4.5: DXA within 6 weeks where an anabolic is likely. */
import type { RuleOutcome } from '../advice.ts';
import { plain } from '../line.ts';
import { vfaLine } from '../lines/vfa-line.ts';
import { anabolicsFor } from '../main-card/anabolics.ts';
import {
  anabolicAfterCancer,
  anabolicLines,
  asksForDxa,
  assessmentOffers,
  bloodsLine,
  bloodsOffer,
  dxaDoneLines,
} from '../main-card/assessment-lines.ts';
import { mechanismLine } from '../main-card/cause-lines.ts';
import { judgeForm } from '../main-card/judge-form.ts';
import type { SpeakingMain } from '../main-card/judge-main.ts';
import { mainAdvice } from '../main-card/main-advice.ts';
import { steroidDoseUnknown } from '../main-card/steroid-line.ts';
import { fractureLines, openingLines, recordLines } from '../main-card/passages.ts';
import { treatmentLines } from '../main-card/treatment-lines.ts';
import { speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { problemOffer } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { VERY_HIGH_RISK_SAYS, VERY_HIGH_RISK_SUMMARIES } from '../says/main-card.ts';
import type { Situation } from '../situation.ts';

const tell = (situation: Situation, { fractures, criteria }: SpeakingMain): RuleOutcome => {
  const cancer = cancerInSummary(situation, fractures);
  const [leading] = criteria;
  const lines = [
    ...openingLines(situation, 'very-high-risk'),
    ...fractureLines(situation, fractures),
    ...criteria.flatMap((criterion) => criterion.lines),
    ...steroidDoseUnknown(situation),
    mechanismLine(situation, fractures),
    ...treatmentLines(situation, fractures),
    ...dxaDoneLines(situation, fractures),
    ...(asksForDxa(situation) ? plain('offer-dxa') : []),
    ...anabolicLines(situation, anabolicsFor(situation)),
    ...anabolicAfterCancer(situation),
    ...plain('fls', 'specialist-referral', 'treatment-any-t-score', 'causes-myeloma'),
    ...bloodsLine(situation),
    ...(asksForDxa(situation) ? vfaLine(situation, fractures) : []),
    ...recordLines(situation),
  ];
  return speak(
    veryHighRisk,
    mainAdvice(situation, fractures, {
      summary: cancer === null ? (leading?.summary ?? 'recent') : 'cancer-recorded',
      lines,
      values: { ...leading?.values, ...(cancer === null ? {} : { display: cancer.display }) },
      offers: [...problemOffer(situation, fractures), ...assessmentOffers(situation, fractures), ...bloodsOffer(situation, fractures)],
    }),
  );
};

export const veryHighRisk: Rule = {
  id: 'very-high-risk',
  topic: 'VFVeryHighRisk',
  question:
    'Is a reported vertebral fracture without treatment or assessment of very high risk, so that DXA is urgent and an anabolic may come first?',
  summaries: VERY_HIGH_RISK_SUMMARIES,
  says: VERY_HIGH_RISK_SAYS,
  judge: judgeForm(() => veryHighRisk, 'very-high-risk', tell),
};
