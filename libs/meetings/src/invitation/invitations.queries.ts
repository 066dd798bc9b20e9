import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { MeetingState } from '../meeting/meeting.status.js';
import type {
  AnswerWay,
  AttendanceMode,
  DispatchKind,
  DispatchState,
  InvitationAnswer,
  InvitationRole,
} from './invitation.codes.js';

/** What became of the last mail to somebody. */
export interface LastDispatch {
  readonly kind: DispatchKind;
  readonly state: DispatchState;
  /** RFC 3339. */
  readonly at: string;
  readonly trouble: string | null;
  readonly bounce: 'hard' | 'soft' | null;
}

/** Somebody who is invited, as the reader may know them. */
export interface InvitationRow {
  readonly id: string;
  readonly seatId: string | null;
  readonly agencyId: string | null;
  readonly agency: string;
  readonly name: string;
  readonly post: string;
  readonly role: InvitationRole;
  readonly answer: InvitationAnswer;
  readonly mode: AttendanceMode | null;
  readonly substitute: string;
  readonly comment: string;
  readonly answeredAt: Date | null;
  readonly answeredHow: AnswerWay | null;
  readonly invitedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly isOwn: boolean;
  readonly version: number;
  /** For the secretariat of the council alone. */
  readonly email: string | null;
  readonly last: LastDispatch | null;
  /** Whether mails to the address come back for good. */
  readonly isUnreachable: boolean;
  /** Other addresses of the agency, where the own one does not work. */
  readonly otherAddresses: readonly string[];
}

/** Who is invited to a meeting. */
export interface InvitationList {
  readonly isKeeper: boolean;
  readonly state: MeetingState;
  readonly items: readonly InvitationRow[];
}

/** One mail that somebody was sent, and one answer that they gave. */
export interface InvitationHistory {
  readonly dispatches: readonly {
    readonly id: string;
    readonly kind: DispatchKind;
    readonly address: string;
    readonly sequence: number;
    readonly state: DispatchState;
    readonly trouble: string | null;
    readonly bounce: 'hard' | 'soft' | null;
    readonly bounceStatus: string | null;
    readonly bouncedAt: Date | null;
    readonly createdAt: Date;
    readonly sentAt: Date | null;
    readonly start: string;
    readonly end: string;
    readonly venue: string;
  }[];
  readonly answers: readonly {
    readonly id: string;
    readonly answer: InvitationAnswer;
    readonly mode: AttendanceMode | null;
    readonly substitute: string;
    readonly comment: string;
    readonly how: AnswerWay;
    readonly outcome: 'applied' | 'outdated' | 'late';
    readonly answeredAt: Date;
  }[];
}

/** Reads who is invited. */
@Injectable()
export class InvitationsQueries {
  constructor(private readonly db: Database) {}

  /** Who is invited to a meeting, by agency. @throws {NotFound} */
  async list(actor: Member, meetingId: string): Promise<InvitationList> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { isKeeper, state } = await seenMeeting(sql, actor, meetingId);
      return { isKeeper, state, items: await invitationRows(sql, actor, meetingId, isKeeper) };
    });
  }

  /** What somebody was sent and what they answered. @throws {NotFound} */
  async history(actor: Member, meetingId: string, invitationId: string): Promise<InvitationHistory> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await seenMeeting(sql, actor, meetingId);
      const [found] = await sql.query('SELECT FROM portal.invitation WHERE id = $1 AND meeting_id = $2', [
        invitationId,
        meetingId,
      ]);
      if (!found) throw new NotFound();
      const dispatches = await sql.query<InvitationHistory['dispatches'][number] & Record<string, unknown>>(
        `SELECT d.id, d.kind, d.address, d.sequence, d.state, d.trouble, d.bounce, d.bounce_status AS "bounceStatus",
           d.bounced_at AS "bouncedAt", d.created_at AS "createdAt", d.sent_at AS "sentAt", d.told ->> 'start' AS start,
           d.told ->> 'end' AS "end", d.told ->> 'venue' AS venue
         FROM portal.invitation_dispatch d JOIN portal.dispatch_line l ON l.dispatch_id = d.id
         WHERE l.invitation_id = $1 ORDER BY d.created_at, d.id`,
        [invitationId],
      );
      const answers = await sql.query<InvitationHistory['answers'][number] & Record<string, unknown>>(
        `SELECT id, answer, mode, substitute, comment, how, outcome, answered_at AS "answeredAt"
         FROM portal.invitation_answer WHERE invitation_id = $1 ORDER BY answered_at, id`,
        [invitationId],
      );
      return { dispatches, answers };
    });
  }
}

async function invitationRows(
  sql: SqlTx,
  actor: Member,
  meetingId: string,
  isKeeper: boolean,
): Promise<InvitationRow[]> {
  return sql.query<InvitationRow & Record<string, unknown>>(
    `SELECT i.id, i.seat_id AS "seatId", i.agency_id AS "agencyId", coalesce(a.name, '') AS agency, i.name, i.post, i.role,
       i.answer, i.mode, i.substitute, CASE WHEN $3 OR i.agency_id = $2 THEN i.comment ELSE '' END AS comment,
       i.answered_at AS "answeredAt", CASE WHEN i.answered_at IS NOT NULL THEN i.answered_how END AS "answeredHow",
       i.invited_at AS "invitedAt", i.withdrawn_at AS "withdrawnAt", coalesce(i.agency_id = $2, false) AS "isOwn", i.version,
       CASE WHEN $3 THEN i.email END AS email,
       (SELECT json_build_object('kind', d.kind, 'state', d.state, 'at', coalesce(d.sent_at, d.created_at),
          'trouble', d.trouble, 'bounce', d.bounce)
        FROM portal.invitation_dispatch d JOIN portal.dispatch_line l ON l.dispatch_id = d.id
        WHERE $3 AND l.invitation_id = i.id AND d.state <> 'dropped' ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS last,
       $3 AND EXISTS (SELECT FROM portal.bounced_address b WHERE b.address = lower(i.email) AND b.kind = 'hard') AS "isUnreachable",
       CASE WHEN $3 THEN array(
         SELECT DISTINCT x FROM unnest(ARRAY[lower(a.update_email), lower(a.email)]) AS x
         WHERE x IS NOT NULL AND x <> '' AND x IS DISTINCT FROM lower(i.email)) ELSE '{}' END AS "otherAddresses"
     FROM portal.invitation i LEFT JOIN portal.agency a ON a.id = i.agency_id
     WHERE i.meeting_id = $1 AND ($3 OR i.withdrawn_at IS NULL)
     ORDER BY i.withdrawn_at IS NOT NULL, i.seat_id IS NULL, a.name NULLS LAST, i.id`,
    [meetingId, actor.agencyId, isKeeper],
  );
}
