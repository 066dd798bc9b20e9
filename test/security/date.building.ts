import { newId } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import type { CouncilIds } from './council.building.js';

/** What the council of a party plans, and the days about which it asks. */
export interface DateIds {
  readonly yearPlan: string;
  readonly planSlot: string;
  /** A slot for which nothing has been done. */
  readonly freeSlot: string;
  readonly poll: string;
  /** The agency with a seat there is asked. */
  readonly pollInvitee: string;
  readonly pollOption: string;
}

/** Who is asked by whose council: the one with a seat there. */
const asked: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** Each council has a plan and a poll; the last party's are given up, so that its council can be dissolved. */
export async function buildDates(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
  councils: Readonly<Record<Party, CouncilIds>>,
): Promise<Readonly<Record<Party, DateIds>>> {
  const built = {} as Record<Party, DateIds>;
  for (const [party, guest] of Object.entries(asked) as [Party, Party][]) {
    const { council, seat } = councils[party];
    const isOver = party === 'stranger';
    const [{ by } = { by: '' }] = await api.db.admin<{ by: string }>(
      'SELECT account_id AS by FROM portal.membership WHERE agency_id = $1 LIMIT 1',
      [agencies[party]],
    );
    const [yearPlan, planSlot, freeSlot] = [newId(), newId(), newId()];
    await api.db.admin(
      `INSERT INTO portal.year_plan (id, council_id, fiscal_year, planned_count, created_by) VALUES ($1, $2, 2027, 2, $3)`,
      [yearPlan, council, by],
    );
    for (const [at, slot] of [planSlot, freeSlot].entries())
      await api.db.admin(
        `INSERT INTO portal.year_plan_slot (id, plan_id, council_id, position, month, theme, state, reason)
         VALUES ($1, $2, $3, $4, 6, '定例会', $5, $6)`,
        [slot, yearPlan, council, at + 1, isOver ? 'dropped' : 'unscheduled', isOver ? '都合により' : ''],
      );
    const [poll, pollInvitee, pollOption] = [newId(), newId(), newId()];
    await api.db.admin(
      `INSERT INTO portal.date_poll (id, council_id, title, deadline_on, state, created_by) VALUES ($1, $2, '定例会', $3, $4, $5)`,
      [poll, council, dayFromToday(7), isOver ? 'cancelled' : 'open', by],
    );
    await api.db.admin(
      `INSERT INTO portal.poll_option (id, poll_id, council_id, start_local, end_local) VALUES ($1, $2, $3, $4, $5)`,
      [pollOption, poll, council, `${dayFromToday(60)} 10:00`, `${dayFromToday(60)} 12:00`],
    );
    const silent = newId();
    await api.db.admin(
      `INSERT INTO portal.poll_invitee (id, poll_id, council_id, seat_id, agency_id, name, email, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, '委員 一郎', 'seat@example.jp', $6, now() - interval '2 days'),
         ($7, $2, $3, NULL, NULL, '市の担当', 'guest@example.jp', $6, now() - interval '2 days')`,
      [pollInvitee, poll, council, seat, agencies[guest], by, silent],
    );
    await api.db.admin(
      `INSERT INTO portal.poll_vote (option_id, invitee_id, poll_id, council_id, answer) VALUES ($1, $2, $3, $4, 'yes')`,
      [pollOption, pollInvitee, poll, council],
    );
    await api.db.admin(
      `UPDATE portal.meeting SET series_id = $2, series_start = start_local, series_end = end_local
       WHERE council_id = $1 AND state = 'draft'`,
      [council, newId()],
    );
    built[party] = { yearPlan, planSlot, freeSlot, poll, pollInvitee, pollOption };
  }
  return built;
}
