import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  Forbidden,
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
import { LeafletNotOpen } from './leaflet.errors.js';
import { mayKeepLeaflets } from './leaflet.policy.js';
import { isOpen, type LeafletState, type LeafletVerb, mayHappen, stateAfter } from './leaflet.status.js';

/** What the secretariat says about an edition. */
export interface LeafletPlan {
  readonly title: string;
  readonly networkName: string;
  readonly areaName: string;
  readonly introduction: string;
  readonly issuer: string;
  readonly contact: string;
  readonly issuedOn: string;
  readonly answerBy: string;
}

/** Which agencies a new edition begins with: all that use the portal, those of the edition before, or none. */
export const leafletCircles = ['members', 'previous', 'none'] as const;
export type LeafletCircle = (typeof leafletCircles)[number];

/** Keeps the editions of the network's leaflet. */
@Injectable()
export class Leaflets {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins an edition; answers its id.
   * @throws {Forbidden} @throws {Invalid}
   */
  async plan(actor: Member, plan: LeafletPlan, circle: LeafletCircle, request: OnceKey): Promise<string> {
    requireKeeper(actor);
    this.requireSound(plan);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const id = newId();
        await sql.query(
          `INSERT INTO portal.leaflet (id, title, network_name, area_name, introduction, issuer, contact, issued_on, answer_by,
             created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [id, ...valuesOf(plan), actor.accountId],
        );
        if (circle !== 'none') await sql.query(circles[circle], [id]);
        await this.record(tx, actor, id, 'leaflet.plan', { circle });
        return id;
      }),
    );
  }

  /**
   * Changes what an edition says; links that are out there hold until the new last day.
   * @throws {NotFound} @throws {Stale} @throws {LeafletNotOpen} @throws {Invalid}
   */
  async change(actor: Member, id: string, seenVersion: number, plan: LeafletPlan): Promise<void> {
    this.requireSound(plan);
    await this.withOpen(actor, id, seenVersion, async (tx, sql) => {
      await sql.query(
        `UPDATE portal.leaflet SET title = $2, network_name = $3, area_name = $4, introduction = $5, issuer = $6,
           contact = $7, issued_on = $8, answer_by = $9, version = version + 1, updated_at = now() WHERE id = $1`,
        [id, ...valuesOf(plan)],
      );
      await sql.query(
        `UPDATE portal.leaflet_proof SET expires_at = ${endOfDay('$2')}
         WHERE leaflet_id = $1 AND answered_at IS NULL AND revoked_at IS NULL`,
        [id, plan.answerBy],
      );
      await this.record(tx, actor, id, 'leaflet.change');
    });
  }

  /**
   * Takes an agency in; twice changes nothing.
   * @throws {NotFound} @throws {LeafletNotOpen}
   */
  async include(actor: Member, id: string, agencyId: string): Promise<void> {
    await this.withOpen(actor, id, undefined, async (tx, sql) => {
      const known = await sql.query(`SELECT FROM portal.agency WHERE id = $1 AND status <> 'closed'`, [
        agencyId,
      ]);
      if (known.length === 0) throw new NotFound();
      await sql.query(
        `INSERT INTO portal.leaflet_agency (leaflet_id, agency_id) VALUES ($1, $2)
         ON CONFLICT (leaflet_id, agency_id) DO UPDATE SET left_out_at = NULL`,
        [id, agencyId],
      );
      await this.record(tx, actor, id, 'leaflet.include', { agency: agencyId });
    });
  }

  /**
   * Leaves an agency out of this edition; its link stops working. What it agreed to stays as it is.
   * @throws {NotFound} @throws {LeafletNotOpen}
   */
  async leaveOut(actor: Member, id: string, agencyId: string): Promise<void> {
    await this.withOpen(actor, id, undefined, async (tx, sql) => {
      const left = await sql.query(
        `UPDATE portal.leaflet_agency SET left_out_at = now()
         WHERE leaflet_id = $1 AND agency_id = $2 AND left_out_at IS NULL RETURNING agency_id`,
        [id, agencyId],
      );
      if (left.length === 0) throw new NotFound();
      await sql.query(
        `UPDATE portal.leaflet_proof SET revoked_at = now()
         WHERE leaflet_id = $1 AND agency_id = $2 AND answered_at IS NULL AND revoked_at IS NULL`,
        [id, agencyId],
      );
      await this.record(tx, actor, id, 'leaflet.leave_out', { agency: agencyId });
    });
  }

  /**
   * Issues, opens again or cancels an edition. Links that nobody has used stop working with its end.
   * @throws {NotFound} @throws {Stale} @throws {LeafletNotOpen}
   */
  async move(
    actor: Member,
    id: string,
    seenVersion: number,
    verb: Exclude<LeafletVerb, 'proof'>,
  ): Promise<void> {
    requireKeeper(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { state, version } = await lockedLeaflet(sql, id);
      if (version !== seenVersion) throw new Stale(version);
      if (!mayHappen(verb, state)) throw new LeafletNotOpen(state);
      await sql.query(
        'UPDATE portal.leaflet SET state = $2, version = version + 1, updated_at = now() WHERE id = $1',
        [id, stateAfter(verb)],
      );
      if (verb === 'cancel')
        await sql.query(
          `UPDATE portal.leaflet_proof SET revoked_at = now()
           WHERE leaflet_id = $1 AND answered_at IS NULL AND revoked_at IS NULL`,
          [id],
        );
      await this.record(tx, actor, id, `leaflet.${verb}`);
    });
  }

  private async withOpen(
    actor: Member,
    id: string,
    seenVersion: number | undefined,
    work: (tx: Tx, sql: SqlTx) => Promise<void>,
  ): Promise<void> {
    requireKeeper(actor);
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { state, version } = await lockedLeaflet(sql, id);
      if (seenVersion !== undefined && version !== seenVersion) throw new Stale(version);
      if (!isOpen(state)) throw new LeafletNotOpen(state);
      await work(tx, sql);
    });
  }

  private requireSound({ answerBy }: LeafletPlan): void {
    if (answerBy >= this.clock.today()) return;
    throw new Invalid([
      { field: 'answerBy', label: '回答の期限', detail: '回答の期限: 今日以降の日付にしてください。' },
    ]);
  }

  private async record(
    tx: Tx,
    actor: Member,
    id: string,
    action: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, { action, objectType: 'leaflet', objectId: id, details });
  }
}

/** @throws {Forbidden} for whoever is not the secretariat. */
export function requireKeeper(actor: Member): void {
  if (!mayKeepLeaflets(actor)) throw new Forbidden();
}

/**
 * The edition, locked: answers and changes of one edition come one after the other.
 * @throws {NotFound}
 */
export async function lockedLeaflet(
  tx: SqlTx,
  id: string,
): Promise<{ state: LeafletState; version: number; answerBy: string }> {
  const [row] = await tx.query<{ state: LeafletState; version: number; answerBy: string }>(
    `SELECT state, version, answer_by::text AS "answerBy" FROM portal.leaflet WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

/** The end of a day in Japan, in SQL. */
export function endOfDay(day: string): string {
  return `((${day}::date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo')`;
}

function valuesOf(plan: LeafletPlan): string[] {
  const { title, networkName, areaName, introduction, issuer, contact, issuedOn, answerBy } = plan;
  return [title, networkName, areaName, introduction, issuer, contact, issuedOn, answerBy];
}

const circles: Readonly<Record<Exclude<LeafletCircle, 'none'>, string>> = {
  members: `INSERT INTO portal.leaflet_agency (leaflet_id, agency_id)
            SELECT $1, id FROM portal.agency WHERE is_member AND status <> 'closed'`,
  previous: `INSERT INTO portal.leaflet_agency (leaflet_id, agency_id)
             SELECT $1, c.agency_id FROM portal.leaflet_agency c JOIN portal.agency a ON a.id = c.agency_id
             WHERE c.left_out_at IS NULL AND a.status <> 'closed' AND c.leaflet_id =
               (SELECT id FROM portal.leaflet WHERE id <> $1 AND state <> 'cancelled' ORDER BY created_at DESC LIMIT 1)`,
};
