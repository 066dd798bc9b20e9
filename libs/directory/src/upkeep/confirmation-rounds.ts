import { hashOfToken } from '#libs/identity';
import { type Keys, newId, type Outbox, type SqlTx } from '#libs/platform';
import type { RoundKind } from './confirmation.codes.js';
import { confirmationToken } from './confirmation-token.js';

/** The promise to ask one agency: by mail, and by a notice on its desk. */
export const confirmationAsked = 'confirmation.asked';
/** The promise of one mail. */
export const confirmationMailed = 'confirmation.mail';

/** How long the link of a mail works, and how long a round goes on. */
export const openDays = 90;

/** A round to be started. */
export interface NewRound {
  readonly kind: RoundKind;
  readonly fiscalYear: number;
  readonly by: { readonly accountId: string | null; readonly accountName: string };
  /** Only these agencies; everybody in operation when it is not there. */
  readonly only?: readonly string[];
  /** The group that these are, in words. */
  readonly chosenAs?: string;
}

/**
 * Starts a round in the caller's transaction: one request for each agency in operation, and the promise to ask each that
 * can be reached. Answers the round and how many are asked.
 */
export async function startRound(
  tx: SqlTx,
  tools: { readonly keys: Keys; readonly outbox: Outbox },
  { kind, fiscalYear, by, only, chosenAs }: NewRound,
): Promise<{ roundId: string; asked: number }> {
  const roundId = newId();
  await tx.query(
    `INSERT INTO portal.confirmation_round (id, kind, fiscal_year, started_by, started_name, chosen_as)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [roundId, kind, fiscalYear, by.accountId, by.accountName, chosenAs ?? null],
  );
  const agencies = await tx.query<{ id: string }>(
    `SELECT id FROM portal.agency WHERE status <> 'closed' AND ($1::uuid[] IS NULL OR id = ANY ($1)) ORDER BY id`,
    [only ?? null],
  );
  const requests = agencies.map(({ id: agencyId }) => {
    const id = newId();
    return { id, agencyId, hash: hashOfToken(confirmationToken(tools.keys, id)).toString('hex') };
  });
  const reachable = await tx.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO portal.confirmation_request (id, round_id, agency_id, token_hash, expires_at, mail_state)
       SELECT x.id, $2, a.id, decode(x.hash, 'hex'), now() + make_interval(days => $3),
         CASE WHEN a.update_email IS NOT NULL OR sec.has_desk(a.id) THEN 'promised' ELSE 'no_address' END
       FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "agencyId" uuid, hash text)
       JOIN portal.agency a ON a.id = x."agencyId"
       RETURNING id, mail_state
     ) SELECT id FROM made WHERE mail_state = 'promised' ORDER BY id`,
    [JSON.stringify(requests), roundId, openDays],
  );
  for (const { id } of reachable)
    await tools.outbox.add(tx, confirmationAsked, { requestId: id, reminder: 0 });
  return { roundId, asked: requests.length };
}

/** Ends whatever round of this kind is still open. */
export async function endRounds(tx: SqlTx, kind: RoundKind): Promise<void> {
  await tx.query(
    'UPDATE portal.confirmation_round SET ended_at = now() WHERE kind = $1 AND ended_at IS NULL',
    [kind],
  );
}
