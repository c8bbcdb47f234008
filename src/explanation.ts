/** The whole chain behind one answer: report span -> statement -> reading -> fact -> rule -> card or silence. Shown by the console, `vfcds explain` and the replay; never logged or stored. */
import type { Assessment, RuleOutcome } from './assessment/advice.ts';
import type { Chart } from './fhir/facts.ts';
import type { Card } from './hooks/wire.ts';
import type { ReportReading } from './reports/reading.ts';
import type { Day } from './calendar.ts';

export interface Explanation {
  readonly today: Day;
  readonly knowledge: string;
  readonly chart: Chart;
  /** One entry per report of the chart, in its order; `null` where nothing could be read. */
  readonly readings: readonly { readonly reportId: string; readonly reading: ReportReading | null }[];
  readonly assessment: Assessment;
  /** The outcomes after snoozes and the card limit: what was really shown. */
  readonly shown: readonly RuleOutcome[];
  readonly cards: readonly Card[];
  /** Things the reader must know: records down, lists cut, resources dropped. */
  readonly notes: readonly string[];
}
