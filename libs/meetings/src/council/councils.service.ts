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
import { countOpenItems } from '../action/carry-over.js';
import type { Approval, CouncilKind, Quorum } from './council.codes.js';
import { CouncilDissolved, CouncilInCircle, CouncilNotFinished } from './council.errors.js';
import { mayFound, mayKeep } from './council.policy.js';

/** What a council says about itself. */
export interface CouncilInput {
  readonly name: string;
  readonly shortName: string;
  readonly kind: CouncilKind;
  readonly parentId: string | null;
  readonly secretariatAgencyId: string;
  readonly purpose: string;
  readonly quorum: Quorum;
  readonly quorumCount: number | null;
  /** Days between the notice and the meeting. */
  readonly noticeDays: number;
  readonly approval: Approval;
  /** Days in which minutes are looked through. */
  readonly reviewDays: number;
  /** Meetings that were held before the portal knew the council. */
  readonly heldBefore: number;
}

/** A council as the rules of its meetings need it. */
export interface KeptCouncil {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly secretariatAgencyId: string;
  readonly heldBefore: number;
  readonly dissolvedOn: string | null;
  readonly version: number;
}

/** 会議体: founds, changes and dissolves councils. */
@Injectable()
export class Councils {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Founds a council; answers its id. @throws {NotFound} @throws {Forbidden} for another agency's. @throws {Invalid} */
  async found(actor: Member, input: CouncilInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await requireSound(sql, input);
        if (!mayFound(actor, input.secretariatAgencyId)) throw new Forbidden();
        const id = newId();
        await sql.query(
          `INSERT INTO portal.council (id, name, short_name, kind, parent_id, secretariat_agency_id, purpose, quorum,
             quorum_count, notice_days, approval, review_days, held_before, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
          [id, ...valuesOf(input), actor.accountId],
        );
        await this.note(tx, actor, id, 'found', { kind: input.kind });
        return id;
      }),
    );
  }

  /**
   * Changes a council; its old name stays on record, and another agency may become its secretariat.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {CouncilDissolved} @throws {CouncilInCircle} @throws {Invalid}
   */
  async change(actor: Member, id: string, seenVersion: number, input: CouncilInput): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const before = await keptCouncil(sql, actor, id);
      if (before.dissolvedOn) throw new CouncilDissolved();
      if (before.version !== seenVersion) throw new Stale(before.version);
      await requireSound(sql, input);
      if (input.parentId && (await standsUnder(sql, input.parentId, id))) throw new CouncilInCircle();
      if (input.name !== before.name)
        await sql.query('INSERT INTO portal.council_former_name (id, council_id, name) VALUES ($1, $2, $3)', [
          newId(),
          id,
          before.name,
        ]);
      await sql.query(
        `UPDATE portal.council SET name = $2, short_name = $3, kind = $4, parent_id = $5, secretariat_agency_id = $6, purpose = $7,
           quorum = $8, quorum_count = $9, notice_days = $10, approval = $11, review_days = $12, held_before = $13,
           version = version + 1, updated_at = now() WHERE id = $1`,
        [id, ...valuesOf(input)],
      );
      await this.note(tx, actor, id, 'change');
    });
  }

  /**
   * Dissolves a council: its records stay, its seats end today.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {CouncilDissolved}
   * @throws {CouncilNotFinished} while meetings are ahead, or action items still to be done.
   */
  async dissolve(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const before = await keptCouncil(sql, actor, id);
      if (before.dissolvedOn) throw new CouncilDissolved();
      if (before.version !== seenVersion) throw new Stale(before.version);
      const [open] = await sql.query<{ meetings: number }>(
        `SELECT count(*)::int AS meetings FROM portal.meeting
         WHERE council_id = $1 AND state IN ('draft', 'announced', 'postponed', 'in_session')`,
        [id],
      );
      const ahead = { meetings: open?.meetings ?? 0, actionItems: await countOpenItems(sql, id) };
      if (ahead.meetings > 0 || ahead.actionItems > 0) throw new CouncilNotFinished(ahead);
      const today = this.clock.today();
      await sql.query(
        `UPDATE portal.council_seat SET until_on = greatest($2::date, from_on), version = version + 1
         WHERE council_id = $1 AND until_on IS NULL`,
        [id, today],
      );
      await sql.query(
        'UPDATE portal.council SET dissolved_on = $2, version = version + 1, updated_at = now() WHERE id = $1',
        [id, today],
      );
      await this.note(tx, actor, id, 'dissolve');
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
      action: `council.${verb}`,
      objectType: 'council',
      objectId: id,
      details,
    });
  }
}

/**
 * The council that the actor's agency keeps, locked: what changes it comes one after the other.
 * @throws {NotFound} @throws {Forbidden} for whoever is not its secretariat.
 */
export async function keptCouncil(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<KeptCouncil> {
  const [found] = await sql.query<KeptCouncil & Record<string, unknown>>(
    `SELECT id, name, short_name AS "shortName", secretariat_agency_id AS "secretariatAgencyId", held_before AS "heldBefore",
       dissolved_on::text AS "dissolvedOn", version FROM portal.council WHERE id = $1`,
    [id],
  );
  if (!found) throw new NotFound();
  if (!mayKeep(actor, found.secretariatAgencyId)) throw new Forbidden();
  const [locked] = await sql.query<KeptCouncil & Record<string, unknown>>(
    `SELECT id, name, short_name AS "shortName", secretariat_agency_id AS "secretariatAgencyId", held_before AS "heldBefore",
       dissolved_on::text AS "dissolvedOn", version FROM portal.council WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!locked || !mayKeep(actor, locked.secretariatAgencyId)) throw new Forbidden();
  return locked;
}

/** @throws {NotFound} for an agency or a parent that nobody knows. @throws {Invalid} */
async function requireSound(sql: SqlTx, input: CouncilInput): Promise<void> {
  const agencies = await sql.query(`SELECT FROM portal.agency WHERE id = $1 AND status <> 'closed'`, [
    input.secretariatAgencyId,
  ]);
  if (agencies.length === 0) throw new NotFound();
  if (input.parentId) {
    const parents = await sql.query('SELECT FROM portal.council WHERE id = $1 AND dissolved_on IS NULL', [
      input.parentId,
    ]);
    if (parents.length === 0) throw new NotFound();
  }
  if ((input.quorum === 'count') !== (input.quorumCount !== null))
    throw new Invalid([
      {
        field: 'quorumCount',
        label: '定足数（人数）',
        detail: '定足数（人数）: 「人数で定める」を選んだときに入力してください。',
      },
    ]);
}

/** Whether `id` is `above` or stands somewhere under it. */
async function standsUnder(sql: SqlTx, id: string, above: string): Promise<boolean> {
  const found = await sql.query(
    `WITH RECURSIVE up AS (
       SELECT id, parent_id FROM portal.council WHERE id = $1
       UNION SELECT c.id, c.parent_id FROM portal.council c JOIN up ON c.id = up.parent_id)
     SELECT FROM up WHERE id = $2`,
    [id, above],
  );
  return found.length > 0;
}

function valuesOf(input: CouncilInput): unknown[] {
  return [
    ...[input.name, input.shortName, input.kind, input.parentId, input.secretariatAgencyId, input.purpose],
    ...[
      input.quorum,
      input.quorumCount,
      input.noticeDays,
      input.approval,
      input.reviewDays,
      input.heldBefore,
    ],
  ];
}
