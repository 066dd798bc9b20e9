import { type Announcements, type Deliveries, intakeMail } from '#libs/notifications';
import type { Keys, SqlTx, Task, WorkerDatabase } from '#libs/platform';
import { intakeToken } from '#libs/referrals';
import { idIn, numberIn } from '../payload.js';

/** Somebody has asked for support in the area of an agency. */
export async function announceIntake(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  await announcements.announce(tx, {
    eventId: event.id,
    type: 'intake.arrived',
    agencyId: idIn(event, 'tellAgencyId'),
    objectType: 'intake_request',
    objectId: idIn(event, 'requestId'),
    number: numberIn(event, 'number'),
  });
}

/** Mails whoever asked for support the link by which they confirm it, unless that is done. */
export class IntakeMailHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly keys: Keys,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const requestId = idIn(task, 'requestId');
    const due = { taskId: task.id, eventId: task.id, recipientId: requestId };
    await this.deliveries.deliver(due, async () => {
      const [request] = await this.db.query<{ email: string | null }>(
        'SELECT sec.intake_address($1) AS email',
        [requestId],
      );
      if (!request?.email) return undefined;
      return { to: request.email, ...intakeMail(this.publicUrl, intakeToken(this.keys, requestId)) };
    });
  }
}
