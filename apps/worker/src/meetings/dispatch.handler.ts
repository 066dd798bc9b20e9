import { dispatchInHand, dispatchMail, type DispatchPlaces } from '#libs/meetings';
import type { Deliveries } from '#libs/notifications';
import { MailRefused, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

/** Mails an invitation to a meeting, or a change, a cancellation, a reminder. */
export class DispatchHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly places: DispatchPlaces,
  ) {}

  async handle(task: Task): Promise<void> {
    const dispatchId = idIn(task, 'dispatchId');
    const due = { taskId: task.id, eventId: dispatchId, recipientId: task.id };
    try {
      await this.deliveries.deliver(due, async () => {
        const dispatch = await this.db.transaction((tx) => dispatchInHand(tx, this.places, dispatchId));
        return dispatch && dispatchMail(dispatch);
      });
    } catch (error) {
      if (error instanceof MailRefused)
        await this.db.query(
          `UPDATE portal.invitation_dispatch SET state = 'failed', trouble = $2 WHERE id = $1`,
          [dispatchId, error.code],
        );
      throw error;
    }
    await this.db.query(
      `UPDATE portal.invitation_dispatch SET sent_at = CASE WHEN state = 'sent' THEN sent_at ELSE now() END,
         state = CASE WHEN EXISTS (SELECT FROM portal.mail_delivery WHERE event_id = $1 AND state = 'sent') THEN 'sent' ELSE 'dropped' END
       WHERE id = $1 AND state IN ('waiting', 'sending')`,
      [dispatchId],
    );
  }
}
