import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  codeOf,
  Database,
  type FieldProblem,
  Forbidden,
  Invalid,
  newId,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import { type KeptMeeting, keptMeeting } from '../meeting/meetings.service.js';
import type { AttendanceState, AttendanceWay, Capacity } from './attendance.codes.js';
import {
  AttendanceClosed,
  AttendanceIncomplete,
  AttendanceTooEarly,
  CheckInRefused,
} from './attendance.errors.js';
import { readAttendance } from './attendance.queries.js';

/** What the secretariat writes down about one who was expected or came. */
export interface AttendanceInput {
  readonly seatId: string | null;
  /** Of somebody beside the council; a seat has its own. */
  readonly agencyId: string | null;
  readonly name: string;
  readonly post: string;
  readonly capacity: Capacity;
  readonly substituteFor: string;
  readonly how: AttendanceWay | null;
  readonly status: AttendanceState;
  readonly cameAt: string | null;
  readonly leftAt: string | null;
  readonly reason: string;
}

interface List {
  readonly version: number;
  readonly closed: boolean;
}

/** 出欠: writes down who was at a meeting. */
@Injectable()
export class AttendanceLists {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes the whole list anew; whoever is not in it any more is taken off. Who has checked in meanwhile stays: nobody at the desk
   * could have seen it.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AttendanceClosed} @throws {AttendanceTooEarly} @throws {Invalid}
   */
  async write(
    actor: Member,
    meetingId: string,
    seenVersion: number,
    lines: readonly AttendanceInput[],
  ): Promise<void> {
    await this.withList(actor, meetingId, async (tx, sql, meeting, list) => {
      if (list.version !== seenVersion) throw new Stale(list.version);
      requireAnnounced(meeting);
      if (list.closed) throw new AttendanceClosed();
      const agencyOf = await seatsOf(sql, meeting.councilId);
      const problems = lines.flatMap((line, at) => problemsOf(line, at, agencyOf));
      if (problems.length > 0) throw new Invalid(problems);
      await sql.query(
        `DELETE FROM portal.attendance WHERE meeting_id = $1 AND (source <> 'check_in' OR seat_id = ANY ($2::uuid[]))`,
        [meetingId, lines.flatMap(({ seatId }) => seatId ?? [])],
      );
      for (const line of lines) await insert(sql, actor, meeting, line, agencyOf);
      await sql.query('UPDATE portal.attendance_list SET version = version + 1 WHERE meeting_id = $1', [
        meetingId,
      ]);
      await this.note(tx, actor, meetingId, 'write', { lines: lines.length });
    });
  }

  /**
   * Finishes the list: minutes are built on it.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AttendanceClosed} @throws {AttendanceIncomplete} @throws {AttendanceTooEarly}
   */
  async close(actor: Member, meetingId: string, seenVersion: number): Promise<void> {
    await this.withList(actor, meetingId, async (tx, sql, meeting, list) => {
      if (list.version !== seenVersion) throw new Stale(list.version);
      requireAnnounced(meeting);
      if (list.closed) throw new AttendanceClosed();
      if (meeting.state !== 'held' && meeting.state !== 'closed') throw new AttendanceTooEarly();
      const { counts } = await readAttendance(sql, actor, meetingId);
      if (counts.unknown > 0) throw new AttendanceIncomplete(counts.unknown);
      await sql.query(
        `UPDATE portal.attendance_list SET closed_at = now(), closed_by = $2, check_in_code = NULL, version = version + 1
         WHERE meeting_id = $1`,
        [meetingId, actor.accountId],
      );
      await this.note(tx, actor, meetingId, 'close');
    });
  }

  /** Opens a finished list again. @throws {NotFound} @throws {Forbidden} @throws {Stale} */
  async reopen(actor: Member, meetingId: string, seenVersion: number): Promise<void> {
    await this.withList(actor, meetingId, async (tx, sql, meeting, list) => {
      if (list.version !== seenVersion) throw new Stale(list.version);
      requireAnnounced(meeting);
      await sql.query(
        'UPDATE portal.attendance_list SET closed_at = NULL, closed_by = NULL, version = version + 1 WHERE meeting_id = $1',
        [meetingId],
      );
      await this.note(tx, actor, meetingId, 'reopen');
    });
  }

  /** Gives out a word of the day, by which people say themselves that they are there. @throws {NotFound} @throws {Forbidden} @throws {AttendanceClosed} @throws {AttendanceTooEarly} */
  async openCheckIn(actor: Member, meetingId: string): Promise<void> {
    await this.withList(actor, meetingId, async (tx, sql, meeting, list) => {
      requireAnnounced(meeting);
      if (list.closed) throw new AttendanceClosed();
      await sql.query(
        'UPDATE portal.attendance_list SET check_in_code = $2, version = version + 1 WHERE meeting_id = $1',
        [meetingId, String(randomInt(1_000_000)).padStart(6, '0')],
      );
      await this.note(tx, actor, meetingId, 'open_check_in');
    });
  }

  /** Writes down how often a recording was played; plays are no persons. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AttendanceTooEarly} */
  async countViews(
    actor: Member,
    meetingId: string,
    seenVersion: number,
    views: number | null,
  ): Promise<void> {
    await this.withList(actor, meetingId, async (tx, sql, meeting, list) => {
      if (list.version !== seenVersion) throw new Stale(list.version);
      requireAnnounced(meeting);
      await sql.query(
        'UPDATE portal.attendance_list SET views = $2, version = version + 1 WHERE meeting_id = $1',
        [meetingId, views],
      );
      await this.note(tx, actor, meetingId, 'count_views');
    });
  }

  /**
   * Somebody of an agency that sits there says that they are there.
   * @throws {NotFound} for whoever does not see the meeting. @throws {Forbidden} for another agency's seat.
   * @throws {CheckInRefused} with another word, or outside the session.
   */
  async checkIn(
    actor: Member,
    meetingId: string,
    { seatId, code, name, how }: { seatId: string; code: string; name: string; how: 'venue' | 'web' },
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await seenMeeting(sql, actor, meetingId);
      const own = await sql.query('SELECT FROM portal.council_seat WHERE id = $1 AND agency_id = $2', [
        seatId,
        actor.agencyId,
      ]);
      if (own.length === 0) throw new Forbidden();
      const [answer] = await sql
        .query<{ said: string }>('SELECT portal.check_in($1, $2, $3, $4, $5, $6) AS said', [
          ...[newId(), meetingId, seatId, code, name, how],
        ])
        .catch((error: unknown) => {
          throw codeOf(error) === '23514' ? new AttendanceClosed() : error;
        });
      if (answer?.said !== 'done') throw new CheckInRefused();
      await this.note(tx, actor, meetingId, 'check_in', { seat: seatId });
    });
  }

  private async withList(
    actor: Member,
    meetingId: string,
    work: (tx: Tx, sql: SqlTx, meeting: KeptMeeting, list: List) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const meeting = await keptMeeting(sql, actor, meetingId);
      const [list] = await sql.query<List & Record<string, unknown>>(
        'SELECT version, closed_at IS NOT NULL AS closed FROM portal.attendance_list WHERE meeting_id = $1',
        [meetingId],
      );
      if (!list)
        await sql.query(
          'INSERT INTO portal.attendance_list (meeting_id, council_id, version) VALUES ($1, $2, 0)',
          [meetingId, meeting.councilId],
        );
      await work(tx, sql, meeting, list ?? { version: 0, closed: false });
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `attendance.${verb}`,
      objectType: 'meeting',
      objectId: id,
      details,
    });
  }
}

