import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '#libs/identity';
import { Config, newId, openLog } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import type { WorkerPace } from '../../apps/worker/src/pace.js';
import { buildAccount, buildAgency } from '../factories/identity.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** Impatient: a test cannot wait a minute for what production may. */
export const testPace: Partial<WorkerPace> = {
  lockDuration: 2000,
  pollEvery: 200,
  reconciler: { every: 300, after: 1 },
  waitAfter: () => 200,
  closeWithin: 5000,
};

/** Somebody at an agency. */
export interface Colleague {
  readonly accountId: string;
  readonly agencyId: string;
  readonly email: string;
}

/** One open or settled promise. */
export interface OutboxRow {
  id: string;
  type: string;
  relayed_at: Date | null;
  done_at: Date | null;
  failed_at: Date | null;
  last_error: string | null;
}

/** A database with promises in it, and workers that keep them. */
export class WorkerWorld {
  private readonly workers: PortalWorker[] = [];

  private constructor(readonly db: TestDatabase) {}

  static async open(): Promise<WorkerWorld> {
    const db = await createTestDatabase();
    // No round of confirmation starts by itself, in whatever month the tests run.
    await db.admin(
      `UPDATE portal.directory_settings SET confirmation_month = 1 + (extract(month FROM now())::int + 5) % 12`,
    );
    return new WorkerWorld(db);
  }

  /** Starts a worker. */
  async work(settings: { smtpUrl?: string; queueUrl?: string } = {}, pace: Partial<WorkerPace> = {}) {
    const worker = createWorker({
      config: configWith(settings),
      keys: this.db.keys,
      connections: this.db.connections,
      log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
      pace: { ...testPace, ...pace },
    });
    this.workers.push(worker);
    worker.start();
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await this.db.drop();
  }

  /** Somebody at a new agency, or at the given one. */
  async colleague(options: { agencyId?: string; role?: Role } = {}): Promise<Colleague> {
    const agencyId = options.agencyId ?? (await buildAgency(this));
    const account = await buildAccount(this, { agencyId, role: options.role ?? 'staff', name: '架空 太郎' });
    return { ...account, agencyId };
  }

  /** Promises something, as a committed transaction of the API would. Returns the id of the event. */
  async promise(type: string, payload: Record<string, unknown>): Promise<string> {
    const id = newId();
    await this.db.admin('INSERT INTO portal.outbox (id, type, payload) VALUES ($1, $2, $3)', [
      id,
      type,
      payload,
    ]);
    return id;
  }

  /** A step of a referral that this agency has to be told. */
  async referralEvent(verb: string, tellAgencyId: string, number = 'R2026-000001') {
    const [referralId, lineId, source] = [newId(), newId(), newId()];
    // A line that lies at the agency: mail about what has gone again is not sent. Who stands behind it is nobody's business here.
    await this.db.admin(`
      SET LOCAL session_replication_role = 'replica';
      INSERT INTO portal.referral (id, number, source_agency_id, person_id, status, type, purpose, request, created_by)
        VALUES ('${referralId}', 'T-${referralId}', '${source}', '${newId()}', 'active', 'introduction', 'intake', '\\x00', '${newId()}');
      INSERT INTO portal.referral_line (id, referral_id, source_agency_id, agency_id, person_id, status, package_version)
        VALUES ('${lineId}', '${referralId}', '${source}', '${tellAgencyId}', '${newId()}', 'sent', 1);
    `);
    const payload = { referralId, lineId, number, tellAgencyId, byAgencyId: source };
    return { eventId: await this.promise(`referral.${verb}`, payload), referralId };
  }

  async outboxRow(id: string): Promise<OutboxRow | undefined> {
    return (await this.outbox()).find((row) => row.id === id);
  }

  async outbox(): Promise<OutboxRow[]> {
    return this.db.admin<OutboxRow>(
      'SELECT id, type, relayed_at, done_at, failed_at, last_error FROM portal.outbox ORDER BY id',
    );
  }

  /** Waits until no promise is open any more. */
  async settled(within = 20_000): Promise<void> {
    await eventually(async () => {
      const open = (await this.outbox()).filter((row) => !row.done_at && !row.failed_at);
      if (open.length > 0) throw new Error(`still open: ${JSON.stringify(open.slice(0, 3))}`);
    }, within);
  }
}

/** Tries until it no longer throws. */
export async function eventually<T>(look: () => Promise<T> | T, within = 15_000): Promise<T> {
  for (const end = Date.now() + within; ; await pause(50)) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Settings of a worker under test. */
export function configWith(settings: { smtpUrl?: string; queueUrl?: string }): Config {
  return new Config({
    port: 3000,
    host: 'localhost',
    publicUrl: 'https://portal.example.jp',
    mailFrom: '連携ポータル <no-reply@portal.example.jp>',
    dataDir: '.portal',
    logLevel: 'silent',
    ...settings,
  });
}
