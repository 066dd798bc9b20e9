import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import type { Purpose } from '../consent.codes.js';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import type { BasisCode, GroundState } from './ground.codes.js';
import { groundPlace } from './ground.places.js';

/** A ground as its owner sees it. */
export interface GroundRecord {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly recipientAgencyId: string;
  readonly recipientName: string;
  readonly purpose: Purpose;
  readonly categories: readonly DataCategory[];
  readonly basis: BasisCode;
  readonly reason: string;
  readonly state: GroundState;
  /** The last day in Japan. */
  readonly untilDay: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly mayDecide: boolean;
  readonly mayEnd: boolean;
}

interface Row extends Omit<GroundRecord, 'reason' | 'mayDecide' | 'mayEnd'> {
  reason: Buffer;
  proposer: string;
}

const select = `
  SELECT l.id, l.number, l.person_id AS "personId", l.recipient_agency_id AS "recipientAgencyId", g.name AS "recipientName",
    l.purpose, l.categories, l.basis, l.reason,
    CASE WHEN l.status IN ('approved', 'proposed') AND l.valid_until <= now() THEN 'expired' ELSE l.status END AS state,
    ((l.valid_until AT TIME ZONE 'Asia/Tokyo')::date - 1)::text AS "untilDay", p.name AS "proposedBy",
    l.proposed_at AS "proposedAt", d.name AS "decidedBy", l.decided_at AS "decidedAt", l.ended_at AS "endedAt",
    l.version, l.proposed_by AS proposer
  FROM portal.legal_ground l JOIN portal.agency g ON g.id = l.recipient_agency_id
  JOIN portal.account p ON p.id = l.proposed_by LEFT JOIN portal.account d ON d.id = l.decided_by`;

/** Reads the grounds on which the own agency tells without consent. */
@Injectable()
export class LegalGroundsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** All grounds of a person, the newest first. @throws {NotFound} for another agency's person. */
  async ofPerson(actor: Member, personId: string): Promise<GroundRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<Row[]>(
        `${select} WHERE l.person_id = $1 AND l.agency_id = $2 ORDER BY l.proposed_at DESC`,
        [personId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'ground.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, actor, rows);
    });
  }

  /** What waits for a decision, and what is open now, in the own agency. */
  async current(actor: Member): Promise<GroundRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<Row[]>(
        `${select} WHERE l.agency_id = $1 AND l.status IN ('proposed', 'approved') AND l.valid_until > now()
         ORDER BY l.status = 'approved', l.proposed_at LIMIT 200`,
        [actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'ground.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: rows.map(({ personId }) => personId) },
      });
      return this.opened(tx, actor, rows);
    });
  }

  /** One ground. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<GroundRecord> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<Row[]>(`${select} WHERE l.id = $1 AND l.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      const [ground] = await this.opened(tx, actor, rows);
      if (!ground) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'ground.read',
        objectType: 'legal_ground',
        objectId: id,
        subjectId: ground.personId,
        ownerAgencyId: actor.agencyId,
      });
      return ground;
    });
  }

  private async opened(tx: Tx, actor: Member, rows: readonly Row[]): Promise<GroundRecord[]> {
    if (rows.length === 0) return [];
    const keys = await this.dataKeys.of(
      tx,
      rows.map(({ id }) => id),
    );
    const [{ other } = { other: false }] = await tx.query<{ other: boolean }[]>(
      'SELECT sec.has_other_manager($1, $2) AS other',
      [actor.agencyId, actor.accountId],
    );
    return rows.map(({ reason, proposer, ...row }) => ({
      ...row,
      reason: keys.get(row.id)?.open(groundPlace(row.id), reason) ?? '',
      mayDecide:
        row.state === 'proposed' &&
        belongsTo('manager', actor.role) &&
        (proposer !== actor.accountId || !other),
      mayEnd: row.state === 'proposed' || row.state === 'approved',
    }));
  }
}
