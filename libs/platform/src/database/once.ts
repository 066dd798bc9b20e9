import { Conflict, PortalError } from '../errors.js';
import type { Tx } from './database.js';
import { prepared } from './prepared.js';

/** A request that must take effect once: its Idempotency-Key and a digest of its method, path and body. */
export interface OnceKey {
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** The key was used before for a different request (422). */
export class KeyReused extends PortalError {
  readonly kind = 'invalid';
  readonly fields = [];
  constructor() {
    super('idempotency.key_reused', '同じ操作番号で別の内容が送られました。画面を読み込み直してください。');
  }
}

const reservation = {
  name: 'once.reserve',
  sql: `INSERT INTO portal.answered_request (account_id, key, fingerprint, result_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING RETURNING key`,
};

/**
 * Runs `work` the first time the actor sends this key and answers with the same id ever after (24 hours). Two at the
 * same moment: the second waits for the first one's commit. Only the id is stored, so a repeat is rendered with the
 * rights of that moment. An id that is `known` beforehand saves a statement.
 * @throws {KeyReused} when the key belongs to another request.
 */
export async function once(
  tx: Tx,
  accountId: string,
  request: OnceKey,
  work: () => Promise<string>,
  known?: string,
): Promise<string> {
  const values = [accountId, request.key, request.fingerprint, known ?? null];
  const fresh = await prepared<{ key: string }>(tx, reservation, values);
  if (fresh.length === 0) return earlierAnswer(tx, accountId, request);
  const resultId = await work();
  if (resultId === known) return resultId;
  await tx.query('UPDATE portal.answered_request SET result_id = $3 WHERE account_id = $1 AND key = $2', [
    accountId,
    request.key,
    resultId,
  ]);
  return resultId;
}

async function earlierAnswer(tx: Tx, accountId: string, request: OnceKey): Promise<string> {
  const [earlier] = await tx.query<{ fingerprint: Buffer; result_id: string | null }[]>(
    'SELECT fingerprint, result_id FROM portal.answered_request WHERE account_id = $1 AND key = $2',
    [accountId, request.key],
  );
  if (!earlier?.fingerprint.equals(request.fingerprint)) throw new KeyReused();
  if (earlier.result_id === null) {
    throw new Conflict(
      'idempotency.in_progress',
      '同じ操作を処理しています。少し待ってから確認してください。',
    );
  }
  return earlier.result_id;
}
