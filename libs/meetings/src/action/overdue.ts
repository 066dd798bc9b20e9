import type { Outbox, SqlTx } from '#libs/platform';

/** Something that an agency has to do is late: the event tells it so, once a week. */
export const actionOverdue = 'action_item.overdue';

/**
 * Promises to tell each agency that something is late. Where a person alone has it to do, or an agency that has closed,
 * the secretariat is told.
 */
export async function remindOfOverdue(tx: SqlTx, outbox: Outbox, today: string): Promise<void> {
  const late = await tx.query<{ agency_id: string }>(
    `WITH late AS (
       SELECT DISTINCT CASE WHEN a.status <> 'closed' THEN a.id ELSE c.secretariat_agency_id END AS agency_id
       FROM portal.action_item i JOIN portal.council c ON c.id = i.council_id
       LEFT JOIN portal.agency a ON a.id = i.owner_agency_id
       WHERE i.closed_at IS NULL AND i.due_on < $1::date)
     SELECT agency_id FROM late WHERE NOT EXISTS (SELECT FROM portal.outbox o
       WHERE o.type = $2 AND o.payload ->> 'agencyId' = agency_id::text AND o.created_at > now() - interval '7 days')`,
    [today, actionOverdue],
  );
  for (const { agency_id: agencyId } of late) await outbox.add(tx, actionOverdue, { agencyId });
}
