/** Reading the statistics out of the database, a page at a time, so that a service in use is not held up by its own figures. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { dayIn, daysBefore, type Day } from '../calendar.ts';
import { countStats, type CountedCard, type CountedDecision, type Period } from './count-stats.ts';
import { rowsOf, type Database, type Work } from './database.ts';
import type { DecisionRow, DeliveryRow, FeedbackRow } from './schema.ts';
import type { Stats } from './stats.ts';

/** The current week and twelve before it: a quarter of a year. */
const WEEKS = 13;
const PAGE = 1000;

/** Offsets of time zones are whole quarters of an hour. */
const QUARTER_MS = 15 * 60_000;

const mondayOf = (day: Day): Day => daysBefore(day, { days: DateTime.fromISO(day, { zone: 'utc' }).weekday - 1 });

const periodUntil = (now: Date, timeZone: string): Period => {
  const to = dayIn(now, timeZone);
  const weeks = Array.from({ length: WEEKS }, (_, index) => daysBefore(mondayOf(to), { weeks: WEEKS - 1 - index }));
  return { generatedAt: now, from: weeks[0] ?? to, to, weeks };
};

/** The Monday of an instant's week; looked up once for each quarter of an hour. */
const weekFinder = (timeZone: string): ((at: number) => Day) => {
  const known = new Map<number, Day>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const week = known.get(quarter) ?? mondayOf(dayIn(new Date(at), timeZone));
    known.set(quarter, week);
    return week;
  };
};

const decided = (row: DecisionRow, week: Day): CountedDecision => ({
  patientKey: row.patient_key,
  ehr: row.ehr,
  serviceId: row.service_id,
  week,
  spoken: JSON.parse(row.spoken),
  silent: JSON.parse(row.silent),
  reportsRead: row.reports_read,
  reportsNotRead: row.reports_not_read,
  readings: JSON.parse(row.readings),
  unknownKeys: JSON.parse(row.unknown_keys),
  milliseconds: row.milliseconds,
  mode: row.mode,
});

const shown = (row: DeliveryRow, answers: readonly FeedbackRow[], week: Day): CountedCard => ({
  rule: row.rule,
  week,
  answers: answers.map(({ outcome, reason_code }) => ({ outcome, reasonCode: reason_code === '' ? null : reason_code })),
});

/** Where a page begins: after this row, in the order of time. */
interface After<Key> {
  readonly at: number;
  readonly key: Key;
}

function* decisionsAfter({ kysely }: Database, { at, key }: After<number>): Work<readonly DecisionRow[]> {
  return yield* rowsOf(
    kysely
      .selectFrom('decision')
      .selectAll()
      .where('at', '>=', at)
      .where((where) => where.or([where('at', '>', at), where('id', '>', key)]))
      .orderBy('at')
      .orderBy('id')
      .limit(PAGE),
  );
}

function* cardsAfter({ kysely }: Database, { at, key }: After<string>): Work<readonly DeliveryRow[]> {
  return yield* rowsOf(
    kysely
      .selectFrom('delivery')
      .selectAll()
      .where('at', '>=', at)
      .where((where) => where.or([where('at', '>', at), where('card_uuid', '>', key)]))
      .orderBy('at')
      .orderBy('card_uuid')
      .limit(PAGE),
  );
}

function* answersTo({ kysely }: Database, cards: readonly DeliveryRow[]): Work<ReadonlyMap<string, readonly FeedbackRow[]>> {
  const answers = new Map<string, FeedbackRow[]>(cards.map(({ card_uuid }) => [card_uuid, []]));
  if (cards.length === 0) return answers;
  const rows = yield* rowsOf(
    kysely
      .selectFrom('feedback')
      .selectAll()
      .where('card_uuid', 'in', [...answers.keys()]),
  );
  rows.forEach((row) => answers.get(row.card_uuid)?.push(row));
  return answers;
}

function* unknownCardsSince({ kysely }: Database, at: number): Work<number> {
  const count = kysely.selectFrom('unmatched_feedback').select((select) => select.fn.countAll<number>().as('count'));
  const [row] = yield* rowsOf(count.where('received_at', '>=', at));
  return row?.count ?? 0;
}

/** Page after page, with a breath between two. */
async function* pages<Row extends { readonly at: number }, Key>(
  start: After<Key>,
  keyOf: (row: Row) => Key,
  read: (after: After<Key>) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after: After<Key> | null = start; after; await nextTurn()) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last) yield rows;
    after = last ? { at: last.at, key: keyOf(last) } : null;
  }
}

/** Counts the last thirteen weeks, the current one included. `timeZone` says where a day and a week begin. @throws Error when the database is down. */
export const readStats = async (database: Database, now: Date, timeZone: string): Promise<Stats> => {
  const period = periodUntil(now, timeZone);
  const at = DateTime.fromISO(period.from, { zone: timeZone }).toMillis();
  const weekOf = weekFinder(timeZone);
  const stats = countStats(period);

  const decisions = pages<DecisionRow, number>(
    { at, key: -1 },
    ({ id }) => id,
    (after) => database.read(() => decisionsAfter(database, after)),
  );
  for await (const rows of decisions) rows.forEach((row) => stats.decision(decided(row, weekOf(row.at))));

  const deliveries = pages<DeliveryRow, string>(
    { at, key: '' },
    ({ card_uuid }) => card_uuid,
    (after) => database.read(() => cardsAfter(database, after)),
  );
  for await (const rows of deliveries) {
    const answers = await database.read(() => answersTo(database, rows));
    rows.forEach((row) => stats.card(shown(row, answers.get(row.card_uuid) ?? [], weekOf(row.at))));
  }

  stats.unknownCards(await database.read(() => unknownCardsSince(database, at)));
  return stats.finish();
};
