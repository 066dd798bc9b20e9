import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { seal } from '../crypto/field-cipher.js';
import type { Tx } from '../database/database.js';
import { Keys } from '../keys/keys.js';
import { Outbox } from '../outbox/outbox.js';
import type { UploadState } from './upload.state.js';

/** The event that makes a worker scan an upload. */
export const uploadArrived = 'upload.arrived';

/** The key and the place under which a copy lies in quarantine. */
export function quarantineSeal(keys: Keys, uploadId: string): readonly [key: Buffer, place: string] {
  return [keys.derive('upload quarantine'), `upload_quarantine|body|${uploadId}`];
}

/** Lets nothing that was uploaded be opened before the virus scanner has looked at it. */
@Injectable()
export class Uploads {
  constructor(
    private readonly config: Config,
    private readonly keys: Keys,
    private readonly outbox: Outbox,
  ) {}

  /** Puts a new upload into quarantine and promises to have it looked at; answers where it stands. */
  async admit(
    tx: Tx,
    { id, agencyId, content }: { id: string; agencyId: string; content: Buffer },
  ): Promise<UploadState> {
    const state = this.config.uploadScan === 'off' && !(await isScanned(tx)) ? 'unchecked' : 'pending';
    await tx.query('INSERT INTO portal.upload_scan (upload_id, agency_id, state) VALUES ($1, $2, $3)', [
      id,
      agencyId,
      state,
    ]);
    if (state === 'unchecked') return state;
    await tx.query('INSERT INTO portal.upload_quarantine (upload_id, body) VALUES ($1, $2)', [
      id,
      seal(...quarantineSeal(this.keys, id), content),
    ]);
    await this.outbox.add(tx, uploadArrived, { uploadId: id });
    return state;
  }

  /** Has an upload looked at again with which the scanner could do nothing; answers whether there was one. */
  async tryAgain(tx: Tx, id: string): Promise<boolean> {
    const [rows] = (await tx.query(
      `UPDATE portal.upload_scan SET state = 'pending' WHERE upload_id = $1 AND state = 'failed' RETURNING upload_id`,
      [id],
    )) as [unknown[], number];
    if (rows.length === 0) return false;
    await this.outbox.add(tx, uploadArrived, { uploadId: id });
    return true;
  }
}

/** Whether somebody looks at what is uploaded: whoever scans has said so. */
async function isScanned(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ scanned: boolean }[]>('SELECT scanned FROM portal.upload_setting');
  return row?.scanned ?? true;
}

/** Says whether uploads are scanned, in the name of whoever scans them. */
export async function sayWhetherScanned(
  db: { query(sql: string, values: readonly unknown[]): Promise<unknown> },
  { uploadScan }: Pick<Config, 'uploadScan'>,
): Promise<void> {
  await db.query('UPDATE portal.upload_setting SET scanned = $1', [uploadScan !== 'off']);
}
