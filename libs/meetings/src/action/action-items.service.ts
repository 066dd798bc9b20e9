import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  type FieldProblem,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { isInsideHere } from '../council/council.sight.js';
import { isItemSeen } from './action.sight.js';
import { CouncilDissolved } from '../council/council.errors.js';
import { mayKeep } from '../council/council.policy.js';
import { keptCouncil } from '../council/councils.service.js';
import { ActionNotReady } from './action.errors.js';
import {
  type ActionEventKind,
  type ActionPriority,
  type ActionState,
  isOpen,
  statesAfter,
} from './action.status.js';

/** What is to be done, by whom, until when. */
export interface ActionInput {
  readonly task: string;
  readonly ownerAgencyId: string | null;
  readonly ownerName: string;
  readonly dueOn: string | null;
  readonly priority: ActionPriority;
}

/** What is said about an item, at a meeting or between them; null where its state stays. */
export interface ActionReport {
  readonly note: string;
  readonly state: ActionState | null;
  readonly meetingId: string | null;
}

interface KeptItem {
  readonly id: string;
  readonly councilId: string;
  readonly keeper: string;
  readonly ownerAgencyId: string | null;
  readonly state: ActionState;
  readonly version: number;
}

/** Somebody has something to do: the event tells the agency. */
export const actionGiven = 'action_item.given';

/** 対応事項: raises action items, follows them up, and moves them to another council. */
@Injectable()
export class ActionItems {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Raises an item, at a meeting or between them; answers its id. @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {Invalid} */
  async raise(
    actor: Member,
    councilId: string,
    {
      meetingId,
      agendaItemId,
      ...input
    }: ActionInput & { meetingId: string | null; agendaItemId: string | null },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await requireKnownItem(sql, agendaItemId);
        await openCouncil(sql, actor, councilId);
        await requireSound(sql, input);
        await requireMeeting(sql, councilId, meetingId);
        const id = newId();
        await sql.query(
          `INSERT INTO portal.action_item (id, council_id, meeting_id, task, owner_agency_id, owner_name, due_on, priority, created_by,
             agenda_item_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT a.id FROM portal.agenda_item a WHERE a.id = $10 AND a.meeting_id = $3))`,
          [id, councilId, meetingId, ...valuesOf(input), actor.accountId, agendaItemId],
        );
        await addEvent(sql, actor, { id, councilId }, 'raise', { meetingId });
        await this.tellOwner(tx, actor, id, input.ownerAgencyId);
        await this.note(tx, actor, id, 'raise', { council: councilId });
        return id;
      }),
    );
  }

  /** Changes what is to be done, by whom, until when. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ActionNotReady} @throws {Invalid} */
  async change(actor: Member, id: string, seenVersion: number, input: ActionInput): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, item) => {
      if (!mayKeep(actor, item.keeper)) throw new Forbidden();
      if (!isOpen(item.state)) throw new ActionNotReady(item.state);
      await requireSound(sql, input);
      await sql.query(
        `UPDATE portal.action_item SET task = $2, owner_agency_id = $3, owner_name = $4, due_on = $5, priority = $6,
           version = version + 1, updated_at = now() WHERE id = $1`,
        [id, ...valuesOf(input)],
      );
      await addEvent(sql, actor, item, 'change', {});
      if (input.ownerAgencyId !== item.ownerAgencyId)
        await this.tellOwner(tx, actor, id, input.ownerAgencyId);
      await this.note(tx, actor, id, 'change');
    });
  }

  /**
   * Says how an item is coming on: the agency that has it between meetings, the secretariat at any time and at meetings.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ActionNotReady} @throws {Invalid}
   */
  async report(
    actor: Member,
    id: string,
    seenVersion: number,
    { note, state, meetingId }: ActionReport,
  ): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, item) => {
      const by = { owns: item.ownerAgencyId === actor.agencyId, keeps: mayKeep(actor, item.keeper) };
      if (!by.owns && !by.keeps) throw new Forbidden();
      if (note === '' && (state === null || state === item.state)) throw new Invalid([nothingSaid]);
      await requireMeeting(sql, item.councilId, meetingId);
      const moves = state !== null && state !== item.state;
      if (moves && !statesAfter(item.state, by).includes(state)) throw new ActionNotReady(item.state);
      // What is taken up again must not come back into a council that is being dissolved.
      if (moves && !isOpen(item.state)) await openCouncil(sql, actor, item.councilId);
      const after = moves ? state : item.state;
      await sql.query(
        `UPDATE portal.action_item SET state = $2, closed_at = CASE WHEN $3 THEN coalesce(closed_at, $4) END,
           version = version + 1, updated_at = now() WHERE id = $1`,
        [id, after, !isOpen(after), this.clock.now()],
      );
      await addEvent(sql, actor, item, moves ? 'state' : 'note', {
        meetingId,
        note,
        ...(moves ? { from: item.state, to: after } : {}),
      });
      await this.note(tx, actor, id, 'report', moves ? { to: after } : {});
    });
  }

  /**
   * Moves an open item to another council of this secretariat, or to the one above; its history goes with it.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {ActionNotReady} @throws {Invalid}
   */
  async move(
    actor: Member,
    id: string,
    seenVersion: number,
    { councilId, note }: { councilId: string; note: string },
  ): Promise<void> {
    await this.withItem(actor, id, seenVersion, async (tx, sql, item) => {
      if (!mayKeep(actor, item.keeper)) throw new Forbidden();
      if (!isOpen(item.state)) throw new ActionNotReady(item.state);
      const found = await sql.query(
        `SELECT FROM portal.council o JOIN portal.council this ON this.id = $2
         WHERE o.id = $3 AND o.id <> this.id AND o.dissolved_on IS NULL
           AND (o.secretariat_agency_id = $1 OR o.id = this.parent_id)`,
        [actor.agencyId, item.councilId, councilId],
      );
      if (found.length === 0) throw new Invalid([noDestination]);
      await addEvent(sql, actor, item, 'move', { note });
      await sql.query(
        `UPDATE portal.action_item SET council_id = $2, former_council_ids = array_remove(former_council_ids, $2) || $3::uuid,
           version = version + 1, updated_at = now() WHERE id = $1`,
        [id, councilId, item.councilId],
      );
      await this.note(tx, actor, id, 'move', { from: item.councilId, to: councilId });
    });
  }

  /** The item as it is, locked after its council where the actor keeps that: like raising, dissolving waits for it. */
  private async withItem(
    actor: Member,
    id: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx, item: KeptItem) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const seen = await readItem(sql, actor, id);
      if (!seen) throw new NotFound();
      if (mayKeep(actor, seen.keeper))
        await sql.query('SELECT FROM portal.council WHERE id = $1 FOR UPDATE', [seen.councilId]);
      // Whoever neither has it to do nor keeps it cannot lock it either.
      const locked = await sql.query('SELECT FROM portal.action_item WHERE id = $1 FOR UPDATE', [id]);
      if (locked.length === 0) throw new Forbidden();
      const item = (await readItem(sql, actor, id)) ?? seen;
      if (item.version !== seenVersion) throw new Stale(item.version);
      await work(tx, sql, item);
    });
  }

  /** An agency is not told of what it gives itself to do. */
  private async tellOwner(tx: Tx, actor: Member, id: string, ownerAgencyId: string | null): Promise<void> {
    if (ownerAgencyId !== null && ownerAgencyId !== actor.agencyId)
      await this.outbox.add(tx, actionGiven, { actionItemId: id, agencyId: ownerAgencyId });
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `action_item.${verb}`,
      objectType: 'action_item',
      objectId: id,
      details,
    });
  }
}

