import { runMigrations } from 'bullmq';
import pg from 'pg';

/** The schema of the queue's own tables; the tables belong to BullMQ, which brings its migrations along. */
export const queueSchema = 'bullmq';

/**
 * Brings the tables of the queue to the version of the installed BullMQ and lets the worker use them. Run at deploy, by
 * whoever migrates: at run time nobody may create anything.
 */
export async function migrateQueue(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'portal-migration' });
  await admin.connect();
  try {
    await runMigrations(admin, queueSchema);
    await admin.query(`
      GRANT USAGE ON SCHEMA ${queueSchema} TO portal_worker;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO portal_worker;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO portal_worker;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO portal_worker`);
  } finally {
    await admin.end();
  }
}
