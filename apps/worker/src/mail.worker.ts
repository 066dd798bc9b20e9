import { confirmationMailed } from '#libs/directory';
import { mailDue } from '#libs/notifications';
import { dispatchPromised } from '#libs/meetings';
import { findOpen, Hopeless, type Logger, markFailed, type Task, type WorkerDatabase } from '#libs/platform';
import type { ConfirmationMailHandler } from './directory/confirmation-mail.handler.js';
import type { InvitationSentHandler } from './identity/invitation-sent.handler.js';
import { proofMailed } from './leaflets/proof-sent.handler.js';
import type { ProofMailedHandler } from './leaflets/proof-mailed.handler.js';
import { pollAsked } from '#libs/meetings';
import { intakeFiled } from '#libs/referrals';
import type { PollMailHandler } from './meetings/poll-mail.handler.js';
import type { IntakeMailHandler } from './referrals/intake.handler.js';
import type { DispatchHandler } from './meetings/dispatch.handler.js';
import type { MailDueHandler } from './notifications/mail-due.handler.js';

/** The promises that are kept by sending a mail; they have a queue of their own, so that only mail waits for a mail server. */
export const mailTypes: readonly string[] = [
  mailDue,
  'invitation.sent',
  proofMailed,
  confirmationMailed,
  intakeFiled,
  pollAsked,
  dispatchPromised,
];

/** Keeps promises whose effect lies outside the database: done at least once, and noted afterwards. */
export class MailWorker {
  constructor(
    private readonly db: WorkerDatabase,
    private readonly mailHandler: MailDueHandler,
    private readonly invitationHandler: InvitationSentHandler,
    private readonly proofHandler: ProofMailedHandler,
    private readonly confirmationHandler: ConfirmationMailHandler,
    private readonly intakeHandler: IntakeMailHandler,
    private readonly pollHandler: PollMailHandler,
    private readonly dispatchHandler: DispatchHandler,
    private readonly log: Logger,
  ) {}

  async run(id: string): Promise<void> {
    const task = await findOpen(this.db, id);
    if (!task) return;
    try {
      await this.handle(task);
      this.log.info({ task: id, type: task.type }, 'mail settled');
    } catch (error) {
      if (error instanceof Hopeless) await markFailed(this.db, id, error.code);
      throw error;
    }
  }

  private async handle(task: Task): Promise<void> {
    if (task.type === mailDue) return this.mailHandler.handle(task);
    if (task.type === proofMailed) return this.proofHandler.handle(task);
    if (task.type === confirmationMailed) return this.confirmationHandler.handle(task);
    if (task.type === intakeFiled) return this.intakeHandler.handle(task);
    if (task.type === pollAsked) return this.pollHandler.handle(task);
    if (task.type === dispatchPromised) return this.dispatchHandler.handle(task);
    return this.invitationHandler.handle(task);
  }
}
