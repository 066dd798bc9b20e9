import { hashOfToken } from '#libs/identity';
import { type Keys, newId, type Outbox, type SqlTx } from '#libs/platform';
import { type LastTold, type MailboxLine, type PlannedDispatch, planFor } from './dispatch.plan.js';
import type { DispatchKind, InvitationAnswer } from './invitation.codes.js';
import { answerToken, replyTag, returnTag } from './invitation.token.js';
import { type MeetingToTell, meetingToTell } from './told.meeting.js';

/** The promise of one mail to somebody who is invited. */
export const dispatchPromised = 'meeting.dispatch';

/** What telling needs. */
export interface DispatchTools {
  readonly keys: Keys;
  readonly outbox: Outbox;
}

interface InvitedLine extends MailboxLine, Record<string, unknown> {
  readonly address: string;
  readonly round: number;
  readonly hasToken: boolean;
}

/**
 * Promises whatever has to be told about a meeting so that every calendar shows what is true, and nothing twice. `by` is
 * nobody where it follows from a change. `again` is a mailbox that is
 * told once more, although nothing has changed. Answers how many mails.
 */
export async function tellAll(
  sql: SqlTx,
  tools: DispatchTools,
  meetingId: string,
  { by = null, again }: { by?: string | null; again?: string } = {},
): Promise<number> {
  const meeting = await meetingToTell(sql, meetingId);
  if (!meeting) return 0;
  if (meeting.state === 'announced') await settleModes(sql, meeting);
  const lines = await sql.query<InvitedLine>(
    `SELECT id, lower(email) AS address, answer, token_round AS round, token_hash IS NOT NULL AS "hasToken",
       withdrawn_at IS NOT NULL AS "isWithdrawn"
     FROM portal.invitation WHERE meeting_id = $1 AND invited_at IS NOT NULL AND email IS NOT NULL ORDER BY id`,
    [meetingId],
  );
  const addresses = new Set([
    ...lines.map(({ address }) => address),
    ...(await toldAddresses(sql, meetingId)),
  ]);
  let promised = 0;
  for (const address of addresses) {
    const own = lines.filter((line) => line.address === address);
    await dropWaiting(sql, meetingId, address);
    const planned = planFor(meeting, own, await lastTold(sql, meetingId, address), address === again);
    // After a date that is off comes the new one: first the old event goes, then the new one stands.
    const next =
      planned?.kind === 'cancel' ? planFor(meeting, own, { ...planned, kind: 'cancel' }) : undefined;
    for (const one of [planned, next]) {
      if (!one) continue;
      await promiseDispatch(sql, tools, meeting, address, one, by);
      promised += 1;
    }
    if (planned && planned.kind !== 'cancel') await giveTokens(sql, tools, own, planned);
    else if (next) await giveTokens(sql, tools, own, next);
  }
  return promised;
}

/** Promises a mail that changes nothing in calendars: a reminder, or the wish for an answer. */
export async function remindLines(
  sql: SqlTx,
  tools: DispatchTools,
  meetingId: string,
  kind: Extract<DispatchKind, 'reminder' | 'nudge'>,
  wanted: readonly InvitationAnswer[],
  by: string | null = null,
): Promise<number> {
  const meeting = await meetingToTell(sql, meetingId);
  if (meeting?.state !== 'announced') return 0;
  const lines = await sql.query<{ id: string; address: string; answer: InvitationAnswer }>(
    `SELECT i.id, lower(i.email) AS address, i.answer FROM portal.invitation i
     WHERE i.meeting_id = $1 AND i.invited_at IS NOT NULL AND i.email IS NOT NULL AND i.withdrawn_at IS NULL ORDER BY i.id`,
    [meetingId],
  );
  const concerned = lines.filter(({ answer }) => wanted.includes(answer));
  const addresses = [...new Set(concerned.map(({ address }) => address))];
  for (const address of addresses) {
    const own = concerned.filter((line) => line.address === address).map(({ id }) => id);
    const { uid, told } = meeting;
    const last = await lastTold(sql, meetingId, address);
    const planned = { kind, uid, sequence: last?.sequence ?? meeting.sequence, told, lines: own };
    await promiseDispatch(sql, tools, meeting, address, planned, by);
  }
  return addresses.length;
}

/**
 * Whoever comes by a way that there is no longer comes by the one that there is, as long as places are left; the others are
 * asked again.
 */
