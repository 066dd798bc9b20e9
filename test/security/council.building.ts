import { randomBytes } from 'node:crypto';
import { newId } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import { buildInvitations, type InvitationIds } from './invitation.building.js';

/** The council that a party keeps, and the seat of the next one in it. */
export interface CouncilIds {
  readonly council: string;
  readonly seat: string;
  /** A meeting that another one can prepare. */
  readonly preparedMeeting: string;
  readonly calendarFeed: string;
  readonly feedOwner: string;
}

/** A meeting in a state in which something can be ordered. */
export interface MeetingAt {
  readonly id: string;
  readonly party: Party;
  readonly state: string;
  readonly prepared: string;
  readonly seat: string;
  /** The agency that has the seat. */
  readonly guest: string;
  readonly invited: InvitationIds;
}

/** Who sits in whose council. */
const sits: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** The last party has nothing ahead, so that its council can be dissolved. */
const states: Readonly<Record<Party, readonly [state: string, inDays: number][]>> = {
  sender: [
    ['draft', 40],
    ['announced', 30],
    ['announced', -1],
    ['announced', -2],
    ['in_session', 0],
    ['held', -30],
  ],
  recipient: [
    ['announced', 20],
    ['held', -20],
  ],
  stranger: [['held', -10]],
};

/** Each agency keeps a council in which the next one has a seat, with meetings in the states that matter. */
export async function buildCouncils(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
): Promise<{ councils: Readonly<Record<Party, CouncilIds>>; meetings: readonly MeetingAt[] }> {
  const councils = {} as Record<Party, CouncilIds>;
  const meetings: MeetingAt[] = [];
  for (const [party, other] of Object.entries(sits) as [Party, Party][]) {
    const [council, seat] = [newId(), newId()];
    const [keeper, guest] = [agencies[party], agencies[other]];
    const [{ by } = { by: '' }] = await api.db.admin<{ by: string }>(
      'SELECT account_id AS by FROM portal.membership WHERE agency_id = $1 LIMIT 1',
      [keeper],
    );
    await api.db.admin(
      `INSERT INTO portal.council (id, name, short_name, kind, secretariat_agency_id, created_by)
       VALUES ($1, $2, '試験会', 'liaison', $3, $4)`,
      [council, `試験の連絡会 ${party}`, keeper, by],
    );
    await api.db.admin(
      `INSERT INTO portal.council_former_name (id, council_id, name) VALUES ($1, $2, '前の名前')`,
      [newId(), council],
    );
    await api.db.admin(
      `INSERT INTO portal.council_seat (id, council_id, agency_id, role, from_on, created_by)
       VALUES ($1, $2, $3, 'member', $4, $5)`,
      [seat, council, guest, dayFromToday(-100), by],
    );
    await api.db.admin(
      `INSERT INTO portal.seat_holder (id, seat_id, council_id, agency_id, name, email, from_on, created_by)
       VALUES ($1, $2, $3, $4, '委員 一郎', 'seat@example.jp', $5, $6)`,
      [newId(), seat, council, guest, dayFromToday(-100), by],
    );
    const plan = newId();
    await api.db.admin(
      `INSERT INTO portal.year_plan (id, council_id, fiscal_year, planned_count, created_by) VALUES ($1, $2, 2026, 3, $3)`,
      [plan, council, by],
    );
    await api.db.admin(
      `INSERT INTO portal.year_plan_slot (id, plan_id, council_id, position, month) VALUES ($1, $2, $3, 1, 6)`,
      [newId(), plan, council],
    );
    const ids = states[party].map(() => newId());
    const prepared = ids.at(-1)!;
    for (const [at, [state, inDays]] of states[party].entries()) {
      const id = ids[at]!;
      const day = dayFromToday(inDays);
      await api.db.admin(
        `INSERT INTO portal.meeting (id, council_id, number, year_number, title, mode, start_local, end_local, state, ical_uid,
           created_by)
         VALUES ($1, $2, $3, NULL, '定例会', 'hybrid', $4, $5, $6, $7, $8)`,
        [
          id,
          council,
          state === 'draft' ? null : at + 1,
          `${day} 00:01`,
          `${day} 00:30`,
          state,
          `${id}@example.jp`,
          by,
        ],
      );
      await api.db.admin(
        `INSERT INTO portal.meeting_link (meeting_id, council_id, link) VALUES ($1, $2, 'https://web.example.jp/room')`,
        [id, council],
      );
      const invited = await buildInvitations(api, { meeting: id, council, seat, guest, by });
      if (['in_session', 'held'].includes(state))
        await api.db.admin(
          `INSERT INTO portal.attendance_list (meeting_id, council_id, version, check_in_code) VALUES ($1, $2, 1, '123456')`,
          [id, council],
        );
      if (state === 'held')
        await api.db.admin(
          `INSERT INTO portal.attendance (id, meeting_id, council_id, seat_id, agency_id, name, capacity, how, status, source)
           VALUES ($1, $2, $3, $4, $5, '委員 一郎', 'self', 'venue', 'present', 'secretariat')`,
          [newId(), id, council, seat, guest],
        );
      meetings.push({ id, party, state, prepared, seat, guest, invited });
    }
    const calendarFeed = newId();
    await api.db.admin(
      `INSERT INTO portal.calendar_feed (id, account_id, agency_id, council_id, token_hash) VALUES ($1, $2, $3, $4, $5)`,
      [calendarFeed, by, keeper, council, randomBytes(32)],
    );
    councils[party] = { council, seat, preparedMeeting: prepared, calendarFeed, feedOwner: by };
  }
  return { councils, meetings };
}
