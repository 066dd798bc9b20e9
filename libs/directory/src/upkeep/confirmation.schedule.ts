import { dayInJapan, type Keys, type Outbox, type SqlTx } from '#libs/platform';
import { confirmationAsked, endRounds, openDays, startRound } from './confirmation-rounds.js';
import { fiscalYearOf } from './fiscal-year.js';

/** After how many days somebody who has not answered is reminded, the first and the second time. */
const reminderDays = [14, 30];

interface Tools {
  readonly keys: Keys;
  readonly outbox: Outbox;
}

/**
 * What the calendar asks for, in one transaction of the worker: ends rounds that have gone on long enough, starts the
 * yearly round in its month, reminds those who have not answered. Doing it twice on one day changes nothing.
 */
export async function keepConfirmationsGoing(tx: SqlTx, tools: Tools, now: Date): Promise<void> {
  // Two workers at the same moment must not both start it.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('confirmation round', 0))`);
  await tx.query(
    `UPDATE portal.confirmation_round SET ended_at = now()
     WHERE ended_at IS NULL AND started_at < now() - make_interval(days => $1)`,
    [openDays],
  );
  await startYearlyRound(tx, tools, dayInJapan(now));
  await remind(tx, tools);
}

async function startYearlyRound(tx: SqlTx, tools: Tools, today: string): Promise<void> {
  const fiscalYear = fiscalYearOf(today);
  const due = await tx.query(
    `SELECT FROM portal.directory_settings s
     WHERE s.confirmation_month = $1 AND NOT EXISTS (
       SELECT FROM portal.confirmation_round r WHERE r.kind = 'yearly' AND r.fiscal_year = $2)
       AND EXISTS (SELECT FROM portal.agency a WHERE a.status <> 'closed')`,
    [Number(today.slice(5, 7)), fiscalYear],
  );
  if (due.length === 0) return;
  await endRounds(tx, 'yearly');
  const by = { accountId: null, accountName: '連携ポータル（自動）' };
  await startRound(tx, tools, { kind: 'yearly', fiscalYear, by });
}

async function remind(tx: SqlTx, { outbox }: Tools): Promise<void> {
  const due = await tx.query<{ id: string; reminders: number }>(
    `UPDATE portal.confirmation_request q SET reminders = q.reminders + 1
     FROM portal.confirmation_round r, portal.agency a
     WHERE r.id = q.round_id AND r.ended_at IS NULL AND a.id = q.agency_id AND a.status <> 'closed'
       AND q.state = 'waiting' AND q.mail_state IN ('promised', 'sent') AND q.expires_at > now() AND q.reminders < $2
       AND q.asked_at < now() - make_interval(days => ($1::int[])[q.reminders + 1])
     RETURNING q.id, q.reminders`,
    [reminderDays, reminderDays.length],
  );
  for (const { id, reminders } of due)
    await outbox.add(tx, confirmationAsked, { requestId: id, reminder: reminders });
}
