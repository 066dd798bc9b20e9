import { open } from '../crypto/field-cipher.js';
import type { SqlTx, WorkerDatabase } from '../database/sql-database.js';
import type { Keys } from '../keys/keys.js';
import { Outbox } from '../outbox/outbox.js';
import type { Task } from '../outbox/outbox.ledger.js';
import { Hopeless } from '../queue/hopeless.js';
import type { Clamd, Verdict } from './clamd.js';
import { quarantineSeal } from './uploads.js';

/**
 * Has uploads looked at, one promise each. It opens nothing to anybody: who may read a file is asked at every reading,
 * so a scan that ends late gives back nothing that a person has taken away in the meantime.
 */
export class UploadScanning {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly keys: Keys,
    private readonly scanner: Pick<Clamd, 'scan'>,
  ) {}

  /** @throws {ScannerAway} to be tried again. */
  async run(task: Task): Promise<void> {
    const id = uploadIn(task);
    const [held] = await this.db.query<{ body: Buffer }>(
      `SELECT q.body FROM portal.upload_quarantine q JOIN portal.upload_scan u USING (upload_id)
       WHERE q.upload_id = $1 AND u.state = 'pending'`,
      [id],
    );
    // Looked at before, or removed since.
    if (!held) return;
    try {
      await this.settle(id, await this.scanner.scan(open(...quarantineSeal(this.keys, id), held.body)));
    } catch (error) {
      if (!(error instanceof Hopeless)) throw error;
      await this.giveUp(task);
    }
  }

  /** Nobody can say anything about the file: it stays closed, and may be tried again. */
  async giveUp(task: Task): Promise<void> {
    const id = uploadIn(task);
    await this.db.transaction(async (tx) => {
      const failed = await tx.query(
        `UPDATE portal.upload_scan SET state = 'failed', scanned_at = now() WHERE upload_id = $1 AND state = 'pending'
         RETURNING upload_id`,
        [id],
      );
      if (failed.length > 0) await new Outbox().add(writer(tx), uploadStopped.failed, { uploadId: id });
    });
  }

  private async settle(id: string, verdict: Verdict): Promise<void> {
    await this.db.transaction(async (tx) => {
      const settled = await tx.query(
        `UPDATE portal.upload_scan SET state = $2, finding = $3, scanned_at = now()
         WHERE upload_id = $1 AND state = 'pending' RETURNING upload_id`,
        [id, verdict.clean ? 'clean' : 'infected', verdict.clean ? null : verdict.finding],
      );
      await tx.query('DELETE FROM portal.upload_quarantine WHERE upload_id = $1', [id]);
      if (verdict.clean) return;
      await tx.query('SELECT portal.drop_upload_content($1)', [id]);
      if (settled.length > 0) await new Outbox().add(writer(tx), uploadStopped.infected, { uploadId: id });
    });
  }
}

/** The promises to tell whoever sent a file that nobody will read it. */
export const uploadStopped = { infected: 'upload.infected', failed: 'upload.failed' } as const;

function writer(tx: SqlTx): Parameters<Outbox['add']>[0] {
  return { query: (sql, values) => tx.query(sql, values) };
}

function uploadIn({ payload }: Task): string {
  const id = payload['uploadId'];
  if (typeof id !== 'string') throw new Hopeless('upload.unnamed');
  return id;
}
