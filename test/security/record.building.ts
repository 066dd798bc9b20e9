import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import type { CouncilIds } from './council.building.js';

/** What the council of a party has written down. */
export interface RecordIds {
  /** Something that the agency with a seat there has to do. */
  readonly actionItem: string;
  /** Another council of the same party, to which something can be moved. */
  readonly ownCouncil: string;
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
    records[party] = { actionItem, ownCouncil };
  }
  return records;
}
