import type { Member } from '#libs/identity';
import { NotFound, type SqlTx } from '#libs/platform';
import type { MeetingState } from './meeting.status.js';

/** Who reads a meeting: those who keep its council; of what is announced those who sit there or are invited, too. */
export interface MeetingSight {
  readonly councilId: string;
  readonly state: MeetingState;
  readonly isKeeper: boolean;
  /** Whether the reader's agency has a seat there today. */
  readonly sits: boolean;
}

/**
 * In SQL, whether a meeting `m` of a council `c` is one that the agency may know of. Drafts are the secretariat's alone.
 * The database asks the same again by its policies.
 */
export function isSeenBy(agency: string): string {
  return `(c.secretariat_agency_id = ${agency} OR (m.state <> 'draft'
    AND (m.council_id IN (SELECT sec.seated_councils()) OR m.id IN (SELECT sec.invited_meetings()))))`;
}

/** How the actor stands to a meeting. @throws {NotFound} for whoever may not know of it. */
export async function seenMeeting(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  meetingId: string,
): Promise<MeetingSight> {
  const [meeting] = await sql.query<MeetingSight & Record<string, unknown>>(
    `SELECT m.council_id AS "councilId", m.state, c.secretariat_agency_id = $2 AS "isKeeper",
       m.council_id IN (SELECT sec.seated_councils()) AS sits
     FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id WHERE m.id = $1 AND ${isSeenBy('$2')}`,
    [meetingId, actor.agencyId],
  );
  if (!meeting) throw new NotFound();
  return meeting;
}
