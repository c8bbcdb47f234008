/** Runs every rule in the order of precedence; each sees what those before it said. */
import type { Assessment, RuleOutcome } from './advice.ts';
import { verdictOf } from './fingerprint.ts';
import type { Rule } from './rule.ts';
import { assessRule } from './rules/assess.ts';
import { assessUnder50 } from './rules/assess-under-50.ts';
import { confirmWording } from './rules/confirm-wording.ts';
import { denosumabGap } from './rules/denosumab-gap.ts';
import { fractureOnTreatment } from './rules/fracture-on-treatment.ts';
import { reportNotRead } from './rules/report-not-read.ts';
import { reportQuality } from './rules/report-quality.ts';
import { symptoms } from './rules/symptoms.ts';
import { urgentCause } from './rules/urgent-cause.ts';
import { veryHighRisk } from './rules/very-high-risk.ts';
import type { Situation } from './situation.ts';

/** In the order of precedence (DESIGN 6). */
export const RULES: readonly Rule[] = [
  urgentCause,
  denosumabGap,
  fractureOnTreatment,
  veryHighRisk,
  assessRule,
  assessUnder50,
  symptoms,
  confirmWording,
  reportQuality,
  reportNotRead,
];

export const assess = (situation: Situation): Assessment => ({
  verdict: verdictOf(situation),
  fractures: [...situation.fractures, ...situation.possibles],
  flags: [...new Set(situation.flags.map(({ flag }) => flag))].sort(),
  outcomes: RULES.reduce<readonly RuleOutcome[]>((spoken, rule) => [...spoken, rule.judge(situation, spoken)], []),
});
