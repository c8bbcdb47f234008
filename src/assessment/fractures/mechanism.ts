/** What the report says of the injury: which fractures are not fragility fractures, and where the mechanism must be asked (DECISIONS A 5). */
import type { ReportReading } from '../../reports/reading.ts';
import type { Mention } from '../situation.ts';

type Injured = Pick<Mention, 'cause' | 'stable'>;

/**
 * A high-energy mechanism (road traffic, a fall from well above standing height, crush, sport at speed) explains every fracture of the report that
 * is not called old or osteoporotic. Under 50 and before the menopause the reporter's word "traumatic" is enough.
 */
export const fromHighEnergy = (mention: Injured, reading: Pick<ReportReading, 'mechanism'>, pastFifty: boolean): boolean => {
  if (mention.stable || mention.cause === 'fragility' || mention.cause === 'malignant') return false;
  const energy = reading.mechanism?.energy ?? null;
  return energy === 'high' || (!pastFifty && mention.cause === 'trauma' && energy !== 'low');
};

/** The report gives an injury, or the word "traumatic", that is not enough to explain the fracture. */
export const mechanismToAsk = (mention: Pick<Mention, 'cause' | 'traumatic'>, reading: Pick<ReportReading, 'mechanism'> | null): boolean =>
  !mention.traumatic && (mention.cause === 'trauma' || (reading?.mechanism ?? null) !== null);
