/** Keeping what one hook call decided and showed. */
import { changesOf, rowsOf, type Database, type Work } from './database.ts';
import { matchDelivery } from './match-delivery.ts';
import type { Decision, Delivery } from './records.ts';
import { decisionRow, deliveryOf, deliveryRow } from './rows.ts';

/** The delivery as it stands after this showing: the uuids that exist stay, days and kinds of suggestion that are new are added. */
const shownAgain = (known: Delivery, shown: Delivery): Delivery => ({
  ...known,
  suggestions: { ...shown.suggestions, ...known.suggestions },
  shownOn: [...new Set([...known.shownOn, ...shown.shownOn])].sort(),
});

const gained = (before: Delivery, after: Delivery): boolean =>
  after.shownOn.length > before.shownOn.length || Object.keys(after.suggestions).length > Object.keys(before.suggestions).length;

/** Stores decision and deliveries; the deliveries as they stand now, in the order given. */
export function* remember(database: Database, decision: Decision, repeatWindowHours: number): Work<readonly Delivery[]> {
  const { kysely, lockPatient } = database;
  const { patientKey } = decision.subject;
  const shown = decision.mode === 'live' ? decision.deliveries.map((one) => ({ serviceId: decision.serviceId, ...one })) : [];
  const settled: Delivery[] = [];
  if (shown.length > 0) {
    const lock = lockPatient(patientKey);
    if (lock) yield lock;
    const rows = yield* rowsOf(kysely.selectFrom('delivery').selectAll().where('patient_key', '=', patientKey));
    const known = rows.map(deliveryOf);
    for (const delivery of shown) {
      const before =
        known.find(({ cardUuid }) => cardUuid === delivery.cardUuid) ??
        matchDelivery({ deliveries: known }, delivery, decision.at, repeatWindowHours);
      const after = before ? shownAgain(before, delivery) : delivery;
      const { suggestions, shown_on, ...row } = deliveryRow(after, decision);
      if (!before) yield* changesOf(kysely.insertInto('delivery').values({ ...row, suggestions, shown_on }));
      else if (gained(before, after))
        yield* changesOf(kysely.updateTable('delivery').set({ suggestions, shown_on }).where('card_uuid', '=', row.card_uuid));
      settled.push(after);
    }
  }
  yield* changesOf(
    kysely.insertInto('decision').values(
      decisionRow(
        decision,
        settled.map(({ cardUuid }) => cardUuid),
      ),
    ),
  );
  return settled;
}
