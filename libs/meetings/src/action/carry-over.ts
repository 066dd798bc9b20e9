import { newId, type SqlTx } from '#libs/platform';
import type { Member } from '#libs/identity';

/**
 * 前回からの継続: every item that was open when the meeting began is on its table. It stays the same row; that it was there
 * is an event. A meeting that is cancelled never comes here, so that what was meant for it is on the table of the next one held.
 */
export async function carryOver(
  sql: SqlTx,
  actor: Pick<Member, 'accountId' | 'agencyId'>,
  meetingId: string,
): Promise<void> {
  const items = await sql.query<{ id: string; councilId: string }>(
    `SELECT i.id, i.council_id AS "councilId" FROM portal.action_item i
     JOIN portal.meeting m ON m.id = $1 AND m.council_id = i.council_id
     LEFT JOIN portal.meeting raised ON raised.id = i.meeting_id
     WHERE (i.closed_at IS NULL OR i.closed_at >= coalesce(m.actual_start, m.starts_at))
       AND coalesce(raised.starts_at, i.created_at) < m.starts_at AND i.meeting_id IS DISTINCT FROM m.id
     ORDER BY i.id`,
    [meetingId],
  );
  for (const { id, councilId } of items)
    await sql.query(
      `INSERT INTO portal.action_event (id, action_item_id, council_id, meeting_id, kind, agency_id, account_id)
       VALUES ($1, $2, $3, $4, 'carry', $5, $6)
       ON CONFLICT (meeting_id, action_item_id) WHERE kind = 'carry' DO NOTHING`,
      [newId(), id, councilId, meetingId, actor.agencyId, actor.accountId],
    );
}

/** How many items of a council are still to be done: it is not dissolved before they are, or have gone elsewhere. */
export async function countOpenItems(sql: SqlTx, councilId: string): Promise<number> {
  const [counted] = await sql.query<{ open: number }>(
    'SELECT count(*)::int AS open FROM portal.action_item WHERE council_id = $1 AND closed_at IS NULL',
    [councilId],
  );
  return counted?.open ?? 0;
}
