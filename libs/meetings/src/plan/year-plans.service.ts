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
import { isInsideHere } from '../council/council.sight.js';
import { CouncilDissolved } from '../council/council.errors.js';
import { keptCouncil } from '../council/councils.service.js';
import { type MeetingInput, Meetings } from '../meeting/meetings.service.js';
import { SlotInUse, SlotNotReady, YearPlanned } from './plan.errors.js';
import { slotAfter, slotMay, type SlotState, type SlotVerb } from './slot.status.js';

/** The plan of a year as it is typed. */
export interface PlanInput {
  readonly plannedCount: number;
  readonly note: string;
  /** In their order; one without an id is new. */
  readonly slots: readonly SlotInput[];
}

/** A slot as it is typed. */
export interface SlotInput {
  readonly id: string | null;
  readonly month: number | null;
  readonly theme: string;
}

/** How a plan begins: with so many empty slots, or like the one of the year before. */
export interface NewPlan {
  readonly fiscalYear: number;
  readonly plannedCount: number;
  readonly copiesYearBefore: boolean;
}

/** A slot as its rules need it. */
export interface KeptSlot {
  readonly id: string;
  readonly councilId: string;
  readonly state: SlotState;
  readonly theme: string;
  readonly version: number;
}

const mostSlots = 60;

/** 年間計画: plans the meetings of a fiscal year before their days are known. */
@Injectable()
export class YearPlans {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly meetings: Meetings,
  ) {}

  /** Begins a plan. @throws {NotFound} @throws {Forbidden} @throws {CouncilDissolved} @throws {YearPlanned} @throws {Invalid} */
  async begin(actor: Member, councilId: string, input: NewPlan, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const council = await keptCouncil(sql, actor, councilId);
        if (council.dissolvedOn) throw new CouncilDissolved();
        const { fiscalYear, copiesYearBefore } = input;
        const before = copiesYearBefore ? await yearBefore(sql, councilId, fiscalYear) : null;
        if (copiesYearBefore && !before) throw new Invalid([nothingToCopy]);
        const id = newId();
        const made = await sql.query(
          `INSERT INTO portal.year_plan (id, council_id, fiscal_year, planned_count, note, created_by)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (council_id, fiscal_year) DO NOTHING RETURNING id`,
          [
            id,
            councilId,
            fiscalYear,
            before?.plannedCount ?? input.plannedCount,
            before?.note ?? '',
            actor.accountId,
          ],
        );
        if (made.length === 0) throw new YearPlanned();
        const slots =
          before?.slots ?? Array.from({ length: input.plannedCount }, () => ({ month: null, theme: '' }));
        for (const [at, slot] of slots.entries())
          await addSlot(sql, { planId: id, councilId, position: at + 1, ...slot });
        await this.note(tx, actor, 'year_plan', id, 'begin', { council: councilId, fiscalYear });
        return id;
      }),
    );
  }

  /**
   * Changes a plan: its number, its slots, their order. Only what nothing has been done for may be left out.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {CouncilDissolved} @throws {SlotInUse} @throws {Invalid}
   */
  async change(actor: Member, planId: string, seenVersion: number, input: PlanInput): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const plan = await this.keptPlan(sql, actor, planId);
      if (plan.version !== seenVersion) throw new Stale(plan.version);
      if (input.slots.length > mostSlots) throw new Invalid([tooMany]);
      const now = await sql.query<{ id: string; state: SlotState; month: number | null; theme: string }>(
        'SELECT id, state, month, theme FROM portal.year_plan_slot WHERE plan_id = $1 ORDER BY position FOR UPDATE',
        [planId],
      );
      const kept = input.slots.flatMap(({ id }) => id ?? []);
      const known = new Set(now.map(({ id }) => id));
      if (kept.some((id) => !known.has(id)) || new Set(kept).size < kept.length) throw new NotFound();
      const leaving = now.filter(({ id }) => !kept.includes(id));
      if (leaving.some(({ state }) => state !== 'unscheduled')) throw new SlotInUse();
      await sql.query('DELETE FROM portal.year_plan_slot WHERE id = ANY ($1::uuid[])', [
        leaving.map(({ id }) => id),
      ]);
      for (const [at, { id, month, theme }] of input.slots.entries())
        if (id)
          await sql.query(
            `UPDATE portal.year_plan_slot SET position = $2, month = $3, theme = $4, version = version + 1
             WHERE id = $1 AND (position, coalesce(month, 0), theme) IS DISTINCT FROM ($2::int, coalesce($3::int, 0), $4::text)`,
            [id, at + 1, month, theme],
          );
        else await addSlot(sql, { planId, councilId: plan.councilId, position: at + 1, month, theme });
      await sql.query(
        'UPDATE portal.year_plan SET planned_count = $2, note = $3, version = version + 1 WHERE id = $1',
        [planId, input.plannedCount, input.note],
      );
      await this.note(tx, actor, 'year_plan', planId, 'change', { slots: input.slots.length });
    });
  }

  /** 実施見合わせ: says why a slot is not held. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {SlotNotReady} */
  async drop(actor: Member, slotId: string, seenVersion: number, reason: string): Promise<void> {
    await this.move(actor, slotId, seenVersion, 'drop', reason);
  }

  /** Takes a slot back into the plan. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {SlotNotReady} */
  async restore(actor: Member, slotId: string, seenVersion: number): Promise<void> {
    await this.move(actor, slotId, seenVersion, 'restore', '');
  }

  /** Turns a slot into a meeting; answers the meeting's id. @throws {NotFound} @throws {Forbidden} @throws {SlotNotReady} @throws {Invalid} */
  async schedule(actor: Member, slotId: string, input: MeetingInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const slot = await keptSlot(sql, actor, slotId);
        if (slot.state !== 'unscheduled') throw new SlotNotReady(slot.state);
        const meetingId = await this.meetings.drawUp(tx, actor, slot.councilId, input);
        await fillSlot(sql, slotId, meetingId);
        await this.note(tx, actor, 'year_plan_slot', slotId, 'schedule', { meeting: meetingId });
        return meetingId;
      }),
    );
  }

  private async move(
    actor: Member,
    slotId: string,
    seenVersion: number,
    verb: SlotVerb & ('drop' | 'restore'),
    reason: string,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const slot = await keptSlot(sql, actor, slotId);
      if (slot.version !== seenVersion) throw new Stale(slot.version);
      if (!slotMay(verb, slot.state)) throw new SlotNotReady(slot.state);
      await sql.query(
        'UPDATE portal.year_plan_slot SET state = $2, reason = $3, version = version + 1 WHERE id = $1',
        [slotId, slotAfter(verb), reason],
      );
      await this.note(tx, actor, 'year_plan_slot', slotId, verb);
    });
  }

  private async keptPlan(sql: SqlTx, actor: Member, id: string) {
    const [seen] = await sql.query<{ councilId: string }>(
      `SELECT council_id AS "councilId" FROM portal.year_plan WHERE id = $1 AND ${isInsideHere('council_id')}`,
      [id],
    );
    if (!seen) throw new NotFound();
    const council = await keptCouncil(sql, actor, seen.councilId);
    if (council.dissolvedOn) throw new CouncilDissolved();
    const [plan] = await sql.query<{ councilId: string; version: number }>(
      'SELECT council_id AS "councilId", version FROM portal.year_plan WHERE id = $1',
      [id],
    );
    if (!plan) throw new NotFound();
    return plan;
  }

  private async note(
    tx: Tx,
    actor: Member,
    objectType: 'year_plan' | 'year_plan_slot',
    objectId: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, { action: `${objectType}.${verb}`, objectType, objectId, details });
  }
}

