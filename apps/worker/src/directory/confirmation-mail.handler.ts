import { confirmationToken, noteMail, openRequest, type OpenRequest, summaryOf } from '#libs/directory';
import { confirmationMail, type Deliveries } from '#libs/notifications';
import { type Keys, MailRefused, type Task, type WorkerDatabase } from '#libs/platform';
import { idIn } from '../payload.js';

const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'Asia/Tokyo' });

/** Mails the question whether an entry is still true, unless it has been answered in the meantime. */
export class ConfirmationMailHandler {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly deliveries: Deliveries,
    private readonly keys: Keys,
    private readonly publicUrl: string,
  ) {}

  async handle(task: Task): Promise<void> {
    const requestId = idIn(task, 'requestId');
    const accountId = task.payload['accountId'] === null ? null : idIn(task, 'accountId');
    const due = { taskId: task.id, eventId: task.id, recipientId: accountId ?? requestId };
    let sent = false;
    try {
      await this.deliveries.deliver(due, async () => {
        const request = await openRequest(this.db, requestId);
        const to = request && (await this.addressOf(request, accountId));
        const summary = request && (await summaryOf(this.db, request.agencyId));
        if (!to || !summary) return undefined;
        sent = true;
        return {
          to,
          ...confirmationMail(this.publicUrl, {
            agencyName: summary.name,
            networkName: request.networkName,
            lines: summary.lines,
            token: confirmationToken(this.keys, requestId),
            until: era.format(request.expiresAt),
            reminder: Number(task.payload['reminder'] ?? 0),
          }),
        };
      });
    } catch (error) {
      if (error instanceof MailRefused) await noteMail(this.db, requestId, 'refused');
      throw error;
    }
    if (sent) await noteMail(this.db, requestId, 'sent');
  }

  /** Asked at the moment of sending: the agency may have named another address, or somebody may have left. */
  private async addressOf(request: OpenRequest, accountId: string | null): Promise<string | null> {
    if (accountId === null) return request.updateEmail;
    const [member] = await this.db.query<{ email: string | null }>(
      'SELECT sec.member_address($1, $2) AS email',
      [request.agencyId, accountId],
    );
    return member?.email ?? null;
  }
}
