import type { Member } from '#libs/identity';
import { NotFound, type SqlTx } from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { CouncilDissolved } from '../council/council.errors.js';
import { keptCouncil } from '../council/councils.service.js';
import type { PollState } from './poll.status.js';

/** Where the meetings of a poll take place. */
export type PollMode = 'venue' | 'web' | 'hybrid';

/** A poll as its rules need it. */
export interface KeptPoll {
  readonly id: string;
  readonly councilId: string;
  readonly slotId: string | null;
  readonly title: string;
  readonly mode: PollMode;
  readonly venue: string;
  readonly deadlineOn: string;
  readonly state: PollState;
  readonly version: number;
}

/**
 * The poll of a council that the actor's agency keeps, locked after its council: of an answer and a pick the first counts.
 * @throws {NotFound} @throws {Forbidden} for whoever is asked and does not keep it. @throws {CouncilDissolved}
 */
export async function keptPoll(sql: SqlTx, actor: Pick<Member, 'agencyId'>, id: string): Promise<KeptPoll> {
  const [seen] = await sql.query<{ councilId: string }>(
    `SELECT council_id AS "councilId" FROM portal.date_poll
     WHERE id = $1 AND (${isKeptHere('council_id')} OR id IN (SELECT sec.invited_polls()))`,
    [id],
  );
  if (!seen) throw new NotFound();
  const council = await keptCouncil(sql, actor, seen.councilId);
  if (council.dissolvedOn) throw new CouncilDissolved();
  const [poll] = await sql.query<KeptPoll & Record<string, unknown>>(
    `SELECT id, council_id AS "councilId", slot_id AS "slotId", title, mode, venue, deadline_on::text AS "deadlineOn", state, version
     FROM portal.date_poll WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!poll) throw new NotFound();
  return poll;
}
