/** Keeping what one hook call decided and showed. */
import { changesOf, rowsOf, writtenOnce, type Database, type Work } from './database.ts';
import { deliveriesOf } from './deliveries-of.ts';
import { matchDelivery } from './match-delivery.ts';
import type { Decision, Delivery } from './records.ts';
import { decisionRow, deliveryOf, deliveryRow } from './rows.ts';
import type { DeliveryRow, NewDecision } from './schema.ts';

/** The delivery as it stands after this showing: the uuids that exist stay, days and kinds of suggestion that are new are added. */
const shownAgain = (known: Delivery, shown: Delivery): Delivery => ({
  ...known,
  suggestions: { ...shown.suggestions, ...known.suggestions },
  shownOn: [...new Set([...known.shownOn, ...shown.shownOn])].sort(),
});

const gained = (before: Delivery, after: Delivery): boolean =>
  after.shownOn.length > before.shownOn.length || Object.keys(after.suggestions).length > Object.keys(before.suggestions).length;

/** The rows of a table are all made in one place, so that their values stand in one order. */
const insertDelivery = writtenOnce((kysely, row: DeliveryRow) => kysely.insertInto('delivery').values(row), Object.values);
const insertDecision = writtenOnce((kysely, row: NewDecision) => kysely.insertInto('decision').values(row), Object.values);

/** Stores decision and deliveries; the deliveries as they stand now, in the order given. */
export function* remember(database: Database, decision: Decision, repeatWindowHours: number): Work<readonly Delivery[]> {
  const { kysely, lockPatient } = database;
  const { patientKey } = decision.subject;
  const shown = decision.mode === 'live' ? decision.deliveries.map((one) => ({ serviceId: decision.serviceId, ...one })) : [];
  const settled: Delivery[] = [];
  if (shown.length > 0) {
    const lock = lockPatient(patientKey);
    if (lock) yield lock;
    const rows = yield* rowsOf(deliveriesOf(kysely, patientKey));
    const known = rows.map(deliveryOf);
    for (const delivery of shown) {
      const before =
        known.find(({ cardUuid }) => cardUuid === delivery.cardUuid) ??
        matchDelivery({ deliveries: known }, delivery, decision.at, repeatWindowHours);
      const after = before ? shownAgain(before, delivery) : delivery;
      const row = deliveryRow(after, decision);
      if (!before) yield* changesOf(insertDelivery(kysely, row));
      else if (gained(before, after)) {
        const { card_uuid, suggestions, shown_on } = row;
        yield* changesOf(kysely.updateTable('delivery').set({ suggestions, shown_on }).where('card_uuid', '=', card_uuid));
      }
      settled.push(after);
    }
  }
  const cardUuids = settled.map(({ cardUuid }) => cardUuid);
  yield* changesOf(insertDecision(kysely, decisionRow(decision, cardUuids)));
  return settled;
}
