import { type LeafletBlock, type LeafletField, proofMail, proofToken } from '#libs/directory';
import type { Deliveries } from '#libs/notifications';
import { type Keys, MailRefused, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

interface MailedProof extends Record<string, unknown> {
  email: string;
  title: string;
  networkName: string;
  contact: string;
  issuer: string;
  answerBy: string;
  block: LeafletBlock;
  proposed: LeafletField[];
  isReminder: boolean;
}

/** Mails a proof: the block as it will be printed, and the link by which to answer. */
export class ProofMailedHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly keys: Keys,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const proofId = idIn(task, 'proofId');
    const recipientId = idIn(task, 'recipientId');
    const due = { taskId: task.id, eventId: idIn(task, 'eventId'), recipientId };
    try {
      await this.deliveries.deliver(due, async () => {
        const proof = await this.find(proofId, recipientId);
        return (
          proof && { to: proof.email, ...proofMail(this.publicUrl, proofToken(this.keys, proofId), proof) }
        );
      });
    } catch (error) {
      if (error instanceof MailRefused) await this.note(proofId, error.code);
      throw error;
    }
    await this.db.query(
      `UPDATE portal.leaflet_proof SET sent_at = now(), trouble = NULL
       WHERE id = $1 AND EXISTS (SELECT FROM portal.mail_delivery
                                 WHERE event_id = $2 AND recipient_id = $3 AND state = 'sent')`,
      [proofId, due.eventId, recipientId],
    );
  }

  /** The proof, if it can still be answered and this recipient still is the one to ask. */
  private async find(proofId: string, recipientId: string): Promise<MailedProof | undefined> {
    const [proof] = await this.db.query<MailedProof>(
      `SELECT d.email, l.title, l.network_name AS "networkName", l.contact, l.issuer, l.answer_by::text AS "answerBy",
         p.block, p.proposed, p.reminded_at IS NOT NULL AS "isReminder"
       FROM sec.proof_addresses($1) d, portal.leaflet_proof p JOIN portal.leaflet l ON l.id = p.leaflet_id
       WHERE p.id = $1 AND d.recipient_id = $2`,
      [proofId, recipientId],
    );
    return proof;
  }

  private async note(proofId: string, code: string): Promise<void> {
    await this.db.query('UPDATE portal.leaflet_proof SET trouble = $2 WHERE id = $1 AND sent_at IS NULL', [
      proofId,
      code,
    ]);
  }
}
