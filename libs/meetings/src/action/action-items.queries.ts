import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Database,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import { isItemSeen } from './action.sight.js';
import { requireInside } from '../council/councils.queries.js';
import type { ActionEventKind, ActionPriority, ActionState } from './action.status.js';

/** An action item in a list. */
export interface ActionRow {
  readonly id: string;
  readonly councilId: string;
  readonly council: string;
  /** Null where the reader may not know of the meeting. */
  readonly meetingId: string | null;
  readonly meeting: string | null;
  /** The item of that meeting's agenda under which it was raised. */
  readonly agendaItemId: string | null;
  readonly task: string;
  readonly ownerAgencyId: string | null;
  readonly ownerAgency: string | null;
  readonly ownerName: string;
  /** The agency has closed: somebody else has to take the item over, its successor where there is one. */
  readonly ownerClosed: boolean;
  readonly ownerSuccessor: string | null;
  readonly dueOn: string | null;
  readonly priority: ActionPriority;
  readonly state: ActionState;
  readonly isOverdue: boolean;
  /** On the table of how many further meetings it was. */
  readonly carried: number;
  readonly lastNote: string | null;
  readonly keeps: boolean;
  readonly owns: boolean;
  readonly version: number;
}

/** Something that happened to an item. */
export interface ActionEvent {
  readonly kind: ActionEventKind;
  readonly council: string;
  readonly meetingId: string | null;
  readonly meeting: string | null;
  readonly fromState: ActionState | null;
  readonly toState: ActionState | null;
  readonly note: string;
  readonly agency: string;
  readonly at: Date;
}

/** An item with what happened to it, the latest first. */
export interface ActionRecord extends ActionRow {
  readonly events: readonly ActionEvent[];
  /** Councils to which it may be moved. */
  readonly destinations: readonly { id: string; name: string }[];
}

const columns = `i.id, i.council_id AS "councilId", c.name AS council, m.id AS "meetingId", m.title AS meeting,
  i.agenda_item_id AS "agendaItemId", i.task,
  i.owner_agency_id AS "ownerAgencyId", a.name AS "ownerAgency", i.owner_name AS "ownerName",
  coalesce(a.status = 'closed', false) AS "ownerClosed", s.name AS "ownerSuccessor", i.due_on::text AS "dueOn", i.priority, i.state,
  i.closed_at IS NULL AND coalesce(i.due_on < sec.today_in_japan(), false) AS "isOverdue",
  (SELECT count(*)::int FROM portal.action_event e WHERE e.action_item_id = i.id AND e.kind = 'carry') AS carried,
  (SELECT e.note FROM portal.action_event e WHERE e.action_item_id = i.id AND e.note <> '' ORDER BY e.at DESC, e.id DESC LIMIT 1)
    AS "lastNote",
  c.secretariat_agency_id = $1 AS keeps, coalesce(i.owner_agency_id = $1, false) AS owns, i.version`;
const from = `portal.action_item i JOIN portal.council c ON c.id = i.council_id
  LEFT JOIN portal.meeting m ON m.id = i.meeting_id
  LEFT JOIN portal.agency a ON a.id = i.owner_agency_id LEFT JOIN portal.agency s ON s.id = a.successor_id`;
/** What is still to be done first, and of that what is due first. */
const order = 'i.closed_at IS NOT NULL, i.closed_at DESC, i.due_on NULLS LAST, i.id';
type Found = ActionRow & Record<string, unknown>;

/** Reads action items: those of the own agency, and those of the councils that the reader keeps or sits in. */
@Injectable()
export class ActionItemsQueries {
  constructor(private readonly db: Database) {}

  /** What the own agency has to do, whichever council it is from. */
  async mine(
    actor: Member,
    states: readonly ActionState[] | undefined,
    request: PageRequest,
  ): Promise<Page<ActionRow>> {
    return this.db.transaction(actor, (tx) =>
      pageOfItems(plainSql(tx), actor, 'i.owner_agency_id = $1', [states ?? null], request),
    );
  }

