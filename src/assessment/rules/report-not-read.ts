/** N: the report that a hook is about could not be read, or holds only a pointer: this does not mean that there is no fracture (DECISIONS G 36). */
import type { RuleOutcome, Values } from '../advice.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { dayValue, plain } from '../line.ts';
import { silent, speak } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { NOT_READ_SAYS, NOT_READ_SUMMARIES } from '../says/report-not-read.ts';
import type { ReadReport, Situation } from '../situation.ts';
import { alwaysSilent, type Held } from '../standing-silences.ts';

const stateOf = ({ report, reading }: ReadReport): 'not-read' | 'partly-read' | 'pointer-only' | null => {
  if (report.notRead !== null) return reading === null || reading.pointerOnly ? 'not-read' : 'partly-read';
  if (reading !== null && reading.unreadFrom !== null) return 'partly-read';
  return reading?.pointerOnly === true ? 'pointer-only' : null;
};

const TOO_DENSE = 'a text with more findings than any report holds';

const whyNotRead = ({ report, reading }: ReadReport): string | null => {
  if (report.notRead !== null) return report.notRead;
  return reading !== null && reading.unreadFrom !== null ? TOO_DENSE : null;
};

const reportValues = ({ report, day }: ReadReport): Values => ({
  ...dayValue('day', day),
  ...(report.modality === null ? {} : { modality: report.modality }),
  ...(report.title === null ? {} : { title: report.title }),
});

const judge = (situation: Situation): RuleOutcome => {
  const quiet = (reason: Held['reason'], detail: string): RuleOutcome => silent(reportNotRead, { reason, detail, evidence: [] });
  const { focus, chart } = situation;
  if (chart.retracted.some(({ id }) => id === chart.focusReportId)) return quiet('retracted-report', 'the report was withdrawn');
  if (focus === null) return quiet('not-applicable', 'no report is named');
  const always = alwaysSilent(situation, 'N');
  if (always !== null) return silent(reportNotRead, always);
  if (focus.provisional) return quiet('preliminary-report', `${focus.report.id} is ${focus.report.status}`);
  const state = stateOf(focus);
  if (state === null) return quiet('not-applicable', 'the report was read');
  const values = reportValues(focus);
  const reason = whyNotRead(focus);
  const why: Values = reason === null ? {} : { why: reason };
  return speak(reportNotRead, {
    indicator: 'info',
    summary: state,
    lines: [
      { id: state, values: { ...values, ...(state === 'pointer-only' ? {} : why) } },
      ...plain('does-not-mean-none', 'read-it-yourself'),
    ],
    values,
    quotes: [],
    offers: [],
    evidence: [{ source: `DiagnosticReport/${focus.report.id}` }],
    alone: false,
    fingerprint: fingerprintOf(situation),
    reportIds: [focus.report.id],
  });
};

export const reportNotRead: Rule = {
  id: 'report-not-read',
  topic: 'VFNotRead',
  question: 'Could the report that is open not be read, so that silence would be mistaken for "no fracture"?',
  summaries: NOT_READ_SUMMARIES,
  says: NOT_READ_SAYS,
  judge,
};