const nothingSaid = {
  field: 'note',
  label: '経過',
  detail: '経過: 状況を書くか、状態を変えてください。',
};
const noDestination = {
  field: 'councilId',
  label: '移す先の会議体',
  detail: '移す先の会議体: 一覧から選択してください。',
};

async function readItem(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<KeptItem | undefined> {
  const [found] = await sql.query<KeptItem & Record<string, unknown>>(
    `SELECT i.id, i.council_id AS "councilId", c.secretariat_agency_id AS keeper, i.owner_agency_id AS "ownerAgencyId",
       i.state, i.version FROM portal.action_item i JOIN portal.council c ON c.id = i.council_id
     WHERE i.id = $1 AND ${isItemSeen('$2')}`,
    [id, actor.agencyId],
  );
  return found;
}

async function openCouncil(sql: SqlTx, actor: Member, councilId: string): Promise<void> {
  const council = await keptCouncil(sql, actor, councilId);
  if (council.dissolvedOn) throw new CouncilDissolved();
}

async function addEvent(
  sql: SqlTx,
  actor: Member,
  item: { id: string; councilId: string },
  kind: ActionEventKind,
  said: { meetingId?: string | null; note?: string; from?: ActionState; to?: ActionState },
): Promise<void> {
  await sql.query(
    `INSERT INTO portal.action_event (id, action_item_id, council_id, meeting_id, kind, from_state, to_state, note, agency_id, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[newId(), item.id, item.councilId, said.meetingId ?? null, kind],
      ...[said.from ?? null, said.to ?? null, said.note ?? '', actor.agencyId, actor.accountId],
    ],
  );
}

/** @throws {NotFound} for an item of an agenda that the actor does not know of. */
async function requireKnownItem(sql: SqlTx, agendaItemId: string | null): Promise<void> {
  if (agendaItemId === null) return;
  const found = await sql.query(
    `SELECT FROM portal.agenda_item WHERE id = $1 AND ${isInsideHere('council_id')}`,
    [agendaItemId],
  );
  if (found.length === 0) throw new NotFound();
}

async function requireMeeting(sql: SqlTx, councilId: string, meetingId: string | null): Promise<void> {
  if (meetingId === null) return;
  const found = await sql.query(
    `SELECT FROM portal.meeting WHERE id = $1 AND council_id = $2 AND state <> 'cancelled'`,
    [meetingId, councilId],
  );
  if (found.length === 0)
    throw new Invalid([
      { field: 'meetingId', label: '会議', detail: '会議: この会議体の会議を選択してください。' },
    ]);
}

async function requireSound(sql: SqlTx, input: ActionInput): Promise<void> {
  const problems: FieldProblem[] = [];
  if (input.ownerAgencyId === null && input.ownerName === '')
    problems.push({
      field: 'ownerAgencyId',
      label: '担当の機関',
      detail: '担当の機関: 機関を選ぶか、担当者の氏名を入力してください。',
    });
  if (input.ownerAgencyId !== null) {
    const found = await sql.query(`SELECT FROM portal.agency WHERE id = $1 AND status <> 'closed'`, [
      input.ownerAgencyId,
    ]);
    if (found.length === 0)
      problems.push({
        field: 'ownerAgencyId',
        label: '担当の機関',
        detail: '担当の機関: 一覧から選択してください。',
      });
  }
  if (problems.length > 0) throw new Invalid(problems);
}

function valuesOf({ task, ownerAgencyId, ownerName, dueOn, priority }: ActionInput): unknown[] {
  return [task, ownerAgencyId, ownerName, dueOn, priority];
}
