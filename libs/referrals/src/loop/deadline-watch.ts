import { addWorkingDays, nextWorkingDay, workingDaysBetween } from '#libs/directory';
import { Outbox, type SqlTx } from '#libs/platform';
import { moveByRule } from '../referral-rules.js';

/** What is said about a deadline, from the first reminder to the last. 督促の段階. */
export const reminderSteps = ['soon', 'late', 'head', 'network'] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** How the network watches its deadlines, in working days. */
export interface DeadlineRules {
  /** Before the day: the desk is reminded. */
  readonly remindBefore: number;
  /** After the day: whoever leads the agency is told. */
  readonly headAfter: number;
  /** After the day: the secretariat is told, by number only. */
  readonly networkAfter: number;
  /** After the day: the referral ends without an answer. */
  readonly expireAfter: number;
}

interface DueLine {
  line_id: string;
  referral_id: string;
  number: string;
  agency_id: string;
  source_agency_id: string;
  due_on: Date | string;
  said: ReminderStep[];
  network_on: string | null;
}

/** The step that a deadline has come to by `today`, or nothing while it is far away. A deadline on a holiday is the next working day. */
export function stepOn(today: string, dueOn: string, rules: DeadlineRules): ReminderStep | 'expire' | null {
  const due = nextWorkingDay(dueOn);
  const late = workingDaysBetween(due, today);
  if (late >= rules.expireAfter) return 'expire';
  if (late >= rules.networkAfter) return 'network';
  if (late >= rules.headAfter) return 'head';
  if (late >= 1) return 'late';
  return workingDaysBetween(today, due) <= rules.remindBefore ? 'soon' : null;
}

/**
 * Says what there is to say about every deadline, each step once: after a standstill only the step that counts now, so that
 * nobody is flooded. Ends what nobody has answered, a working day after the secretariat was told at the earliest.
 */
export async function watchDeadlines(tx: SqlTx, today: string): Promise<void> {
  const rules = await rulesOf(tx);
  const lines = await tx.query<DueLine & Record<string, unknown>>(
    `SELECT line_id, referral_id, number, agency_id, source_agency_id, due_on::text, said, network_on::text
     FROM sec.lines_due($1)`,
    [addWorkingDays(today, rules.remindBefore + 1)],
  );
  for (const line of lines) await watch(tx, line, today, rules);
}

async function watch(tx: SqlTx, line: DueLine, today: string, rules: DeadlineRules): Promise<void> {
  const step = stepOn(today, String(line.due_on), rules);
  if (step === null) return;
  if (step !== 'expire') return say(tx, line, step);
  if (line.network_on === null || line.network_on >= today) return say(tx, line, 'network');
  const { referral_id: referralId, line_id: lineId } = line;
  await moveByRule(tx, {
    referralId,
    lineId,
    verb: 'expire',
    reason: 'agency_silent',
    attribution: 'agency',
  });
}

async function say(tx: SqlTx, line: DueLine, step: ReminderStep): Promise<void> {
  if (line.said.includes(step)) return;
  const first = await tx.query(
    `INSERT INTO portal.line_reminder (line_id, due_on, step) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING step`,
    [line.line_id, line.due_on, step],
  );
  if (first.length > 0) await promise(tx, line, `referral.due_${step}`, line.agency_id);
  // Whoever waits learns that others have been told.
  if (first.length > 0 && step === 'network')
    await promise(tx, line, 'referral.due_unanswered', line.source_agency_id);
}

/** Asks whether people who wait for a place still wish, once for each day on which that is due. */
export async function askWhoWaits(tx: SqlTx, today: string): Promise<void> {
  const lines = await tx.query<DueLine & Record<string, unknown>>(
    'SELECT line_id, referral_id, number, agency_id, source_agency_id, due_on::text FROM sec.lines_to_reconfirm($1)',
    [today],
  );
  for (const line of lines) {
    await tx.query(`INSERT INTO portal.line_reminder (line_id, due_on, step) VALUES ($1, $2, 'reconfirm')`, [
      line.line_id,
      line.due_on,
    ]);
    for (const agencyId of [line.source_agency_id, line.agency_id])
      await promise(tx, line, 'referral.reconfirm', agencyId);
  }
}

async function promise(tx: SqlTx, line: DueLine, type: string, tellAgencyId: string): Promise<void> {
  const { referral_id: referralId, line_id: lineId, number } = line;
  const payload = { referralId, lineId, number, tellAgencyId };
  await new Outbox().add({ query: (sql, values) => tx.query(sql, values) }, type, payload);
}

async function rulesOf(tx: SqlTx): Promise<DeadlineRules> {
  const [rules] = await tx.query<DeadlineRules & Record<string, unknown>>(
    `SELECT remind_before AS "remindBefore", head_after AS "headAfter", network_after AS "networkAfter",
       expire_after AS "expireAfter" FROM portal.deadline_settings`,
  );
  if (!rules) throw new Error('the network has no rules for deadlines');
  return rules;
}