async function settleModes(sql: SqlTx, { id, told: { mode } }: MeetingToTell): Promise<void> {
  if (mode === 'hybrid') return;
  const way = mode === 'venue' ? 'venue' : 'web';
  const others = await sql.query<{ id: string }>(
    `SELECT id FROM portal.invitation WHERE meeting_id = $1 AND withdrawn_at IS NULL AND mode <> $2
     ORDER BY answered_at, id`,
    [id, way],
  );
  for (const other of others)
    await sql.query(
      `UPDATE portal.invitation i SET version = version + 1,
         mode = CASE WHEN x.fits THEN $2 END, answer = CASE WHEN x.fits THEN i.answer ELSE 'needs_action' END,
         answered_at = CASE WHEN x.fits THEN i.answered_at END
       FROM (SELECT coalesce(portal.places_left($3, $2, $1) > 0, true) AS fits) x WHERE i.id = $1`,
      [other.id, way, id],
    );
}

async function toldAddresses(sql: SqlTx, meetingId: string): Promise<string[]> {
  const rows = await sql.query<{ address: string }>(
    'SELECT DISTINCT address FROM portal.invitation_dispatch WHERE meeting_id = $1',
    [meetingId],
  );
  return rows.map(({ address }) => address);
}

/** What has not left yet is replaced by what is true now. */
async function dropWaiting(sql: SqlTx, meetingId: string, address: string): Promise<void> {
  await sql.query(
    `UPDATE portal.invitation_dispatch SET state = 'dropped'
     WHERE meeting_id = $1 AND address = $2 AND state = 'waiting' AND kind IN ('request', 'update')`,
    [meetingId, address],
  );
}

async function lastTold(sql: SqlTx, meetingId: string, address: string): Promise<LastTold | undefined> {
  const [last] = await sql.query<LastTold & Record<string, unknown>>(
    `SELECT d.kind, d.uid, d.sequence, d.told,
       (SELECT coalesce(array_agg(l.invitation_id), '{}') FROM portal.dispatch_line l WHERE l.dispatch_id = d.id) AS lines
     FROM portal.invitation_dispatch d
     WHERE d.meeting_id = $1 AND d.address = $2 AND d.kind IN ('request', 'update', 'cancel')
       AND d.bounce IS DISTINCT FROM 'hard' AND (d.state IN ('sending', 'sent') OR d.state = 'waiting' AND d.kind = 'cancel')
     ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
    [meetingId, address],
  );
  return last;
}

async function promiseDispatch(
  sql: SqlTx,
  { keys, outbox }: DispatchTools,
  { id: meetingId, councilId }: MeetingToTell,
  address: string,
  { kind, uid, sequence, told, lines }: PlannedDispatch,
  by: string | null,
): Promise<void> {
  await sql.query(
    `INSERT INTO portal.meeting_mailbox (meeting_id, council_id, address, tag) VALUES ($1, $2, $3, $4)
     ON CONFLICT (meeting_id, address) DO NOTHING`,
    [meetingId, councilId, address, replyTag(keys, meetingId, address)],
  );
  const id = newId();
  await sql.query(
    `INSERT INTO portal.invitation_dispatch (id, meeting_id, council_id, address, kind, uid, sequence, told, return_tag,
       created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())`,
    [id, meetingId, councilId, address, kind, uid, sequence, told, returnTag(keys, id), by],
  );
  for (const line of lines)
    await sql.query(
      `INSERT INTO portal.dispatch_line (dispatch_id, invitation_id, meeting_id, council_id) VALUES ($1, $2, $3, $4)`,
      [id, line, meetingId, councilId],
    );
  await outbox.add(sql, dispatchPromised, { dispatchId: id });
}

/** From now on answers count to what was asked here, and whoever has no link yet gets one. */
async function giveTokens(
  sql: SqlTx,
  { keys }: DispatchTools,
  lines: readonly InvitedLine[],
  { sequence }: PlannedDispatch,
): Promise<void> {
  for (const { id, round, hasToken, isWithdrawn } of lines) {
    if (isWithdrawn) continue;
    await sql.query('UPDATE portal.invitation SET asked_sequence = $2 WHERE id = $1', [id, sequence]);
    if (!hasToken)
      await sql.query('UPDATE portal.invitation SET token_hash = $2 WHERE id = $1', [
        id,
        hashOfToken(answerToken(keys, id, round)),
      ]);
  }
}
