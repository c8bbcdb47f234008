/** C: words that may mean a vertebral fracture: ask the reporter, rather than guess (RCR audit standard 3; DECISIONS A 3, A 6, A 8, G 34). */
import { within } from '../../calendar.ts';
import type { Advice, Line, Quote, RuleOutcome, Values } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { dayValue, plain } from '../line.ts';
import { quoteOf } from '../fractures/known-fracture.ts';
import { firstLines } from '../lines/first-lines.ts';
import { palliativeLines } from '../main-card/assessment-lines.ts';
import { silent, speak } from '../outcome.ts';
import { onMainPathway } from '../pathway.ts';
import { cancerInSummary } from '../red-flags/cancer.ts';
import { otherFlagLines } from '../red-flags/other-flags.ts';
import { quotesOf, reportedLines, reportIdsOf, whereValues } from '../reported-lines.ts';
import type { Rule, SpokenSoFar } from '../rule.ts';
import { CONFIRM_SAYS, CONFIRM_SUMMARIES } from '../says/confirm-wording.ts';
import type { KnownFracture, Mention, ReadReport, Situation } from '../situation.ts';
import { alwaysSilent, nothingReported, silencedByRecord, type Held } from '../standing-silences.ts';

const MAIN_CARD: readonly string[] = ['very-high-risk', 'assess', 'assess-under-50'];

type Kind = 'shape-only' | 'hedged' | 'software-only' | 'man-single-mild' | 'disagreement';

const newestMention = ({ mentions }: KnownFracture): Mention | null => mentions.at(-1) ?? null;

const readOf = ({ reports }: Situation, reportId: string | undefined): ReadReport | null =>
  reports.find(({ report }) => report.id === reportId) ?? null;

/** Why the report's words leave it open. */
const kindOf = (possible: KnownFracture): Kind => {
  if (possible.disagreement !== null) return 'disagreement';
  const newest = newestMention(possible);
  if (newest === null || newest.status === 'fracture') return 'man-single-mild';
  if (newest.statement.softwareOnly) return 'software-only';
  return newest.statement.assertion === 'possible' ? 'hedged' : 'shape-only';
};

/** Of the last 12 months; a disagreement counts from the newer report. */
const isRecent = (possible: KnownFracture, { thresholds, today }: Situation): boolean => {
  const day = possible.disagreement?.denyingDay ?? newestMention(possible)?.day ?? possible.lastReported;
  return day !== null && within(day, thresholds.possibleSpeaks, today);
};

/** Under 50 only if the report says "fracture" or advises imaging. */
const oldEnough = (possible: KnownFracture, situation: Situation): boolean =>
  onMainPathway(situation) ||
  possible.namesFracture ||
  readOf(situation, newestMention(possible)?.reportId)?.reading?.advisesImaging === true;

/** Beside a stated fracture: only for another report's finding, and only while the main card is silent. */
const standsApart = (possible: KnownFracture, situation: Situation, mainSpeaks: boolean): boolean => {
  if (situation.fractures.length === 0) return true;
  const own = readOf(situation, newestMention(possible)?.reportId)?.reading?.verdict === 'possible';
  return own && !mainSpeaks;
};

/** The reporter is asked about their own report. */
const isForReader = (possible: KnownFracture, { audience, focus }: Situation): boolean =>
  audience === 'clinician' ||
  (focus !== null &&
    (possible.disagreement?.denyingReportId === focus.report.id || possible.mentions.some(({ reportId }) => reportId === focus.report.id)));

const asksFor = (situation: Situation, spoken: SpokenSoFar): readonly KnownFracture[] => {
  const mainSpeaks = spoken.some((outcome) => outcome.speaks && MAIN_CARD.includes(outcome.rule));
  return situation.possibles.filter(
    (possible) =>
      isForReader(possible, situation) &&
      isRecent(possible, situation) &&
      (possible.disagreement !== null || (oldEnough(possible, situation) && standsApart(possible, situation, mainSpeaks))),
  );
};

const disagreementValues = ({ disagreement }: KnownFracture): Values => ({
  ...dayValue('statingDay', disagreement?.statingDay ?? null),
  ...dayValue('denyingDay', disagreement?.denyingDay ?? null),
});

