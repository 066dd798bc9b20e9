import { createHash } from 'node:crypto';
import type { SqlTx } from '#libs/platform';
import type { AgendaType, AgendaVisibility } from '../agenda/agenda.codes.js';

/** One item of minutes. */
export interface MinutesItem {
  readonly id: string;
  readonly rootId: string;
  readonly agendaItemId: string | null;
  readonly number: string;
  readonly title: string;
  readonly type: AgendaType;
  readonly visibility: AgendaVisibility;
  readonly discussion: string;
  readonly decision: string;
  readonly effectiveOn: string | null;
  readonly version: number;
  readonly editedBy: string;
  readonly editedAt: Date | null;
}

/** What stands at the head of minutes, in the words of the day on which they were written. */
export interface MinutesHead {
  readonly no: number;
  readonly reason: string;
  readonly councilName: string;
  readonly title: string;
  readonly heldAt: string;
  readonly place: string;
  readonly attendees: string;
}

/** What was given to whom, as it stood when the version was circulated. */
export interface ActionLine {
  readonly agendaItemId: string | null;
  readonly task: string;
  readonly owner: string;
  readonly dueOn: string | null;
}

/** The items of a version in their order, as far as the reader may see them. */
export async function itemsOf(sql: SqlTx, versionId: string): Promise<MinutesItem[]> {
  return sql.query<MinutesItem & Record<string, unknown>>(
    `SELECT id, root_id AS "rootId", agenda_item_id AS "agendaItemId", number, title, type, visibility, discussion, decision,
       effective_on::text AS "effectiveOn", version, edited_by AS "editedBy", edited_at AS "editedAt"
     FROM portal.minutes_item WHERE version_id = $1 ORDER BY position, id`,
    [versionId],
  );
}

/** What proves that minutes are those that were approved: of every word of them, in one fixed order. */
export function hashOf(
  head: MinutesHead,
  items: readonly MinutesItem[],
  actions: readonly ActionLine[],
): string {
  const said = [
    ...[head.no, head.reason, head.councilName, head.title, head.heldAt, head.place, head.attendees],
    items.map((item) => [
      ...[item.rootId, item.number, item.title, item.type, item.visibility],
      ...[item.discussion, item.decision, item.effectiveOn],
    ]),
    actions.map(({ agendaItemId, task, owner, dueOn }) => [agendaItemId, task, owner, dueOn]),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
