import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { isAhead, type MeetingState } from '../meeting/meeting.status.js';
import { type KeptMeeting, keptMeeting } from '../meeting/meetings.service.js';
import { type AgendaType, type AgendaVisibility, mostItems, narrower } from './agenda.codes.js';
import { AgendaFrozen, AgendaFull, AgendaPlaceMissing } from './agenda.errors.js';
import { type AgendaMove, beginnings, counted, moved, type Placed } from './agenda.tree.js';

/** What an item says about itself. */
export interface AgendaItemInput {
  readonly title: string;
  readonly type: AgendaType;
  readonly minutes: number | null;
  readonly presenter: string;
  readonly text: string;
  readonly visibility: AgendaVisibility;
}

/** Where an item comes from. */
export interface AgendaSource {
  readonly carriedFromItemId?: string;
  readonly raisedByAgencyId?: string;
  readonly reportedFromMeetingId?: string;
}

/** 次第: puts the items of a meeting together, by whoever keeps its council. */
@Injectable()
export class Agenda {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds an item at the end, or at the end of those under `parentId`; answers its id.
   * @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} @throws {AgendaFull} @throws {AgendaPlaceMissing}
   */
  async add(
    actor: Member,
    meetingId: string,
    { parentId, ...input }: AgendaItemInput & { parentId: string | null },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const meeting = await openAgenda(sql, actor, meetingId);
        const id = await putOnAgenda(sql, actor, meeting, input, { parentId });
        await this.note(tx, actor, id, 'add', { meeting: meetingId });
        return id;
      }),
    );
  }

  /** Changes what an item says. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AgendaFrozen} */
  async change(actor: Member, id: string, seenVersion: number, input: AgendaItemInput): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, { meetingId }) => {
      await sql.query(
        `UPDATE portal.agenda_item SET title = $2, type = $3, minutes_planned = $4, presenter = $5, text = $6, visibility = $7,
           version = version + 1, updated_at = now() WHERE id = $1`,
        [id, ...valuesOf(input)],
      );
      await keepNarrow(sql, meetingId);
      await keepTimes(sql, meetingId);
      await this.note(tx, actor, id, 'change', { visibility: input.visibility });
    });
  }

  /** Moves an item with what is under it. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AgendaFrozen} @throws {AgendaPlaceMissing} */
  async move(actor: Member, id: string, seenVersion: number, move: AgendaMove): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, { meetingId }) => {
      const before = await placesIn(sql, meetingId);
      const after = moved(before, id, move);
      if (!after) throw new AgendaPlaceMissing();
      await keepPlaces(sql, after, before);
      await sql.query(
        'UPDATE portal.agenda_item SET version = version + 1, updated_at = now() WHERE id = $1',
        [id],
      );
      await keepNarrow(sql, meetingId);
      await keepTimes(sql, meetingId);
      await this.note(tx, actor, id, 'move', { to: move.to });
    });
  }

  /** Takes an item away, with what is under it, while the meeting is ahead. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AgendaFrozen} */
  async remove(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, { meetingId, state }) => {
      if (!isAhead(state)) throw new AgendaFrozen(state);
      await sql.query('DELETE FROM portal.agenda_item WHERE id = $1', [id]);
      const left = await placesIn(sql, meetingId);
      await keepPlaces(sql, counted(left), left);
      await keepTimes(sql, meetingId);
      await this.note(tx, actor, id, 'remove', { meeting: meetingId });
    });
  }

  private async withItem(
    actor: Member,
    id: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx, at: { meetingId: string; state: MeetingState }) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { meeting, version } = await keptItem(sql, actor, id);
      if (version !== seenVersion) throw new Stale(version);
      await work(tx, sql, { meetingId: meeting.id, state: meeting.state });
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `agenda_item.${verb}`,
      objectType: 'agenda_item',
      objectId: id,
      details,
    });
  }
}

/** Whether the agenda can still be put together: on the day something may come up, afterwards it is what it was. */
export function isOpenAgenda(state: MeetingState): boolean {
  return isAhead(state) || state === 'in_session';
}

/** The meeting of the own council whose agenda is open, locked. @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} */
export async function openAgenda(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  meetingId: string,
): Promise<KeptMeeting> {
  const meeting = await keptMeeting(sql, actor, meetingId);
  if (!isOpenAgenda(meeting.state)) throw new AgendaFrozen(meeting.state);
  return meeting;
}