/** @throws {AttendanceTooEarly} for what nobody was asked to, or what does not take place. */
function requireAnnounced({ state }: KeptMeeting): void {
  if (state === 'draft' || state === 'cancelled') throw new AttendanceTooEarly();
}

/** The agency of each seat of the council. */
async function seatsOf(sql: SqlTx, councilId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; agencyId: string }>(
    'SELECT id, agency_id AS "agencyId" FROM portal.council_seat WHERE council_id = $1',
    [councilId],
  );
  return new Map(rows.map(({ id, agencyId }) => [id, agencyId]));
}

function problemsOf(line: AttendanceInput, at: number, seats: ReadonlyMap<string, string>): FieldProblem[] {
  const field = (name: string) => `lines.${at}.${name}`;
  const isThere = line.status !== 'excused' && line.status !== 'absent';
  return [
    ...(line.seatId !== null && !seats.has(line.seatId)
      ? [{ field: field('seatId'), label: '委員', detail: `${line.name}: この会議体の委員ではありません。` }]
      : []),
    ...(isThere !== (line.how !== null)
      ? [
          {
            field: field('how'),
            label: '参加方法',
            detail: `${line.name}: 参加方法は、出席した人だけに入力してください。`,
          },
        ]
      : []),
    ...((line.capacity === 'substitute') !== (line.substituteFor !== '')
      ? [
          {
            field: field('substituteFor'),
            label: 'だれの代理か',
            detail: `${line.name}: だれの代理かを、代理出席のときに入力してください。`,
          },
        ]
      : []),
  ];
}

async function insert(
  sql: SqlTx,
  actor: Member,
  { id, councilId }: KeptMeeting,
  line: AttendanceInput,
  seats: ReadonlyMap<string, string>,
): Promise<void> {
  const agencyId = line.seatId === null ? line.agencyId : (seats.get(line.seatId) ?? null);
  await sql
    .query(
      `INSERT INTO portal.attendance (id, meeting_id, council_id, seat_id, agency_id, name, post, capacity, substitute_for, how,
         status, came_at, left_at, reason, source, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'secretariat', $15)`,
      [
        ...[newId(), id, councilId, line.seatId, agencyId, line.name, line.post, line.capacity],
        ...[
          line.substituteFor,
          line.how,
          line.status,
          line.cameAt,
          line.leftAt,
          line.reason,
          actor.accountId,
        ],
      ],
    )
    .catch((error: unknown) => {
      if (codeOf(error) !== '23505') throw error;
      throw new Invalid([
        { field: 'lines', label: '出席者', detail: `出席者: ${line.name}さんが二度入っています。` },
      ]);
    });
}
