import type { Announcements } from '#libs/notifications';
import { Outbox, type SqlTx, type Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** The promise to mail one proof to one recipient. */
export const proofMailed = 'leaflet.proof_mailed';

/**
 * An agency is asked to agree to its block: promises the mails, and puts a notice on its desk. Where there is no address,
 * that is noted for the secretariat to see.
 */
export async function askForAgreement(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
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
  const [proof] = await tx.query<{ agency_id: string }>(
    `SELECT agency_id FROM portal.leaflet_proof WHERE id = $1 AND answered_at IS NULL AND revoked_at IS NULL`,
    [proofId],
  );
  if (!proof) return;
  await announcements.announce(tx, {
    eventId: event.id,
    type: 'leaflet.proof_sent',
    agencyId: proof.agency_id,
    objectType: 'leaflet_consent',
    objectId: proofId,
    number: null,
  });
}

/** An agency wants something corrected before it is printed: tells the secretariat. */
export async function announceCorrection(
  announcements: Announcements,
  tx: SqlTx,
  event: Task,
): Promise<void> {
  await announcements.announceToSecretariat(tx, {
    eventId: event.id,
    type: 'leaflet.correction',
    objectType: 'leaflet',
    objectId: idIn(event, 'leafletId'),
    number: null,
  });
}
