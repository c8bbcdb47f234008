/** Q: to the reporter, before or after signing: what the RCR and ROS standards ask of a report that states a vertebral fracture (DECISIONS G 35). */
import type { Line, RuleOutcome, Values } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { plain } from '../line.ts';
import { silent, speak } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { QUALITY_SAYS, QUALITY_SUMMARIES } from '../says/report-quality.ts';
import type { Mention, ReadReport, Situation } from '../situation.ts';
import { inSpineOrder } from '../spine.ts';
import { alwaysSilent, type Held } from '../standing-silences.ts';

/** Fractures that this report states; the standards are about fragility fractures, not about injury or tumour. */
const statedIn = ({ mentions }: Situation, { report }: ReadReport): readonly Mention[] =>
  mentions.filter(
    ({ reportId, status, traumatic, cause }) => reportId === report.id && status === 'fracture' && !traumatic && cause !== 'malignant',
  );

const levelsOf = (mentions: readonly Mention[]): Values => {
  const levels = inSpineOrder(mentions.flatMap(({ level }) => level ?? []));
  return levels.length === 0 ? {} : { levels };
};

/** In the order in which a report is written: name, level, grade, advice. */
const missingFrom = ({ reading }: ReadReport, stated: readonly Mention[]): readonly Line[] => {
  const ungraded = stated.filter(({ severity }) => severity === null);
  return [
    ...(reading?.namesFracture === true ? [] : [{ id: 'missing-name', values: levelsOf(stated) }]),
    ...(stated.every(({ level }) => level === null) ? plain('missing-level') : []),
    ...(ungraded.length > 0 ? [{ id: 'missing-grade', values: levelsOf(ungraded) }] : []),
    ...(reading?.recommendsAction === true ? [] : plain('missing-advice')),
  ];
};

const tell = (situation: Situation, read: ReadReport, stated: readonly Mention[], lines: readonly Line[]): RuleOutcome => {
  const missing = lines.map(({ id }) => id.replace('missing-', ''));
  const quotes = stated.map(({ day, statement }) => ({
    reportId: read.report.id,
    day,
    modality: read.report.modality,
    title: read.report.title,
    text: statement.quote,
  }));
  return speak(reportQuality, {
    indicator: 'info',
    summary: missing.includes('name') ? 'not-named' : 'incomplete',
    lines,
    values: { ...levelsOf(stated), count: stated.length, missing },
    quotes: quotes.filter((one, index) => quotes.findIndex(({ text }) => text === one.text) === index),
    offers: [],
    evidence: stated.map(({ statement }) => ({
      source: `DiagnosticReport/${read.report.id}`,
      span: { start: statement.start, end: statement.end },
    })),
    alone: false,
    fingerprint: fingerprintOf(situation),
    reportIds: [read.report.id],
  });
};

const judge = (situation: Situation): RuleOutcome => {
  const quiet = (reason: Held['reason'], detail: string): RuleOutcome => silent(reportQuality, { reason, detail, evidence: [] });
  const { focus } = situation;
  if (situation.audience === 'clinician') return quiet('not-for-this-user', 'only the reporter can change the report');
  if (focus === null) return quiet('not-applicable', 'no report is named');
  const always = alwaysSilent(situation, 'Q');
  if (always !== null) return silent(reportQuality, always);
  if (focus.provisional) return quiet('preliminary-report', `${focus.report.id} is ${focus.report.status}`);
  const stated = statedIn(situation, focus);
  if (stated.length === 0) return quiet('no-fracture-reported', 'this report states no fragility fracture');
  const lines = missingFrom(focus, stated);
  return lines.length === 0 ? quiet('not-applicable', 'name, level, grade and advice are there') : tell(situation, focus, stated, lines);
};

export const reportQuality: Rule = {
  id: 'report-quality',
  topic: 'VFReportQuality',
  question: 'Does a report that states a vertebral fracture lack the name, the level, the grade or advice on what to do next?',
  summaries: QUALITY_SUMMARIES,
  says: QUALITY_SAYS,
  judge,
};
