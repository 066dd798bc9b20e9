import { newId, type Outbox, type SqlTx, type Task } from '#libs/platform';
import { isWebhookEvent } from './webhook.events.js';

/** The type of the promise to try one message once. */
export const webhookDue = 'webhook.due';

/**
 * Plans a message to each webhook that is to hear of the event, in the transaction that keeps the event's promise. Told is
 * the agency of the notice; of a move also the system of who made it, which has no notice of it. A rule promises its move to
 * each side, so a move that a webhook was to hear of already is not planned again.
 */
export async function planWebhooks(tx: SqlTx, outbox: Outbox, event: Task): Promise<void> {
  const { lineId, lineVersion, tellAgencyId, byAgencyId, number } = event.payload;
  if (!isWebhookEvent(event.type) || typeof lineId !== 'string') return;
  const version = typeof lineVersion === 'number' ? lineVersion : null;
  const parties = version === null ? [tellAgencyId] : [tellAgencyId, byAgencyId];
  const told = await tx.query<{ id: string; agency_id: string }>(
    `SELECT id, agency_id FROM portal.webhook
     WHERE agency_id = ANY($1::uuid[]) AND state = 'active' AND $2 = ANY(events) ORDER BY id`,
    [parties.filter((id) => typeof id === 'string'), event.type],
  );
  for (const { id, agency_id: agencyId } of told) {
    const deliveryId = newId();
    const planned = await tx.query(
      `INSERT INTO portal.webhook_delivery (id, webhook_id, agency_id, event_id, type, occurred_at, line_id, number, line_version)
       SELECT $1, $2, $3, o.id, o.type, o.created_at, $5, $6, $7 FROM portal.outbox o WHERE o.id = $4
       ON CONFLICT DO NOTHING RETURNING id`,
      [deliveryId, id, agencyId, event.id, lineId, typeof number === 'string' ? number : null, version],
    );
    if (planned.length > 0) await outbox.add(tx, webhookDue, { deliveryId });
  }
}

/** Promises the tries whose time has come; answers how many. */
export async function promiseDueTries(tx: SqlTx, outbox: Outbox): Promise<number> {
  const due = await tx.query<{ id: string }>(
    `UPDATE portal.webhook_delivery SET next_at = NULL WHERE id IN (
       SELECT id FROM portal.webhook_delivery WHERE state = 'waiting' AND next_at <= now()
       ORDER BY next_at LIMIT 200 FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  for (const { id: deliveryId } of due) await outbox.add(tx, webhookDue, { deliveryId });
  return due.length;
}
