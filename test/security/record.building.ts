import { newId } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import type { CouncilIds } from './council.building.js';

/** What the council of a party has written down. */
export interface RecordIds {
  /** Something that the agency with a seat there has to do. */
  readonly actionItem: string;
  /** Another council of the same party, to which something can be moved. */
  readonly ownCouncil: string;
  /** An item of the agenda under which something can be given to somebody. */
  readonly minutesAgendaItem: string;
}

/** Who has something to do for whose council: the one with a seat there. */
const owners: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};

/** In each council something was given to somebody; the last party's is done, so that its council can be dissolved. */
export async function buildRecords(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
  councils: Readonly<Record<Party, CouncilIds>>,
): Promise<Readonly<Record<Party, RecordIds>>> {
  const records = {} as Record<Party, RecordIds>;
  for (const [party, owner] of Object.entries(owners) as [Party, Party][]) {
    const [actionItem, ownCouncil] = [newId(), newId()];
    const { council, preparedMeeting } = councils[party];
    const [{ by } = { by: '' }] = await api.db.admin<{ by: string }>(
      'SELECT account_id AS by FROM portal.membership WHERE agency_id = $1 LIMIT 1',
      [agencies[party]],
    );
    await api.db.admin(
      `INSERT INTO portal.council (id, name, short_name, kind, secretariat_agency_id, created_by)
       VALUES ($1, 'もう一つの会', '別会', 'steering', $2, $3)`,
      [ownCouncil, agencies[party], by],
    );
    const state = party === 'stranger' ? 'done' : 'open';
    await api.db.admin(
      `INSERT INTO portal.action_item (id, council_id, meeting_id, task, owner_agency_id, state, closed_at, created_by)
       VALUES ($1, $2, $3, '一覧を作る', $4, $5, CASE WHEN $5 = 'done' THEN now() END, $6)`,
      [actionItem, council, preparedMeeting, agencies[owner], state, by],
    );
    await api.db.admin(
      `INSERT INTO portal.action_event (id, action_item_id, council_id, meeting_id, kind, agency_id, account_id)
       VALUES ($1, $2, $3, $4, 'raise', $5, $6)`,
      [newId(), actionItem, council, preparedMeeting, agencies[party], by],
    );
    const minutesAgendaItem = newId();
    await api.db.admin(
      `INSERT INTO portal.agenda_item (id, meeting_id, council_id, position, number, title, type, created_by)
       VALUES ($1, $2, $3, 90, '90', '議題', 'report', $4)`,
      [minutesAgendaItem, preparedMeeting, council, by],
    );
    records[party] = { actionItem, ownCouncil, minutesAgendaItem };
  }
  return records;
}

/** A version of minutes in a state in which something can be done with it. */
export interface MinutesAt {
  readonly party: Party;
  readonly state: string;
  readonly version: string;
  readonly item: string;
  readonly review: string;
  /** A meeting of the same council that was held afterwards. */
  readonly later: string;
  /** What was decided there, once it is approved. */
  readonly decision: string;
}

const versionStates = ['draft', 'circulated', 'circulated', 'approved'] as const;

/** Minutes of each council in the states that matter; whoever has a seat there has seen what is no draft. */
export async function buildMinutes(
  api: TestApi,
  agencies: Readonly<Record<Party, string>>,
  councils: Readonly<Record<Party, CouncilIds>>,
): Promise<readonly MinutesAt[]> {
  const all: MinutesAt[] = [];
  for (const [party, other] of Object.entries(owners) as [Party, Party][]) {
    const { council } = councils[party];
    const accountOf = async (agency: string) => {
      const [found] = await api.db.admin<{ id: string }>(
        'SELECT account_id AS id FROM portal.membership WHERE agency_id = $1 LIMIT 1',
        [agency],
      );
      return found!.id;
    };
    const by = await accountOf(agencies[party]);
    const hold = async (number: number, inDays: number) => {
      const id = newId();
      const day = dayFromToday(inDays);
      await api.db.admin(
        `INSERT INTO portal.meeting (id, council_id, number, title, mode, start_local, end_local, state, ical_uid, created_by)
         VALUES ($1, $2, $3, '前の定例会', 'venue', $4, $5, 'held', $6, $7)`,
        [id, council, number, `${day} 10:00`, `${day} 11:00`, `${id}@example.jp`, by],
      );
      await api.db.admin(
        'INSERT INTO portal.attendance_list (meeting_id, council_id, closed_at, closed_by) VALUES ($1, $2, now(), $3)',
        [id, council, by],
      );
      return id;
    };
    const later = await hold(100, -2);
    for (const [at, state] of versionStates.entries()) {
      const meeting = await hold(101 + at, -60 + at);
      const [version, item, review, decision] = [newId(), newId(), newId(), newId()];
      const place = [version, meeting, council];
      await api.db.admin(
        `INSERT INTO portal.minutes_version (id, meeting_id, council_id, no, kind, council_name, title, held_at, place, created_by)
         VALUES ($1, $2, $3, 1, 'minutes', '試験の連絡会', '前の定例会', '先日', '会議室', $4)`,
        [...place, by],
      );
      await api.db.admin(
        `INSERT INTO portal.minutes_item (id, version_id, meeting_id, council_id, root_id, position, title, type, visibility, decision)
         VALUES ($4, $1, $2, $3, $4, 1, '議題', 'discussion', 'members', '決めたこと')`,
        [...place, item],
      );
      // A draft was sent to nobody; what stands beside it is the secretariat's own.
      const reader = state === 'draft' ? agencies[party] : agencies[other];
      if (state !== 'draft')
        await api.db.admin(
          `INSERT INTO portal.minutes_recipient (version_id, meeting_id, council_id, agency_id, agency, names)
           VALUES ($1, $2, $3, $4, '委員の機関', '委員 一郎')`,
          [...place, reader],
        );
      await api.db.admin(
        `INSERT INTO portal.minutes_review (id, version_id, meeting_id, council_id, agency_id, account_id, agency, name, verdict, comment)
         VALUES ($4, $1, $2, $3, $5, $6, '委員の機関', '委員 一郎', 'change_requested', '直してください')`,
        [...place, review, reader, await accountOf(reader)],
      );
      if (state !== 'draft')
        await api.db.admin(
          `UPDATE portal.minutes_version SET state = $2, sha256 = repeat('a', 64), circulated_at = now(), deadline_on = $3,
             approved_at = CASE WHEN $2 = 'approved' THEN now() END, approved_how = CASE WHEN $2 = 'approved' THEN 'chair' END
           WHERE id = $1`,
          [version, state, dayFromToday(10)],
        );
      if (state === 'approved')
        await api.db.admin(
          `INSERT INTO portal.decision (id, council_id, meeting_id, version_id, root_id, fiscal_year, number, label, title, text,
             visibility, decided_on)
           VALUES ($4, $3, $2, $1, $5, 2026, 1, '令和8-試験会-1', '議題', '決めたこと', 'members', '2026-06-01')`,
          [...place, decision, item],
        );
      all.push({ party, state, version, item, review, later, decision });
    }
  }
  return all;
}
