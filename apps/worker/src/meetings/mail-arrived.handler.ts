import { readArrival, settleArrival } from '#libs/meetings';
import type { SqlTx, Task } from '#libs/platform';
import { idIn } from '../payload.js';

/** Reads a mail that came in and does what it says, or leaves it to a person. Its text is kept no longer than that. */
export async function settleMail(mailbox: string | undefined, tx: SqlTx, event: Task): Promise<void> {
  const mailId = idIn(event, 'mailId');
  const [mail] = await tx.query<{ raw: Buffer }>(
    `SELECT raw FROM portal.inbound_mail WHERE id = $1 AND state = 'new' FOR UPDATE`,
    [mailId],
  );
  if (mail) await settleArrival(tx, mailId, await readArrival(mail.raw, mailbox));
}