/**
 * The slot of a council that the actor's agency keeps, after the lock of its council.
 * @throws {NotFound} @throws {Forbidden} for whoever may see it and does not keep it. @throws {CouncilDissolved}
 */
export async function keptSlot(sql: SqlTx, actor: Pick<Member, 'agencyId'>, id: string): Promise<KeptSlot> {
  const [seen] = await sql.query<{ councilId: string }>(
    `SELECT council_id AS "councilId" FROM portal.year_plan_slot WHERE id = $1 AND ${isInsideHere('council_id')}`,
    [id],
  );
  if (!seen) throw new NotFound();
  const council = await keptCouncil(sql, actor, seen.councilId);
  if (council.dissolvedOn) throw new CouncilDissolved();
  const [slot] = await sql.query<KeptSlot & Record<string, unknown>>(
    `SELECT id, council_id AS "councilId", state, theme, version FROM portal.year_plan_slot WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!slot) throw new NotFound();
  return slot;
}

/** Puts a meeting into a slot. */
export async function fillSlot(sql: SqlTx, slotId: string, meetingId: string): Promise<void> {
  await sql.query(
    `UPDATE portal.year_plan_slot SET state = '${slotAfter('schedule')}', meeting_id = $2, version = version + 1 WHERE id = $1`,
    [slotId, meetingId],
  );
}

async function addSlot(
  sql: SqlTx,
  slot: { planId: string; councilId: string; position: number; month: number | null; theme: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO portal.year_plan_slot (id, plan_id, council_id, position, month, theme) VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), slot.planId, slot.councilId, slot.position, slot.month, slot.theme],
  );
}

/** The plan of the year before: its number, months and themes. What was dropped there is planned anew. */
async function yearBefore(sql: SqlTx, councilId: string, fiscalYear: number) {
  const [plan] = await sql.query<{ id: string; plannedCount: number; note: string }>(
    `SELECT id, planned_count AS "plannedCount", note FROM portal.year_plan WHERE council_id = $1 AND fiscal_year = $2 - 1`,
    [councilId, fiscalYear],
  );
  if (!plan) return null;
  const slots = await sql.query<{ month: number | null; theme: string }>(
    'SELECT month, theme FROM portal.year_plan_slot WHERE plan_id = $1 ORDER BY position',
    [plan.id],
  );
  return { ...plan, slots };
}

const nothingToCopy = {
  field: 'copiesYearBefore',
  label: '前年度の計画を写す',
  detail: '前年度の計画を写す: 前年度の計画がありません。回数を入力してください。',
};
const tooMany = {
  field: 'slots',
  label: '回',
  detail: `回: ${mostSlots}回までにしてください。`,
};