/** The sentence of the newer report that denies it: a disagreement quotes both. */
const denyingQuotes = (situation: Situation, possibles: readonly KnownFracture[]): readonly Quote[] =>
  possibles.flatMap(({ disagreement }) => {
    const read = readOf(situation, disagreement?.denyingReportId);
    const denial = read?.reading?.statements.find((statement) => statement.denial === 'general');
    return read === null || denial === undefined ? [] : [quoteOf(read, denial.quote)];
  });

const why = (possibles: readonly KnownFracture[]): readonly Line[] => {
  const lines = possibles.map((possible): Line => {
    const kind = kindOf(possible);
    return kind === 'disagreement' ? { id: 'reports-disagree', values: disagreementValues(possible) } : { id: kind, values: {} };
  });
  return lines.filter((line, index) => lines.findIndex(({ id }) => id === line.id) === index);
};

const ask = (situation: Situation, values: Values): readonly Line[] =>
  situation.audience === 'reporter' ? plain('say-whether-fracture') : [{ id: 'ask-reporter', values }];

const summaryOf = (
  situation: Situation,
  possibles: readonly KnownFracture[],
  lead: KnownFracture,
): { readonly summary: string; readonly values: Values } => {
  if (situation.audience === 'reporter') return { summary: 'to-reporter', values: {} };
  const cancer = cancerInSummary(situation, possibles);
  if (cancer !== null) return { summary: 'cancer-recorded', values: { display: cancer.display } };
  const kind = kindOf(lead);
  return { summary: kind, values: kind === 'disagreement' ? disagreementValues(lead) : {} };
};

const tell = (situation: Situation, possibles: readonly KnownFracture[], lead: KnownFracture): Omit<Advice, 'rule' | 'topic'> => {
  const newest = newestMention(lead);
  const modality = readOf(situation, newest?.reportId)?.report.modality ?? null;
  const said: Values = { ...dayValue('day', newest?.day ?? null), ...(modality === null ? {} : { modality }) };
  const advising = possibles
    .flatMap((one) => newestMention(one) ?? [])
    .find(({ reportId }) => readOf(situation, reportId)?.reading?.advisesImaging === true);
  const { summary, values } = summaryOf(situation, possibles, lead);
  return {
    indicator: 'info',
    summary,
    lines: [
      ...firstLines(situation, 'confirm-wording'),
      ...otherFlagLines(situation),
      ...reportedLines(situation, possibles),
      ...why(possibles),
      ...ask(situation, said),
      ...(advising === undefined ? [] : [{ id: 'report-advises-imaging', values: dayValue('day', advising.day) }]),
      ...plain('if-fracture'),
      ...palliativeLines(situation),
    ],
    values: { ...whereValues(possibles, possibles.length), ...said, ...values },
    quotes: [...quotesOf(possibles), ...denyingQuotes(situation, possibles).slice(0, 1)],
    offers: [],
    evidence: possibles.flatMap(({ evidence }) => evidence),
    alone: false,
    fingerprint: fingerprintOf(situation),
    reportIds: reportIdsOf(possibles),
  };
};

const nothingOpen = (situation: Situation): Held => {
  if (situation.possibles.length === 0 && situation.fractures.length === 0) return nothingReported(situation);
  const detail = situation.possibles.length === 0 ? 'the fracture is stated' : 'nothing left open that this card asks about';
  return { reason: 'not-applicable', detail, evidence: [] };
};

const judge = (situation: Situation, spoken: SpokenSoFar): RuleOutcome => {
  const possibles = asksFor(situation, spoken);
  const [lead] = possibles;
  const held = alwaysSilent(situation, 'C') ?? (lead === undefined ? nothingOpen(situation) : silencedByRecord(situation, 'C', possibles));
  return held !== null || lead === undefined
    ? silent(confirmWording, held ?? nothingOpen(situation))
    : speak(confirmWording, tell(situation, possibles, lead));
};

export const confirmWording: Rule = {
  id: 'confirm-wording',
  topic: 'VFConfirmWording',
  question: 'Does a report describe what may be a vertebral fracture without saying so, or do two reports disagree?',
  summaries: CONFIRM_SUMMARIES,
  says: CONFIRM_SAYS,
  judge,
};
