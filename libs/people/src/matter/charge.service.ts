import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, Invalid, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';

/** Whose people are handed over: chosen ones, or all of somebody's. */
export interface HandingOver {
  readonly personIds?: readonly string[];
  readonly fromAccountId?: string;
  /** Nobody, when it is left open. */
  readonly toAccountId: string | null;
}

/** A colleague with the number of people in their charge. */
export interface ChargeRow {
  readonly accountId: string;
  readonly name: string;
  readonly hasLeft: boolean;
  readonly people: number;
}

/** Who is in charge of whom (担当), and when people were last heard of. */
@Injectable()
export class Charge {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives people into somebody's charge; answers how many. Those of another agency are left alone.
   * @throws {Invalid} when the new one is no colleague.
   */
  async handOver(
    actor: Member,
    { personIds, fromAccountId, toAccountId }: HandingOver,
    request: OnceKey,
  ): Promise<number> {
    let handed = 0;
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        if (toAccountId) await requireColleague(tx, actor, toAccountId);
        const [rows] = await tx.query<[{ id: string; before: string | null }[], number]>(
          `UPDATE portal.person p SET in_charge = $2, version = p.version + 1, updated_at = now()
           FROM (SELECT id, in_charge FROM portal.person WHERE agency_id = $1 AND status NOT IN ('merged', 'erased')
             AND CASE WHEN $4::uuid IS NULL THEN id = ANY($3::uuid[]) ELSE in_charge = $4 END
             AND in_charge IS DISTINCT FROM $2::uuid ORDER BY id FOR UPDATE) old
           WHERE p.id = old.id RETURNING p.id, old.in_charge AS before`,
          [actor.agencyId, toAccountId, personIds ?? [], fromAccountId ?? null],
        );
        handed = rows.length;
        for (const { id, before } of rows)
          await this.audit.record(tx, actor, {
            action: 'person.hand_over',
            objectType: 'person',
            objectId: id,
            subjectId: id,
            ownerAgencyId: actor.agencyId,
            details: { from: before, to: toAccountId },
          });
        return actor.agencyId;
      }),
    );
    return handed;
  }

  /**
   * Gives one person into somebody's charge.
   * @throws {NotFound} for another agency's person. @throws {Invalid} when the new one is no colleague.
   */
  async give(actor: Member, personId: string, toAccountId: string | null): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
      if (toAccountId) await requireColleague(tx, actor, toAccountId);
      await tx.query(
        'UPDATE portal.person SET in_charge = $2, version = version + 1, updated_at = now() WHERE id = $1',
        [personId, toAccountId],
      );
      await this.audit.record(tx, actor, {
        action: 'person.hand_over',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
        details: { to: toAccountId },
      });
    });
  }

  /**
   * Somebody has heard of the person on a day (YYYY-MM-DD in Japan).
   * @throws {NotFound} @throws {Invalid} for a day to come.
   */
  async noteContact(actor: Member, personId: string, on: string): Promise<void> {
    await this.db.transaction(actor, (tx) => this.heardOf(tx, actor, personId, on));
  }

  /** The same inside a command that writes more. @throws {NotFound} @throws {Invalid} for a day to come. */
  async heardOf(tx: Tx, actor: Member, personId: string, on: string): Promise<void> {
    if (on > this.clock.today()) {
      const detail = '今日までの日付にしてください。';
      throw new Invalid([{ field: 'on', label: '連絡の取れた日', detail }]);
    }
    const [, noted] = await tx.query<[unknown, number]>(
      `UPDATE portal.person SET last_contact_on = greatest(last_contact_on, $3::date), version = version + 1, updated_at = now()
         WHERE id = $1 AND agency_id = $2 AND status NOT IN ('merged', 'erased')`,
      [personId, actor.agencyId, on],
    );
    if (noted === 0) throw new NotFound();
    await this.audit.record(tx, actor, {
      action: 'person.contact',
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
    });
  }

  /** Colleagues, and whoever has left people behind, with how many open records each has. */
  async overview(actor: Member): Promise<ChargeRow[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query(
        `SELECT a.id AS "accountId", a.name, NOT bool_or(m.live) AS "hasLeft",
         (SELECT count(*)::int FROM portal.person p WHERE p.agency_id = $1 AND p.in_charge = a.id AND p.status = 'open') AS people
       FROM (SELECT account_id AS id, true AS live FROM portal.membership
             WHERE agency_id = $1 AND ended_at IS NULL AND role IN ('staff', 'acceptor', 'manager')
             UNION SELECT in_charge, false FROM portal.person
             WHERE agency_id = $1 AND status = 'open' AND in_charge IS NOT NULL) m
       JOIN portal.account a ON a.id = m.id GROUP BY a.id, a.name ORDER BY "hasLeft" DESC, a.name, a.id`,
        [actor.agencyId],
      ),
    );
  }
}

async function requireColleague(tx: Tx, actor: Member, accountId: string): Promise<void> {
  const found = await tx.query<unknown[]>(
    `SELECT FROM portal.membership WHERE account_id = $1 AND agency_id = $2 AND ended_at IS NULL
       AND role IN ('staff', 'acceptor', 'manager')`,
    [accountId, actor.agencyId],
  );
  if (found.length > 0) return;
  const detail = '自機関の職員を選んでください。';
  throw new Invalid([{ field: 'toAccountId', label: '新しい担当', detail }]);
}
