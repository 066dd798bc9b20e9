import { Outbox, type SqlTx, type Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** The promise to mail one proof to one recipient. */
export const proofMailed = 'leaflet.proof_mailed';

/** Promises the mails of a proof; where there is no address, that is noted for the secretariat to see. */
export async function promiseProofMails(tx: SqlTx, event: Task): Promise<void> {
  const proofId = idIn(event, 'proofId');
  const recipients = await tx.query<{ recipient_id: string }>(
    'SELECT recipient_id FROM sec.proof_addresses($1)',
    [proofId],
  );
  const outbox = new Outbox();
  for (const { recipient_id: recipientId } of recipients)
    await outbox.add(tx, proofMailed, { proofId, recipientId, eventId: event.id });
  if (recipients.length === 0)
    await tx.query(
      `UPDATE portal.leaflet_proof SET trouble = 'no_address' WHERE id = $1 AND answered_at IS NULL AND revoked_at IS NULL`,
      [proofId],
    );
}
