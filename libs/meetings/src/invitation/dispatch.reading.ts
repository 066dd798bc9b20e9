import type { Keys, SqlTx } from '#libs/platform';
import type { DispatchKind, InvitationAnswer } from './invitation.codes.js';
import type { DispatchLine, DispatchToWrite } from './dispatch.mail.js';
import { answerToken, markedAddress } from './invitation.token.js';
import type { ToldMeeting } from './told.meeting.js';

/** Where the portal is reached, by people and by mails. */
export interface DispatchPlaces {
  readonly keys: Keys;
  readonly publicUrl: string;
  /** The sender of every mail; the organizer where the portal reads no mailbox. */
  readonly sender: string;
  readonly mailbox: string | undefined;
}

/** The page on which an invitation is answered. */
export function answerPath(token: string): string {
  return `/rsvp/${token}`;
}

interface ReadDispatch extends Record<string, unknown> {
  readonly id: string;
  readonly meetingId: string;
  readonly kind: DispatchKind;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Date;
  readonly address: string;
  readonly told: ToldMeeting;
  readonly returnTag: string;
  readonly replyTag: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly council: string;
  readonly secretariat: string;
  readonly state: string;
  readonly isCurrent: boolean;
  readonly reason: string;
  readonly link: { link: string; note: string } | null;
}

interface ReadLine extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly agency: string;
  readonly role: DispatchLine['role'];
  readonly answer: InvitationAnswer;
  readonly mode: DispatchLine['mode'];
  readonly round: number;
  readonly isWithdrawn: boolean;
}

/**
 * Takes a promised mail in hand; nothing where it was replaced meanwhile, or nobody is to be told any more.
 */
export async function dispatchInHand(
  sql: SqlTx,
  places: DispatchPlaces,
  dispatchId: string,
): Promise<DispatchToWrite | undefined> {
  const [taken] = await sql.query(
    `UPDATE portal.invitation_dispatch SET state = 'sending' WHERE id = $1 AND state IN ('waiting', 'sending') RETURNING id`,
    [dispatchId],
  );
  if (!taken) return undefined;
  const found = await readDispatch(sql, dispatchId);
  const lines = found ? await linesOf(sql, places, found) : [];
  if (!found || lines.length === 0) return undefined;
  const { kind, state, isCurrent, link, returnTag, replyTag, ...dispatch } = found;
  // What only reminds is worth nothing any more when the day is another.
  if ((kind === 'reminder' || kind === 'nudge') && (state !== 'announced' || !isCurrent)) return undefined;
  const isOff = kind === 'cancel' && !lines.every(({ isWithdrawn }) => isWithdrawn);
  const off = state === 'cancelled' ? 'cancelled' : 'postponed';
  return {
    ...dispatch,
    kind,
    off: isOff ? off : null,
    link: state === 'announced' || state === 'in_session' ? link : null,
    lines,
    organizer: markedAddress(places.mailbox, replyTag) ?? places.sender,
    returnTo: markedAddress(places.mailbox, returnTag),
    pageAt: `${places.publicUrl}/meetings/${found.meetingId}`,
  };
}

async function readDispatch(sql: SqlTx, id: string): Promise<ReadDispatch | undefined> {
  const [found] = await sql.query<ReadDispatch>(
    `SELECT d.id, d.meeting_id AS "meetingId", d.kind, d.uid, d.sequence, d.created_at AS stamp, d.address, d.told,
       d.return_tag AS "returnTag", b.tag AS "replyTag", c.name AS council, a.name AS secretariat, m.state, m.reason,
       (d.told ->> 'start')::timestamp AT TIME ZONE (d.told ->> 'tz') AS "startsAt",
       (d.told ->> 'end')::timestamp AT TIME ZONE (d.told ->> 'tz') AS "endsAt",
       d.uid = m.ical_uid AND (d.told ->> 'start')::timestamp = m.start_local AS "isCurrent",
       (SELECT json_build_object('link', l.link, 'note', l.note) FROM portal.meeting_link l WHERE l.meeting_id = m.id) AS link
     FROM portal.invitation_dispatch d JOIN portal.meeting m ON m.id = d.meeting_id
     JOIN portal.meeting_mailbox b ON b.meeting_id = d.meeting_id AND b.address = d.address
     JOIN portal.council c ON c.id = m.council_id JOIN portal.agency a ON a.id = c.secretariat_agency_id
     WHERE d.id = $1`,
    [id],
  );
  return found;
}

async function linesOf(
  sql: SqlTx,
  { keys, publicUrl }: DispatchPlaces,
  { id, kind }: ReadDispatch,
): Promise<DispatchLine[]> {
  const lines = await sql.query<ReadLine>(
    `SELECT i.id, i.name, coalesce(a.name, '') AS agency, i.role, i.answer, i.mode, i.token_round AS round,
       i.withdrawn_at IS NOT NULL AS "isWithdrawn"
     FROM portal.dispatch_line l JOIN portal.invitation i ON i.id = l.invitation_id
     LEFT JOIN portal.agency a ON a.id = i.agency_id
     WHERE l.dispatch_id = $1 ORDER BY i.id`,
    [id],
  );
  return lines
    .filter((line) => isConcerned(kind, line))
    .map(({ id: lineId, round, ...line }) => ({
      ...line,
      ...(kind === 'cancel'
        ? {}
        : { answerAt: `${publicUrl}${answerPath(answerToken(keys, lineId, round))}` }),
    }));
}

/** Between the promise and the sending somebody may have answered, or may be invited no more. */
function isConcerned(kind: DispatchKind, { answer, isWithdrawn }: ReadLine): boolean {
  if (kind === 'cancel') return true;
  if (isWithdrawn) return false;
  if (kind === 'nudge') return answer === 'needs_action';
  return kind !== 'reminder' || answer !== 'declined';
}
