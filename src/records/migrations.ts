/** How the tables came to be. A step that has been released is never edited: a change is a new step with a later name. */
import { Migrator, type Kysely, type Migration } from 'kysely';

/** What the two databases spell differently. */
export interface Spelling {
  /** Type of a whole number that counts up by itself. */
  readonly serial: 'integer' | 'bigserial';
}

const createTables = ({ serial }: Spelling): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('decision')
      .addColumn('id', serial, (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('ehr', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('patient_key', 'text', (column) => column.notNull())
      .addColumn('user_key', 'text', (column) => column.notNull())
      .addColumn('service_id', 'text', (column) => column.notNull())
      .addColumn('hook_instance', 'text', (column) => column.notNull())
      .addColumn('knowledge', 'text', (column) => column.notNull())
      .addColumn('report_keys', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('spoken', 'text', (column) => column.notNull())
      .addColumn('silent', 'text', (column) => column.notNull())
      .addColumn('reports_read', 'integer', (column) => column.notNull())
      .addColumn('reports_not_read', 'integer', (column) => column.notNull())
      .addColumn('readings', 'text', (column) => column.notNull())
      .addColumn('unknown_keys', 'text', (column) => column.notNull())
      .addColumn('milliseconds', 'double precision', (column) => column.notNull())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('card_uuids', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('decision_at').on('decision').column('at').execute();
    await db.schema.createIndex('decision_patient').on('decision').column('patient_key').execute();

    await db.schema
      .createTable('delivery')
      .addColumn('card_uuid', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('ehr', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('patient_key', 'text', (column) => column.notNull())
      .addColumn('user_key', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('knowledge', 'text', (column) => column.notNull())
      .addColumn('reporter_hook', 'integer', (column) => column.notNull())
      .addColumn('service_id', 'text', (column) => column.notNull())
      .addColumn('suggestions', 'text', (column) => column.notNull())
      .addColumn('shown_on', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('delivery_patient').on('delivery').column('patient_key').execute();
    await db.schema.createIndex('delivery_at').on('delivery').column('at').execute();

    await db.schema
      .createTable('feedback')
      .addColumn('card_uuid', 'text', (column) => column.notNull().references('delivery.card_uuid').onDelete('cascade'))
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('reason_system', 'text', (column) => column.notNull())
      .addColumn('reason_code', 'text', (column) => column.notNull())
      .addColumn('accepted_suggestions', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('feedback_once', ['card_uuid', 'outcome', 'reason_system', 'reason_code', 'at'])
      .execute();
    await db.schema.createIndex('feedback_received').on('feedback').column('received_at').execute();

    await db.schema
      .createTable('unmatched_feedback')
      .addColumn('ehr', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('unmatched_feedback_received').on('unmatched_feedback').column('received_at').execute();

    await db.schema
      .createTable('used_token')
      .addColumn('token_key', 'text', (column) => column.primaryKey())
      .addColumn('expires', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('used_token_expires').on('used_token').column('expires').execute();
  },
});

/**
 * Brings the tables up to date. Processes that start together wait for each other (a lock in PostgreSQL, the write lock of SQLite) and each step runs once.
 * @throws Error when a step fails; its changes are then undone.
 */
export const migrate = async <T>(db: Kysely<T>, spelling: Spelling): Promise<void> => {
  const steps = { '2026-11-create-tables': createTables(spelling) };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest();
  if (error) throw error;
};
