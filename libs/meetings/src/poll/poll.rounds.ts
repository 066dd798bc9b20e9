import { type Outbox, type SqlTx } from '#libs/platform';
import { remindSilent } from './poll-invitees.service.js';

/** Days before its deadline on which a poll reminds by itself. */
const remindsBefore = 2;

/** Closes the polls whose deadline is over; of two workers one finds them. */
export async function closeDuePolls(sql: SqlTx): Promise<number> {
  const closed = await sql.query(
    `UPDATE portal.date_poll SET state = 'closed', closed_at = now(), version = version + 1, updated_at = now()
     WHERE state = 'open' AND deadline_on < sec.today_in_japan() RETURNING id`,
  );
  return closed.length;
}

/** Reminds whoever is still silent shortly before a deadline, once for each deadline. */
export async function remindBeforeDeadlines(sql: SqlTx, outbox: Outbox): Promise<void> {
  const due = await sql.query<{ id: string }>(
    `UPDATE portal.date_poll SET reminded_for = deadline_on
     WHERE state = 'open' AND deadline_on BETWEEN sec.today_in_japan() AND sec.today_in_japan() + $1::int
       AND reminded_for IS DISTINCT FROM deadline_on RETURNING id`,
    [remindsBefore],
  );
  for (const { id } of due) await remindSilent(sql, outbox, id);
}
