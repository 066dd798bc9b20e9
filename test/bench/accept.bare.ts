import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Member } from '#libs/identity';
import { newId } from '#libs/platform';

const lines = 'id, referral_id, source_agency_id, agency_id, person_id, status, package_version';

/** What an acceptance asks of the database, statement by statement, prepared, with nothing around it. */
export async function acceptBare(
  client: pg.Client,
  actor: Member,
  { referralId, lineId }: { referralId: string; lineId: string },
): Promise<void> {
  let n = 0;
  const run = async (text: string, values: unknown[]) =>
    (await client.query({ name: `bare ${(n += 1)}`, text, values })).rows;
  const key = randomUUID();
  await client.query('BEGIN');
  await run(`SELECT set_config('app.session', $1, true)`, [actor.session]);
  await run(
    'INSERT INTO portal.answered_request (account_id, key, fingerprint) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING key',
    [actor.accountId, key, randomBytes(32)],
  );
  const [seen] = await run('SELECT * FROM portal.referral WHERE id = $1', [referralId]);
  await run('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [seen.person_id]);
  await run('SELECT * FROM portal.referral WHERE id = $1 FOR UPDATE', [referralId]);
  const [line] = await run(
    `SELECT ${lines} FROM portal.referral_line WHERE referral_id = $1 ORDER BY id FOR UPDATE`,
    [referralId],
  );
  await run(
    `SELECT category, array_agg(consent_id ORDER BY consent_id) FROM portal.live_grant
     WHERE person_id = $1 AND recipient_agency_id = $2 AND purpose = $3 GROUP BY category`,
    [seen.person_id, line.agency_id, seen.purpose],
  );
  await run(
    `UPDATE portal.referral SET status = 'matched', version = version + 1, updated_at = now() WHERE id = $1`,
    [referralId],
  );
  await run(
    `UPDATE portal.referral_line SET status = 'accepted', decided_at = now(), changed_at = now() WHERE id = $1`,
    [lineId],
  );
  await run(
    `INSERT INTO portal.referral_event (id, referral_id, line_id, source_agency_id, agency_id, verb, from_status, to_status, by_agency_id, by_account)
     VALUES ($1, $2, $3, $4, $5, 'accept', 'reviewing', 'accepted', $5, $6)`,
    [newId(), referralId, lineId, line.source_agency_id, actor.agencyId, actor.accountId],
  );
  await run(
    `SELECT audit.append('referral.accept', 'done', 'referral', $1, $2, $3, '{}', 'bench', '127.0.0.1')`,
    [referralId, seen.person_id, line.source_agency_id],
  );
  await run(`INSERT INTO portal.outbox (id, type, payload) VALUES ($1, 'referral.accepted', $2)`, [
    newId(),
    { referralId },
  ]);
  await run('UPDATE portal.answered_request SET result_id = $3 WHERE account_id = $1 AND key = $2', [
    actor.accountId,
    key,
    referralId,
  ]);
  await client.query('COMMIT');
}
