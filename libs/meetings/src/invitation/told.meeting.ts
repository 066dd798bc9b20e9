import type { SqlTx } from '#libs/platform';
import type { MeetingMode, MeetingState } from '../meeting/meeting.status.js';

/** What stands in a mail about a meeting, kept with the mail. What lies behind closed items and links never does. */
export interface ToldMeeting {
  readonly title: string;
  /** 第N回. */
  readonly number: number | null;
  /** By the clock on the wall there, `2026-12-01T18:30`. */
  readonly start: string;
  readonly end: string;
  readonly tz: string;
  readonly allDay: boolean;
  readonly mode: MeetingMode;
  readonly venue: string;
  readonly address: string;
  readonly note: string;
}

/** A meeting as those who are invited are told of it. */
export interface MeetingToTell {
  readonly id: string;
  readonly councilId: string;
  readonly state: MeetingState;
  readonly uid: string;
  readonly sequence: number;
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly told: ToldMeeting;
}

/** The meeting as it is now, locked against another hand that tells of it. */
export async function meetingToTell(sql: SqlTx, meetingId: string): Promise<MeetingToTell | undefined> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('meeting ' || $1, 0))`, [meetingId]);
  const [meeting] = await sql.query<MeetingToTell & Record<string, unknown>>(
    `SELECT id, council_id AS "councilId", state, ical_uid AS uid, ical_sequence AS sequence, reason, starts_at AS "startsAt",
       ends_at AS "endsAt", json_build_object('title', title, 'number', number,
         'start', to_char(start_local, 'YYYY-MM-DD"T"HH24:MI'), 'end', to_char(end_local, 'YYYY-MM-DD"T"HH24:MI'), 'tz', tz,
         'allDay', all_day, 'mode', mode, 'venue', venue, 'address', address, 'note', note) AS told
     FROM portal.meeting WHERE id = $1`,
    [meetingId],
  );
  return meeting;
}

const scheduled = ['start', 'end', 'tz', 'allDay', 'mode'] as const satisfies readonly (keyof ToldMeeting)[];

/** Whether somebody who answered to `before` has to look again: the time or the way to take part is another. */
export function isRescheduled(before: ToldMeeting, now: ToldMeeting): boolean {
  return scheduled.some((field) => before[field] !== now[field]);
}

/** Whether anything is different at all. */
export function isChanged(before: ToldMeeting, now: ToldMeeting): boolean {
  return (Object.keys(now) as (keyof ToldMeeting)[]).some((field) => before[field] !== now[field]);
}
