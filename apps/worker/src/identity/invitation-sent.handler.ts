import { invitationToken } from '#libs/identity';
import { type Deliveries, invitationMail } from '#libs/notifications';
import type { Keys, Task, WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

/** Mails an invitation, unless it was used or has expired in the meantime. */
export class InvitationSentHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly keys: Keys,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const invitationId = idIn(task, 'invitationId');
    const due = { taskId: task.id, eventId: task.id, recipientId: invitationId };
    await this.deliveries.deliver(due, async () => {
      const [invitation] = await this.db.query<{ email: string | null }>(
        'SELECT sec.invitation_address($1) AS email',
        [invitationId],
      );
      if (!invitation?.email) return undefined;
      const token = invitationToken(this.keys, invitationId);
      return { to: invitation.email, ...invitationMail(this.publicUrl, token) };
    });
  }
}
