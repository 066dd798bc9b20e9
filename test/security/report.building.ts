import { newId } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import type { Party } from './cases.js';
import type { CouncilIds } from './council.building.js';
import type { MinutesAt, RecordIds } from './record.building.js';

/** A report to the council above in a state in which something can be done with it. */
export interface ReportAt {
  readonly party: Party;
  readonly state: string;
  readonly report: string;
  /** A meeting ahead of the council above. */
  readonly meeting: string;
  readonly decision: string;
}

/** Whoever has a seat in a council keeps the one above it. */
const above: Readonly<Record<Party, Party>> = {
  sender: 'recipient',
  recipient: 'stranger',
  stranger: 'sender',
};
const states = ['prepared', 'sent', 'tabled'] as const;

/** Reports of each council to the one above in the states that matter; approved minutes are left to be reported. */
export async function buildReports(
  api: TestApi,
  minutes: readonly MinutesAt[],
  councils: Readonly<Record<Party, CouncilIds>>,
  records: Readonly<Record<Party, RecordIds>>,
): Promise<readonly ReportAt[]> {
  const all: ReportAt[] = [];
  for (const [party, other] of Object.entries(above) as [Party, Party][]) {
    const parent = records[other].ownCouncil;
    await api.db.admin('UPDATE portal.council SET parent_id = $2 WHERE id = $1', [
      councils[party].council,
      parent,
    ]);
    const meeting = newId();
    const day = dayFromToday(25);
    await api.db.admin(
      `INSERT INTO portal.meeting (id, council_id, number, title, mode, start_local, end_local, state, ical_uid, created_by)
       SELECT $1, c.id, 1, '親会', 'venue', $3, $4, 'announced', $5, c.created_by FROM portal.council c WHERE c.id = $2`,
      [meeting, parent, `${day} 10:00`, `${day} 11:00`, `${meeting}@example.jp`],
    );
    const own = minutes.filter((one) => one.party === party);
    const decision = own.find(({ state }) => state === 'approved')!.decision;
    for (const [at, state] of states.entries()) {
      const report = newId();
      await api.db.admin(
        `INSERT INTO portal.report_up (id, version_id, meeting_id, council_id, parent_council_id, council_name, meeting_title, held_on,
           text, state, sent_at, tabled_meeting_id, tabled_in, created_by)
         SELECT $1, v.id, v.meeting_id, v.council_id, $3, '試験の連絡会', '前の定例会', '2026-06-01', '報告します', $4,
           CASE WHEN $4 <> 'prepared' THEN now() END, CASE WHEN $4 = 'tabled' THEN $5::uuid END, '親会', v.created_by
         FROM portal.minutes_version v WHERE v.id = $2`,
        [report, own[at]!.version, parent, state, meeting],
      );
      all.push({ party, state, report, meeting, decision });
    }
  }
  return all;
}
