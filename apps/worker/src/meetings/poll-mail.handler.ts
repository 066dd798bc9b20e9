import { type MailedPoll, pollMail, pollToken } from '#libs/meetings';
import type { Deliveries } from '#libs/notifications';
import { type Keys, MailRefused, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

interface Asked extends Omit<MailedPoll, 'isReminder'>, Record<string, unknown> {
  email: string;
}

/** Mails somebody the link by which they answer a date poll, unless there is nothing to answer any more. */
export class PollMailHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly keys: Keys,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const inviteeId = idIn(task, 'inviteeId');
    const linkNo = Number(task.payload['linkNo']);
    const isReminder = task.payload['reminder'] === 1;
    const due = { taskId: task.id, eventId: task.id, recipientId: inviteeId };
    let sent = false;
    try {
      await this.deliveries.deliver(due, async () => {
        const asked = await this.find(inviteeId, linkNo, isReminder);
        sent = asked !== undefined;
        const token = pollToken(this.keys, inviteeId, linkNo);
        return asked && { to: asked.email, ...pollMail(this.publicUrl, token, { ...asked, isReminder }) };
      });
    } catch (error) {
      if (error instanceof MailRefused) await this.note(inviteeId, error.code);
      throw error;
    }
    if (sent)
      await this.db.query('UPDATE portal.poll_invitee SET sent_at = now(), trouble = NULL WHERE id = $1', [
        inviteeId,
      ]);
  }

  /** Asked at the moment of sending: a newer link, an answer, the end of the poll make the mail superfluous. */
  private async find(inviteeId: string, linkNo: number, isReminder: boolean): Promise<Asked | undefined> {
    const [asked] = await this.db.query<Asked>(
      `SELECT i.email, c.short_name AS "shortName", a.name AS secretariat, p.deadline_on::text AS "deadlineOn"
       FROM portal.poll_invitee i JOIN portal.date_poll p ON p.id = i.poll_id
       JOIN portal.council c ON c.id = p.council_id JOIN portal.agency a ON a.id = c.secretariat_agency_id
       WHERE i.id = $1 AND i.link_no = $2 AND i.withdrawn_at IS NULL AND i.email IS NOT NULL
         AND sec.poll_standing(p) = 'open'
         AND (NOT $3 OR EXISTS (SELECT FROM portal.poll_option o WHERE o.poll_id = p.id AND o.withdrawn_at IS NULL
           AND NOT EXISTS (SELECT FROM portal.poll_vote v WHERE v.option_id = o.id AND v.invitee_id = i.id)))`,
      [inviteeId, linkNo, isReminder],
    );
    return asked;
  }

  private async note(inviteeId: string, code: string): Promise<void> {
    await this.db.query('UPDATE portal.poll_invitee SET trouble = $2 WHERE id = $1', [inviteeId, code]);
  }
}
