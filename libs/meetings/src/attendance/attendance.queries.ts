import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import { type Quorum, quorumOf, type SeatRole } from '../council/council.codes.js';
import {
  type AttendanceCounts,
  type AttendanceState,
  type AttendanceWay,
  type Capacity,
  countAttendance,
  seatsFilled,
} from './attendance.codes.js';

/** Somebody who was expected or came. */
export interface AttendanceLine {
  readonly seatId: string | null;
  readonly role: SeatRole | null;
  readonly agencyId: string | null;
  readonly agency: string | null;
  readonly name: string;
  readonly post: string;
  readonly capacity: Capacity;
  readonly substituteFor: string;
  readonly how: AttendanceWay | null;
  /** Null as long as nobody has said. */
  readonly status: AttendanceState | null;
  /** HH:MM at the place. */
  readonly cameAt: string | null;
  readonly leftAt: string | null;
  readonly reason: string;
  readonly source: 'secretariat' | 'check_in' | 'self' | null;
}

/** Who was at a meeting. */
export interface AttendanceRecord {
  readonly lines: readonly AttendanceLine[];
  readonly counts: AttendanceCounts;
  readonly quorum: { readonly asked: number; readonly filled: number; readonly seats: number };
  readonly isClosed: boolean;
  readonly isKeeper: boolean;
  /** For the secretariat alone. */
  readonly checkInCode: string | null;
  readonly views: number | null;
  readonly version: number;
  /** Seats of the reader's agency, for checking in. */
  readonly ownSeats: readonly { readonly id: string; readonly name: string }[];
}

/** A meeting as the list of who was there needs it. */
interface Head extends Record<string, unknown> {
  quorum: Quorum;
  quorumCount: number | null;
  version: number | null;
  closed: boolean;
  code: string | null;
  views: number | null;
}

/** Reads who was at a meeting. */
@Injectable()
export class AttendanceQueries {
  constructor(private readonly db: Database) {}

  /** The list of a meeting; seats without an answer stand in it, too. @throws {NotFound} for whoever is invited only, or not at all. */
  async ofMeeting(actor: Member, meetingId: string): Promise<AttendanceRecord> {
    return this.db.transaction(actor, async (tx) => readAttendance(plainSql(tx), actor, meetingId));
  }
}

/** @throws {NotFound} for whoever neither keeps the council nor sits there. */
export async function readAttendance(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  meetingId: string,
): Promise<AttendanceRecord> {
  const { isKeeper, sits } = await seenMeeting(sql, actor, meetingId);
  if (!isKeeper && !sits) throw new NotFound();
  const [head] = await sql.query<Head>(
    `SELECT c.quorum, c.quorum_count AS "quorumCount", l.version, l.closed_at IS NOT NULL AS closed, l.check_in_code AS code, l.views
     FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id
     LEFT JOIN portal.attendance_list l ON l.meeting_id = m.id WHERE m.id = $1`,
    [meetingId],
  );
  if (!head) throw new NotFound();
  const lines = await linesOf(sql, meetingId);
  const { filled, seats } = seatsFilled(lines);
  return {
    lines,
    counts: countAttendance(lines),
    quorum: { asked: quorumOf(head.quorum, head.quorumCount, seats), filled, seats },
    isClosed: head.closed,
    isKeeper,
    checkInCode: head.code,
    views: head.views,
    version: head.version ?? 0,
    ownSeats: lines
      .filter(({ seatId, agencyId }) => seatId !== null && agencyId === actor.agencyId)
      .map(({ seatId, name, substituteFor }) => ({ id: seatId ?? '', name: substituteFor || name })),
  };
}

/** The seats of the day with what is known of them, and whoever came beside them. */
async function linesOf(sql: SqlTx, meetingId: string): Promise<AttendanceLine[]> {
  return sql.query<AttendanceLine & Record<string, unknown>>(
    `SELECT s.id AS "seatId", s.role, coalesce(s.agency_id, a.agency_id) AS "agencyId", g.name AS agency,
       coalesce(a.name, h.name, '') AS name, coalesce(a.post, h.post, '') AS post,
       coalesce(a.capacity, CASE s.role WHEN 'observer' THEN 'observer' WHEN 'secretariat' THEN 'staff' ELSE 'self' END) AS capacity,
       coalesce(a.substitute_for, '') AS "substituteFor", a.how, a.status, to_char(a.came_at, 'HH24:MI') AS "cameAt",
       to_char(a.left_at, 'HH24:MI') AS "leftAt", coalesce(a.reason, '') AS reason, a.source
     FROM (SELECT s.* FROM portal.council_seat s JOIN portal.meeting m ON m.council_id = s.council_id AND m.id = $1
           WHERE m.start_local::date BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')) s
     FULL JOIN (SELECT * FROM portal.attendance WHERE meeting_id = $1) a ON a.seat_id = s.id
     LEFT JOIN portal.seat_holder h ON h.seat_id = s.id
       AND (SELECT start_local::date FROM portal.meeting WHERE id = $1) BETWEEN h.from_on AND coalesce(h.until_on, 'infinity')
     LEFT JOIN portal.agency g ON g.id = coalesce(s.agency_id, a.agency_id)
     ORDER BY s.id IS NULL, array_position(ARRAY['chair', 'vice_chair', 'member', 'secretariat', 'observer'], s.role),
       g.name, coalesce(a.name, h.name), s.id`,
    [meetingId],
  );
}
