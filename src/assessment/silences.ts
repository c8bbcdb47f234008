/** Which silence quiets which card, and for how long (DECISIONS E): a table, so that it can be read beside the decisions. */
import type { Silence } from './advice.ts';
import type { Thresholds } from './thresholds.ts';
import type { Span } from '../calendar.ts';

/** The names of thresholds that are lengths of time. */
type SpanName = { [K in keyof Thresholds]: Thresholds[K] extends Span ? K : never }[keyof Thresholds];

/** urgent-cause, denosumab-gap, fracture-on-treatment, the main card, symptoms, confirm-wording, report-quality, report-not-read. */
export type Column = 'U' | 'D' | 'T' | 'M' | 'S' | 'C' | 'Q' | 'N';

/** `x` silences; a threshold is how long, counted from the silencing event. */
export type Cell = 'x' | SpanName;

/** A silence that an entry of the record brings. */
export type RecordedSilence = 'fls-referral' | 'fls-contact' | 'dxa' | 'declined' | 'palliative';

export const ALWAYS: readonly { readonly silence: Silence; readonly columns: readonly Column[] }[] = [
  { silence: 'deceased', columns: ['U', 'D', 'T', 'M', 'S', 'C', 'Q', 'N'] },
  { silence: 'under-18', columns: ['U', 'D', 'T', 'M', 'S', 'C', 'Q', 'N'] },
  { silence: 'known-malignant-cause', columns: ['D', 'T', 'M', 'S'] },
];

export const RECORDED: readonly {
  readonly event: RecordedSilence;
  readonly silence: Silence;
  readonly cells: Partial<Record<Column, SpanName>>;
}[] = [
  { event: 'palliative', silence: 'palliative-care', cells: { T: 'palliative', M: 'palliative', C: 'palliative' } },
  { event: 'fls-contact', silence: 'already-with-fls', cells: { D: 'flsContactDenosumab', T: 'flsContact', M: 'flsContact' } },
  { event: 'fls-referral', silence: 'already-with-fls', cells: { D: 'flsReferralDenosumab', T: 'flsReferral', M: 'flsReferral' } },
  { event: 'dxa', silence: 'assessed-since-report', cells: { T: 'dxaSilence', M: 'dxaSilence' } },
  { event: 'declined', silence: 'declined-or-not-indicated', cells: { T: 'declined', M: 'declined' } },
];
