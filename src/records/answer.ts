/** Keeping what clinicians answered. */
import { changesOf, rowsOf, type Database, type Work } from './database.ts';
import type { Answer, Stored } from './records.ts';
import { feedbackRow } from './rows.ts';

/** No database takes a list of any length in one statement. */
const LIST = 500;

/** Two batches that name the same cards in different order would wait for each other until the database notices. */
const byCard = (a: Answer, b: Answer): number => a.cardUuid.localeCompare(b.cardUuid) || a.at.getTime() - b.at.getTime();

/**
 * Stores a batch: each answer once by (card, outcome, reason, timestamp), and only on cards that were delivered to that EHR and tenant.
 * A repeated answer that accepts a further suggestion adds it: some clients report each suggestion of a card by itself.
 */
export function* answer(
  { kysely }: Database,
  ehr: { readonly name: string; readonly tenant: string | null },
  answers: readonly Answer[],
  receivedAt: Date,
): Work<readonly Stored[]> {
  const tenant = ehr.tenant ?? '';
  const rules = new Map<string, string>();
  const asked = [...new Set(answers.map(({ cardUuid }) => cardUuid))];
  for (let at = 0; at < asked.length; at += LIST) {
    const delivered = kysely.selectFrom('delivery').select(['card_uuid', 'rule']).where('ehr', '=', ehr.name).where('tenant', '=', tenant);
    const rows = yield* rowsOf(delivered.where('card_uuid', 'in', asked.slice(at, at + LIST)));
    rows.forEach((row) => rules.set(row.card_uuid, row.rule));
  }
  const results: Stored[] = answers.map(() => ({ result: 'unknown-card', rule: null }));
  for (const [index, one] of [...answers.entries()].sort(([, a], [, b]) => byCard(a, b))) {
    const rule = rules.get(one.cardUuid);
    if (rule !== undefined) results[index] = { result: yield* storeOnce(kysely, one, receivedAt), rule };
    else yield* changesOf(kysely.insertInto('unmatched_feedback').values({ ehr: ehr.name, tenant, received_at: receivedAt.getTime() }));
  }
  return results;
}

function* storeOnce(kysely: Database['kysely'], one: Answer, receivedAt: Date): Work<'stored' | 'duplicate'> {
  const { accepted_suggestions, received_at, ...identity } = feedbackRow(one, receivedAt);
  const added = yield* changesOf(
    kysely
      .insertInto('feedback')
      .values({ ...identity, accepted_suggestions, received_at })
      .onConflict((conflict) => conflict.doNothing()),
  );
  if (added > 0) return 'stored';
  if (one.acceptedSuggestions.length > 0) {
    const same = kysely
      .selectFrom('feedback')
      .select('accepted_suggestions')
      .where((where) => where.and(identity));
    const [row] = yield* rowsOf(same);
    const before: readonly string[] = JSON.parse(row?.accepted_suggestions ?? '[]');
    const all = JSON.stringify([...new Set([...before, ...one.acceptedSuggestions])]);
    if (all !== row?.accepted_suggestions) {
      yield* changesOf(
        kysely
          .updateTable('feedback')
          .set({ accepted_suggestions: all })
          .where((where) => where.and(identity)),
      );
    }
  }
  return 'duplicate';
}