  /** The items of a council. @throws {NotFound} for whoever neither keeps it nor sits there. */
  async ofCouncil(
    actor: Member,
    councilId: string,
    states: readonly ActionState[] | undefined,
    request: PageRequest,
  ): Promise<Page<ActionRow>> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await requireInside(sql, actor, councilId);
      return pageOfItems(sql, actor, 'i.council_id = $3', [states ?? null, councilId], request);
    });
  }

  /** One with its history. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<ActionRecord> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [found] = await sql.query<Found>(
        `SELECT ${columns} FROM ${from} WHERE i.id = $2 AND ${isItemSeen('$1')}`,
        [actor.agencyId, id],
      );
      if (!found) throw new NotFound();
      const events = await sql.query<ActionEvent & Record<string, unknown>>(
        `SELECT e.kind, c.name AS council, m.id AS "meetingId", m.title AS meeting, e.from_state AS "fromState",
           e.to_state AS "toState", e.note, a.name AS agency, e.at
         FROM portal.action_event e JOIN portal.council c ON c.id = e.council_id JOIN portal.agency a ON a.id = e.agency_id
         LEFT JOIN portal.meeting m ON m.id = e.meeting_id
         WHERE e.action_item_id = $1 ORDER BY e.at DESC, e.id DESC`,
        [id],
      );
      const destinations = found.keeps ? await destinationsFrom(sql, actor, found.councilId) : [];
      return { ...found, events, destinations };
    });
  }

  /**
   * What is on the table of a meeting: items carried over from before, and those that it raises. Before a meeting the open
   * items are on the table of the council's next one; of a held one it is what was open when it began.
   */
  async ofMeeting(
    actor: Member,
    meetingId: string,
  ): Promise<{ carried: readonly ActionRow[]; raised: readonly ActionRow[] }> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const values = [actor.agencyId, meetingId];
      await seenMeeting(sql, actor, meetingId);
      const carried = await sql.query<Found>(
        `SELECT ${columns} FROM ${from} JOIN portal.meeting this ON this.id = $2
         WHERE i.meeting_id IS DISTINCT FROM this.id AND (
           EXISTS (SELECT FROM portal.action_event e WHERE e.action_item_id = i.id AND e.kind = 'carry' AND e.meeting_id = this.id)
           OR (this.state IN ('draft', 'announced', 'in_session') AND i.council_id = this.council_id AND i.closed_at IS NULL
             AND coalesce(m.starts_at, i.created_at) < this.starts_at
             AND NOT EXISTS (SELECT FROM portal.meeting o WHERE o.council_id = this.council_id AND o.starts_at < this.starts_at
               AND o.state IN ('announced', 'in_session'))))
         ORDER BY i.due_on NULLS LAST, i.id`,
        values,
      );
      const raised = await sql.query<Found>(
        `SELECT ${columns} FROM ${from} WHERE i.meeting_id = $2 ORDER BY i.id`,
        values,
      );
      return { carried, raised };
    });
  }
}

async function pageOfItems(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  which: string,
  wanted: readonly unknown[],
  request: PageRequest,
): Promise<Page<ActionRow>> {
  const { page, perPage } = request;
  const where = `${which} AND ($2::text[] IS NULL OR i.state = ANY ($2))`;
  const values = [actor.agencyId, ...wanted];
  const [counted] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ${from} WHERE $1::uuid IS NOT NULL AND ${where}`,
    values,
  );
  const items = await sql.query<Found>(
    `SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ${perPage} OFFSET ${offsetOf(request)}`,
    values,
  );
  return { items, page, perPage, total: counted?.total ?? 0 };
}

/** The other councils of this secretariat, and the one above. */
async function destinationsFrom(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  councilId: string,
): Promise<{ id: string; name: string }[]> {
  return sql.query(
    `SELECT o.id, o.name FROM portal.council o JOIN portal.council this ON this.id = $2
     WHERE o.id <> this.id AND o.dissolved_on IS NULL AND (o.secretariat_agency_id = $1 OR o.id = this.parent_id)
     ORDER BY o.name, o.id`,
    [actor.agencyId, councilId],
  );
}
