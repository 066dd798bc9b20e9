import { newId } from '#libs/platform';
import type { TestApi } from '../support/api.js';
import type { CaseIds } from './case.building.js';
import { type CaseName, parties, type Party } from './cases.js';

/** A no on a case of every agency that waits for the secretariat, as far as the cases are there; answers what to decide about. */
export async function buildDeclineReviews(
  api: TestApi,
  cases: Readonly<Partial<Record<CaseName, CaseIds>>>,
): Promise<Readonly<Record<Party, string>>> {
  const on: Record<Party, CaseIds | undefined> = {
    sender: cases.asked ?? cases.sent,
    recipient: cases.backward,
    stranger: cases.foreign,
  };
  const built = {} as Record<Party, string>;
  for (const party of parties) {
    built[party] = newId();
    // Past the walls: what the network wishes would hold for every other case, too.
    await api.db.admin(
      `INSERT INTO portal.decline_review (id, referral_id, line_id, source_agency_id, agency_id, reason, due_on, proposed_by)
       SELECT $1, l.referral_id, l.id, l.source_agency_id, l.agency_id, 'no_capacity', '2040-01-01', r.created_by
       FROM portal.referral_line l JOIN portal.referral r ON r.id = l.referral_id WHERE l.id = $2`,
      [built[party], on[party]?.line ?? newId()],
    );
  }
  return built;
}
