import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Conflict, Database, DataKeys, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { ConsentCover } from '../consent-cover.js';
import { requireOwnPerson } from '../own-person.js';
import { PeopleQueries } from '../people.queries.js';
import { holdPlace } from '../person-places.js';
import type { VisibleStatus } from '../person.status.js';

/** A record whose time is over, or will be. */
export interface KeptRecord {
  readonly personId: string;
  readonly number: number;
  readonly name: string;
  readonly status: VisibleStatus;
  readonly endedOn: string;
  readonly keptUntil: string;
  /** What still stands against erasing it, beside the day. */
  readonly held: boolean;
  readonly busy: boolean;
  readonly isDue: boolean;
}

/** What is left of an erased record. */
export interface Tombstone {
  readonly personId: string;
  readonly number: number;
  readonly endedOn: string | null;
  readonly keptUntil: string;
  readonly ground: 'retention' | 'request';
  readonly erasedBy: string;
  readonly erasedAt: Date;
}

/** A hold that stands (保存の継続). */
export interface LegalHold {
  readonly id: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Date;
}

/** The record must be kept: its time is not over, something is open, or a hold stands (409). */
export class MustBeKept extends Conflict {
  constructor(keptUntil: string | null, why: 'day' | 'hold' | 'busy' | 'open') {
    const detail = {
      day: `保存期間（${keptUntil}まで）が終わっていないため、消去できません。`,
      hold: '保存の継続が指定されているため、消去できません。',
      busy: '終わっていない連携依頼か請求があるため、消去できません。',
      open: '支援が終わっていない方の記録は、消去できません。',
    }[why];
    super('person.must_be_kept', detail, { keptUntil, why });
  }
}

interface KeptRow {
  person_id: string;
  number: number;
  status: VisibleStatus;
  ended_on: string;
  kept_until: string;
  held: boolean;
  busy: boolean;
  is_due: boolean;
}

const select = `SELECT d.person_id, d.number, d.status, d.ended_on::text AS ended_on, d.kept_until::text AS kept_until, d.held, d.busy,
  d.kept_until < sec.today_in_japan() AND NOT d.held AND NOT d.busy AS is_due FROM portal.people_to_erase($1) d`;

/** Erases records whose time is over, and keeps those that must be kept (保存期間と消去). For managers. */
@Injectable()
export class Retention {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly people: PeopleQueries,
    private readonly cover: ConsentCover,
    private readonly audit: Audit,
  ) {}

  /** Ended records, the one whose time is over first at the top. */
  async preview(actor: Member): Promise<KeptRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<KeptRow[]>(`${select} ORDER BY d.kept_until, d.number LIMIT 500`, [
        actor.agencyId,
      ]);
      const names = await this.people.namesOf(
        tx,
        actor.agencyId,
        rows.map((row) => row.person_id),
      );
      await this.audit.record(tx, actor, {
        action: 'retention.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: rows.map((row) => row.person_id) },
      });
      return rows.map((row) => ({
        personId: row.person_id,
        number: row.number,
        name: names.get(row.person_id) ?? '',
        status: row.status,
        endedOn: row.ended_on,
        keptUntil: row.kept_until,
        held: row.held,
        busy: row.busy,
        isDue: row.is_due,
      }));
    });
  }

  /** What was erased: numbers and days. */
  async tombstones(actor: Member): Promise<Tombstone[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query<Tombstone[]>(
        `SELECT t.person_id AS "personId", t.number, t.ended_on::text AS "endedOn", t.kept_until::text AS "keptUntil", t.ground,
         a.name AS "erasedBy", t.erased_at AS "erasedAt"
       FROM portal.person_tombstone t JOIN portal.account a ON a.id = t.erased_by
       WHERE t.agency_id = $1 ORDER BY t.erased_at DESC, t.number LIMIT 500`,
        [actor.agencyId],
      ),
    );
  }

  /**
   * Erases the chosen records; answers how many. All of them or none: one that must be kept stops it.
   * @throws {NotFound} for another agency's person. @throws {MustBeKept}
   */
  async erase(
    actor: Member,
    personIds: readonly string[],
    ground: Tombstone['ground'],
    request: OnceKey,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        for (const id of [...personIds].sort()) {
          await requireOwnPerson(tx, actor, id);
          await this.cover.stop(tx, id);
          await this.requireOver(tx, actor, id);
          await tx.query('SELECT portal.erase_person($1, $2)', [id, ground]);
          await this.note(tx, actor, id, 'person.erase', { ground });
        }
        return actor.agencyId;
      }),
    );
  }

  /** Keeps a record beyond its time; answers the id of the hold. @throws {NotFound} */
  async hold(actor: Member, personId: string, reason: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
        await tx.query(
          `UPDATE portal.legal_hold SET lifted_by = $2, lifted_at = now() WHERE person_id = $1 AND lifted_at IS NULL`,
          [personId, actor.accountId],
        );
        const id = newId();
        const key = await this.dataKeys.one(tx, personId);
        await tx.query(
          `INSERT INTO portal.legal_hold (id, person_id, agency_id, reason, placed_by) VALUES ($1, $2, $3, $4, $5)`,
          [id, personId, actor.agencyId, key.seal(holdPlace(id), reason), actor.accountId],
        );
        await this.note(tx, actor, personId, 'person.hold', {});
        return id;
      }),
    );
  }

  /** Lifts the hold of a person. @throws {NotFound} when none stands. */
  async lift(actor: Member, personId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const [, lifted] = await tx.query<[unknown, number]>(
        `UPDATE portal.legal_hold SET lifted_by = $2, lifted_at = now()
         WHERE person_id = $1 AND agency_id = $3 AND lifted_at IS NULL`,
        [personId, actor.accountId, actor.agencyId],
      );
      if (lifted === 0) throw new NotFound();
      await this.note(tx, actor, personId, 'person.lift_hold', {});
    });
  }

  /** The hold that stands, if one does. @throws {NotFound} for another agency's person. */
  async holdOf(actor: Member, personId: string): Promise<LegalHold | null> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const [row] = await tx.query<{ id: string; reason: Buffer; placed_by: string; placed_at: Date }[]>(
        `SELECT h.id, h.reason, a.name AS placed_by, h.placed_at FROM portal.legal_hold h JOIN portal.account a ON a.id = h.placed_by
         WHERE h.person_id = $1 AND h.lifted_at IS NULL`,
        [personId],
      );
      if (!row) return null;
      const key = await this.dataKeys.one(tx, personId);
      return {
        id: row.id,
        reason: key.open(holdPlace(row.id), row.reason),
        placedBy: row.placed_by,
        placedAt: row.placed_at,
      };
    });
  }

  private async requireOver(tx: Tx, actor: Member, personId: string): Promise<void> {
    const [row] = await tx.query<KeptRow[]>(`${select} WHERE d.person_id = $2`, [actor.agencyId, personId]);
    if (!row) throw new MustBeKept(null, 'open');
    if (row.held) throw new MustBeKept(row.kept_until, 'hold');
    if (row.busy) throw new MustBeKept(row.kept_until, 'busy');
    if (!row.is_due) throw new MustBeKept(row.kept_until, 'day');
  }

  private async note(
    tx: Tx,
    actor: Member,
    personId: string,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}