/** An item of the own council whose agenda is open; the meeting is locked. @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} */
export async function keptItem(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<{ meeting: KeptMeeting; version: number }> {
  const [seen] = await sql.query<{ meetingId: string }>(
    `SELECT meeting_id AS "meetingId" FROM portal.agenda_item
     WHERE id = $1 AND (visibility <> 'secretariat' OR ${isKeptHere('council_id')})`,
    [id],
  );
  if (!seen) throw new NotFound();
  const meeting = await openAgenda(sql, actor, seen.meetingId);
  const [item] = await sql.query<{ version: number }>(
    'SELECT version FROM portal.agenda_item WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!item) throw new NotFound();
  return { meeting, version: item.version };
}

/**
 * Puts an item at the end of an agenda, wherever it comes from; the meeting is locked. Answers its id.
 * @throws {AgendaFull} @throws {AgendaPlaceMissing}
 */
export async function putOnAgenda(
  sql: SqlTx,
  actor: Pick<Member, 'accountId'>,
  meeting: { readonly id: string; readonly councilId: string },
  input: AgendaItemInput,
  { parentId = null, ...source }: AgendaSource & { parentId?: string | null } = {},
): Promise<string> {
  const before = await placesIn(sql, meeting.id);
  if (before.length >= mostItems) throw new AgendaFull();
  const parent = before.find(({ id }) => id === parentId);
  if (parentId !== null && !parent)
    throw new Invalid([
      { field: 'parentId', label: '上の議題', detail: '上の議題: 次第から選択してください。' },
    ]);
  const number = `${parent ? `${parent.number}-` : ''}${before.filter((item) => item.parentId === parentId).length + 1}`;
  if (number.split('-').length > 3) throw new AgendaPlaceMissing();
  const id = newId();
  await sql.query(
    `INSERT INTO portal.agenda_item (id, meeting_id, council_id, parent_id, position, number, title, type, minutes_planned,
       presenter, text, visibility, carried_from_item_id, raised_by_agency_id, reported_from_meeting_id, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[id, meeting.id, meeting.councilId, parentId, Number(number.split('-').at(-1)), number],
      ...valuesOf({
        ...input,
        visibility: parent ? narrower(input.visibility, parent.visibility) : input.visibility,
      }),
      ...[
        source.carriedFromItemId ?? null,
        source.raisedByAgencyId ?? null,
        source.reportedFromMeetingId ?? null,
      ],
      actor.accountId,
    ],
  );
  await keepTimes(sql, meeting.id);
  return id;
}

type PlacedItem = Placed & {
  readonly visibility: AgendaVisibility;
  readonly minutes: number | null;
  readonly beginsAfter: number | null;
};

async function placesIn(sql: SqlTx, meetingId: string): Promise<PlacedItem[]> {
  return sql.query<PlacedItem & Record<string, unknown>>(
    `SELECT id, parent_id AS "parentId", position, number, visibility, minutes_planned AS minutes, begins_after AS "beginsAfter"
     FROM portal.agenda_item WHERE meeting_id = $1`,
    [meetingId],
  );
}

async function keepPlaces(sql: SqlTx, after: readonly Placed[], before: readonly Placed[]): Promise<void> {
  const was = new Map(before.map((item) => [item.id, item]));
  for (const { id, parentId, position, number } of after) {
    const old = was.get(id);
    if (old && old.parentId === parentId && old.position === position && old.number === number) continue;
    await sql.query(
      'UPDATE portal.agenda_item SET parent_id = $2, position = $3, number = $4 WHERE id = $1',
      [...[id, parentId, position, number]],
    );
  }
}

async function keepTimes(sql: SqlTx, meetingId: string): Promise<void> {
  const items = await placesIn(sql, meetingId);
  const times = beginnings(items);
  for (const { id, beginsAfter } of items) {
    const begins = times.get(id) ?? null;
    if (begins !== beginsAfter)
      await sql.query('UPDATE portal.agenda_item SET begins_after = $2 WHERE id = $1', [id, begins]);
  }
}

/** Nothing is shown to more people than what it stands under; the agenda has three levels. */
async function keepNarrow(sql: SqlTx, meetingId: string): Promise<void> {
  for (let level = 2; level <= 3; level += 1)
    await sql.query(
      `UPDATE portal.agenda_item i SET visibility = p.visibility, version = i.version + 1 FROM portal.agenda_item p
       WHERE i.meeting_id = $1 AND p.id = i.parent_id AND p.visibility <> i.visibility
         AND (p.visibility = 'secretariat' OR i.visibility = 'public')`,
      [meetingId],
    );
}

function valuesOf({ title, type, minutes, presenter, text, visibility }: AgendaItemInput): unknown[] {
  return [title, type, minutes, presenter, text, visibility];
}
