/** S: pain from a reported fracture: the safety net first, then pain relief that does no harm (NOGG 2024 section 8, TA279; DECISIONS F 32-33). */
import type { Advice, Line, RuleOutcome, Values } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { entryLine, dayValue, plain } from '../line.ts';
import { firstLines } from '../lines/first-lines.ts';
import { isPregnant } from '../lines/situation-first.ts';
import { recentBackPain, symptomLines } from '../lines/symptom-lines.ts';
import { silent, speak } from '../outcome.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { withoutKnownMalignant } from '../red-flags/malignant-fractures.ts';
import { otherFlagLines } from '../red-flags/other-flags.ts';
import { quotesOf, reportedLines, reportIdsOf, whereValues } from '../reported-lines.ts';
import type { Rule } from '../rule.ts';
import { SYMPTOMS_SAYS, SYMPTOMS_SUMMARIES } from '../says/symptoms.ts';
import type { KnownFracture, Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, palliativeEntries, type Held } from '../standing-silences.ts';

type BackPain = NonNullable<ReturnType<typeof recentBackPain>>;

const newestDay = (days: readonly (string | null)[]): string | null =>
  days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1) ?? null;

/** Paracetamol only in pregnancy; otherwise the steps of NOGG section 8, with what the record says against them. */
const painRelief = (situation: Situation): readonly Line[] =>
  isPregnant(situation)
    ? plain('paracetamol-first')
    : [
        ...plain('paracetamol-first', 'analgesia-regular', 'nsaid-avoid', 'opioid-shortest', 'opioid-plan-to-end', 'opioid-laxative'),
        ...symptomLines(situation),
      ];

/** An acute fracture has its time for exercise, and TA279; an older one asks whether the pain is a new fracture. */
const byAge = (situation: Situation, fractures: readonly KnownFracture[], acute: boolean): readonly Line[] => {
  if (!acute)
    return [
      { id: 'pain-new-or-changed', values: dayValue('since', newestDay(fractures.map(({ lastReported }) => lastReported))) },
      ...plain('exercise'),
    ];
  const augmentation = palliativeEntries(situation).length === 0 && !isPregnant(situation);
  return plain('exercise', 'exercise-timing', ...(augmentation ? ['ta279'] : []));
};

const summaryOf = (
  situation: Situation,
  fractures: readonly KnownFracture[],
  acute: readonly KnownFracture[],
  pain: BackPain | null,
): { readonly summary: string; readonly values: Values } => {
  const cancer = cancerInSummary(situation, fractures);
  if (cancer !== null) return { summary: 'cancer-recorded', values: { display: cancer.display } };
  if (acute.length > 0) return { summary: 'acute', values: dayValue('day', newestDay(acute.map(({ calledAcute }) => calledAcute))) };
  return { summary: 'back-pain', values: dayValue('painDay', pain?.day ?? null) };
};

const tell = (situation: Situation, fractures: readonly KnownFracture[], pain: BackPain | null): Omit<Advice, 'rule' | 'topic'> => {
  const acute = fractures.filter(({ acuteNow }) => acuteNow);
  const { summary, values } = summaryOf(situation, fractures, acute, pain);
  return {
    indicator: 'info',
    summary,
    lines: [
      ...plain('safety-net'),
      ...otherFlagLines(situation),
      ...firstLines(situation, 'symptoms'),
      ...reportedLines(situation, fractures),
      ...(pain === null ? [] : [entryLine('pain-recorded', pain.fact.display, pain.day)]),
      ...painRelief(situation),
      ...plain('stay-mobile', 'movement-advice'),
      ...byAge(situation, fractures, acute.length > 0),
    ],
    values: { ...whereValues(acute.length > 0 ? acute : fractures, situation.count), ...values },
    quotes: quotesOf(acute.length > 0 ? acute : fractures),
    offers: [],
    evidence: [
      ...fractures.flatMap(({ evidence }) => evidence),
      ...(pain === null ? [] : [{ source: pain.fact.source, note: pain.fact.display }]),
    ],
    alone: false,
    fingerprint: fingerprintOf(situation),
    reportIds: reportIdsOf(fractures),
  };
};

const judge = (situation: Situation): RuleOutcome => {
  const quiet = (held: Held): RuleOutcome => silent(symptoms, held);
  if (situation.audience === 'reporter') return quiet({ reason: 'not-for-this-user', detail: 'reporter hook', evidence: [] });
  if (situation.fractures.length === 0) return quiet(alwaysSilent(situation, 'S') ?? nothingReported(situation));
  const { fractures, held: malignant } = withoutKnownMalignant(situation);
  const always = alwaysSilent(situation, 'S') ?? (fractures.length === 0 ? malignant : null);
  if (always !== null) return quiet(always);
  const pain = recentBackPain(situation);
  if (pain !== null || fractures.some(({ acuteNow }) => acuteNow)) return speak(symptoms, tell(situation, fractures, pain));
  const unknown = situation.facts.unknown.includes('conditions');
  return quiet({
    reason: unknown ? 'unknown: conditions' : 'not-applicable',
    detail: unknown ? 'back pain not known: conditions not available' : 'no acute fracture and no back pain within 3 months',
    evidence: [],
  });
};

export const symptoms: Rule = {
  id: 'symptoms',
  topic: 'VFSymptoms',
  question:
    'Is a reported vertebral fracture acute, or is back pain recorded within 3 months, so that pain relief and a safety net are due?',
  summaries: SYMPTOMS_SUMMARIES,
  says: SYMPTOMS_SAYS,
  judge,
};
