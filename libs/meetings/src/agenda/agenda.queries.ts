import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound, plainSql, type SqlTx } from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { MeetingState } from '../meeting/meeting.status.js';
import type { AgendaType, AgendaVisibility } from './agenda.codes.js';
import { inOrder } from './agenda.tree.js';

/** An item of an agenda as its reader may see it. */
export interface AgendaItemRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly position: number;
  readonly number: string;
  readonly title: string;
  readonly type: AgendaType;
  readonly minutes: number | null;
  /** Minutes from the beginning of the meeting. */
  readonly beginsAfter: number | null;
  readonly presenter: string;
  readonly text: string;
  readonly visibility: AgendaVisibility;
  readonly carriedFromItemId: string | null;
  readonly raisedBy: string | null;
  readonly reportedFromMeetingId: string | null;
  readonly version: number;
}

/** The agenda of a meeting. */
export interface AgendaRecord {
  readonly meetingId: string;
  readonly councilId: string;
  readonly state: MeetingState;
  readonly isKeeper: boolean;
  /** Whether the reader's agency has a seat there today. */
  readonly sits: boolean;
  /** What the clock on the wall shows there, `2026-11-20T18:30`. */
  readonly start: string;
  readonly allDay: boolean;
  readonly items: readonly AgendaItemRow[];
}

/** Reads agendas: what is for the secretariat alone, nobody else is told. */
@Injectable()
export class AgendaQueries {
  constructor(private readonly db: Database) {}

  /** The agenda of a meeting in the order in which it is printed. @throws {NotFound} */
  async ofMeeting(actor: Member, meetingId: string): Promise<AgendaRecord> {
    return this.db.transaction(actor, (tx) => agendaOf(plainSql(tx), actor, meetingId));
  }
}

/** The agenda of a meeting as the actor may see it. @throws {NotFound} */
export async function agendaOf(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  meetingId: string,
): Promise<AgendaRecord> {
  const sight = await seenMeeting(sql, actor, meetingId);
  const [clock] = await sql.query<{ start: string; allDay: boolean }>(
    `SELECT to_char(start_local, 'YYYY-MM-DD"T"HH24:MI') AS start, all_day AS "allDay" FROM portal.meeting WHERE id = $1`,
    [meetingId],
  );
  if (!clock) throw new NotFound();
  return { meetingId, ...sight, ...clock, items: await itemsOf(sql, meetingId, sight.isKeeper) };
}

/** The items of a meeting in order; `closed` ones as well for whoever keeps the council. */
export async function itemsOf(sql: SqlTx, meetingId: string, closed: boolean): Promise<AgendaItemRow[]> {
  const rows = await sql.query<AgendaItemRow & Record<string, unknown>>(
    `SELECT i.id, i.parent_id AS "parentId", i.position, i.number, i.title, i.type, i.minutes_planned AS minutes, i.begins_after AS "beginsAfter", i.presenter,
       i.text, i.visibility, i.carried_from_item_id AS "carriedFromItemId", a.name AS "raisedBy",
       i.reported_from_meeting_id AS "reportedFromMeetingId", i.version
     FROM portal.agenda_item i LEFT JOIN portal.agency a ON a.id = i.raised_by_agency_id
     WHERE i.meeting_id = $1 AND ($2 OR i.visibility <> 'secretariat')`,
    [meetingId, closed],
  );
  return inOrder(rows);
}
