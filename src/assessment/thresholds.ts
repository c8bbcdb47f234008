/** The numbers of DECISIONS, read from `cards/thresholds.yaml`: each with its value and its source, or "ours, to be signed off by a clinician". */
import * as z from 'zod';
import { LOOKED_AT_ONCE } from '../yaml.ts';
import type { Span } from '../calendar.ts';

const span = z.strictObject({
  days: z.number().optional(),
  weeks: z.number().optional(),
  months: z.number().optional(),
  years: z.number().optional(),
});

const entry = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value,
    unit: z.string().optional(),
    source: z.string().optional(),
    ours: z.string().optional(),
    note: z.string().optional(),
  });

const number = entry(z.number());
const length = entry(span);

/** The closed set of thresholds; a missing or unknown one is refused at start. */
const schema = z.strictObject({
  // A, dating and counting
  recentFracture: length, // first reported or called acute within this is recent (24 months)
  symptomAcute: length, // acute for the symptoms card (3 months)
  backPainRecorded: length,
  preliminaryReadAsFinal: length, // 14 days
  severalWithoutLevels: number, // counts as two
  // B, red flags
  flagWithFractureAcrossReports: length, // 90 days
  otherFlagLine: length, // 12 months
  urgentCritical: length, // 14 days
  urgentWarning: length, // 90 days
  metastasesFollowUp: length, // 12 months
  // C, first lines
  cancerInSummary: length, // 90 days
  cancerTreated: length, // 5 years
  resultsChangeQuestion: length, // 12 months
  calciumHigh: number,
  haemoglobinLow: number,
  myelomaAge: number,
  anabolicEnded: length,
  pregnancy: length,
  oncologyZoledronate: length,
  oncologyDenosumab: length,
  // D, treatment
  denosumabGap: length, // 7 months
  denosumabGapEnds: length, // 30 months
  denosumabInterval: length, // 6 months: due date
  oralAfterDenosumab: length, // 12 months
  supplyAllowance: length, // 3 months
  activeOrder: length, // 12 months
  zoledronateCovers: length, // 18 months
  ibandronateInterval: length, // 3 months, by injection
  onTreatmentSpeaks: length, // 24 months
  onTreatmentEstablished: length, // 12 months
  prednisoloneDaily: number, // 7.5 mg
  prednisoloneCovered: length, // 90 days
  prednisoloneWindow: length, // 12 months
  // E, silences
  palliative: length,
  flsReferralDenosumab: length,
  flsReferral: length,
  flsContactDenosumab: length,
  flsContact: length,
  dxaSilence: length,
  declined: length,
  // F, main card
  adultAge: number, // 50
  underFiftyFrom: number, // 30
  childAge: number, // 18
  tScoreVeryHigh: number, // -3.5
  tScoreLookback: length, // 60 months
  twoFractures: number,
  dxaNotRepeated: length, // 24 months
  factsCurrent: length, // 24 months
  egfrAlendronate: number, // 35
  egfrSevere: number, // 30
  egfrCheck: number, // 60, below it
  clearanceAge: number, // 75
  lowWeightKg: number, // 50
  calciumLow: number,
  calciumSameDay: number,
  vitaminDLow: number,
  bloodsRecent: length, // 6 months
  spineImagingRecent: length, // 3 months
  vfaMen: number,
  vfaWomen: number,
  nsaidAge: number,
  symptomLines: number, // 3
  // G
  possibleSpeaks: length, // 12 months
  // H (snooze lengths themselves stand with the override reasons in the cards)
  shownDays: number, // 3
  maxCards: number, // 2
});

export type ThresholdFile = z.infer<typeof schema>;
/** Plain values: a number, or a length of time in calendar units. */
export type Thresholds = { readonly [K in keyof ThresholdFile]: ThresholdFile[K]['value'] extends number ? number : Span };

/** @throws ZodError naming every missing, unknown or malformed threshold. */
export const parseThresholds = (content: unknown): { readonly values: Thresholds; readonly file: ThresholdFile } => {
  const file = schema.parse(content, LOOKED_AT_ONCE);
  const values = Object.fromEntries(Object.entries(file).map(([name, one]) => [name, one.value])) as unknown as Thresholds;
  return { values, file };
};
