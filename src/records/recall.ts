/** What is remembered of one patient. */
import { rowsOf, type Database, type Work } from './database.ts';
import { deliveriesOf } from './deliveries-of.ts';
import type { Memory, Subject } from './records.ts';
import { answerOf, deliveryOf } from './rows.ts';

/**
 * The patient's deliveries since a moment, and older ones that were answered since, with all their answers.
 * Everybody's are read, because some answers quiet everyone. Most patients have none, and then it is one look into one index.
 */
export function* recall({ kysely }: Database, { patientKey }: Subject, since: Date): Work<Memory> {
  const deliveries = yield* rowsOf(deliveriesOf(kysely, patientKey));
  if (deliveries.length === 0) return { deliveries: [], answers: [] };
  const uuids = deliveries.map((row) => row.card_uuid);
  const answers = yield* rowsOf(kysely.selectFrom('feedback').selectAll().where('card_uuid', 'in', uuids));
  const answeredSince = new Set(answers.filter((row) => row.received_at >= since.getTime()).map((row) => row.card_uuid));
  const recent = deliveries.filter((row) => row.at >= since.getTime() || answeredSince.has(row.card_uuid));
  const kept = new Set(recent.map((row) => row.card_uuid));
  return { deliveries: recent.map(deliveryOf), answers: answers.filter((row) => kept.has(row.card_uuid)).map(answerOf) };
}
