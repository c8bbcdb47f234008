/** Forgetting: by age, and by patient. */
import { changesOf, type Database, type Work } from './database.ts';

/** So many rows in one transaction, so that a first purge after a year stops nobody. */
const STEP = 500;

/** A token is still believed for a minute after it expired; its row outlives that. */
const TOKEN_GRACE_MS = 5 * 60_000;

function* purgeDecisions({ kysely }: Database, before: number): Work<number> {
  const old = kysely.selectFrom('decision').select('id').where('at', '<', before).limit(STEP);
  return yield* changesOf(kysely.deleteFrom('decision').where('id', 'in', old));
}

/** A delivery that was answered since stays: its answer may still quiet somebody. Its answers go with it. */
function* purgeDeliveries({ kysely }: Database, before: number): Work<number> {
  const old = kysely
    .selectFrom('delivery')
    .select('card_uuid')
    .where('at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('feedback')
            .select('outcome')
            .whereRef('feedback.card_uuid', '=', 'delivery.card_uuid')
            .where('received_at', '>=', before),
        ),
      ),
    )
    .limit(STEP);
  return yield* changesOf(kysely.deleteFrom('delivery').where('card_uuid', 'in', old));
}

function* purgeUnmatched({ kysely }: Database, before: number): Work<number> {
  return yield* changesOf(kysely.deleteFrom('unmatched_feedback').where('received_at', '<', before));
}

function* purgeTokens({ kysely }: Database, before: number): Work<number> {
  const old = kysely.selectFrom('used_token').select('token_key').where('expires', '<', before).limit(STEP);
  return yield* changesOf(kysely.deleteFrom('used_token').where('token_key', 'in', old));
}

const repeat = async (step: () => Promise<number>): Promise<number> => {
  let total = 0;
  for (let removed = STEP; removed >= STEP; total += removed) removed = await step();
  return total;
};

/** Removes decisions, deliveries and answers from before a moment, and the tokens that have expired; the number of rows, answers aside. */
export const purge = async (database: Database, before: Date, now: Date): Promise<number> => {
  const at = before.getTime();
  const decisions = await repeat(() => database.write(() => purgeDecisions(database, at)));
  const deliveries = await repeat(() => database.write(() => purgeDeliveries(database, at)));
  const unmatched = await database.write(() => purgeUnmatched(database, at));
  const tokens = await repeat(() => database.write(() => purgeTokens(database, now.getTime() - TOKEN_GRACE_MS)));
  return decisions + deliveries + unmatched + tokens;
};

function* removePatient({ kysely }: Database, ehr: string, patientKey: string): Work<number> {
  const cards = kysely.selectFrom('delivery').select('card_uuid').where('patient_key', '=', patientKey).where('ehr', '=', ehr);
  const answers = yield* changesOf(kysely.deleteFrom('feedback').where('card_uuid', 'in', cards));
  const deliveries = yield* changesOf(kysely.deleteFrom('delivery').where('patient_key', '=', patientKey).where('ehr', '=', ehr));
  const decisions = yield* changesOf(kysely.deleteFrom('decision').where('patient_key', '=', patientKey).where('ehr', '=', ehr));
  return answers + deliveries + decisions;
}

/** Removes all that is held for one patient; the number of rows. */
export const forget = async (database: Database, ehr: string, patientKey: string): Promise<number> => {
  const removed = await database.write(() => removePatient(database, ehr, patientKey), { durable: true });
  await database.clearLog();
  return removed;
};
