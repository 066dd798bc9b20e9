import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import { ReferralSight } from '../referral-sight.js';
import type { EmergencyFinding, EmergencyGround } from './emergency.codes.js';
import { openingPlace } from './emergency.places.js';

/** An opening in an emergency as both sides see it. */
export interface OpeningRecord {
  readonly id: string;
  readonly referralId: string;
  readonly number: string;
  readonly personId: string | null;
  readonly agencyName: string;
  readonly byName: string;
  readonly ground: EmergencyGround;
  readonly reason: string;
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly live: boolean;
  /** Whether the reader opened it, and so may read. */
  readonly isOwn: boolean;
  readonly reviewDueOn: string;
  readonly overdue: boolean;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly finding: EmergencyFinding | null;
  readonly findingNote: string | null;
  readonly mayReview: boolean;
  readonly version: number;
}

interface Row extends Omit<OpeningRecord, 'reason' | 'findingNote' | 'mayReview'> {
  reason: Buffer;
  findingNote: Buffer | null;
  isOwner: boolean;
}

const select = `
  SELECT o.id, o.referral_id AS "referralId", r.number,
    CASE WHEN o.source_agency_id = $1 THEN o.person_id END AS "personId", a.name AS "agencyName", c.name AS "byName",
    o.ground, o.reason, o.opened_at AS "openedAt", o.ends_at AS "endsAt", o.ended_at AS "endedAt",
    o.ended_at IS NULL AND o.ends_at > now() AS live, o.account_id = $2 AND o.agency_id = $1 AS "isOwn",
    o.review_due_on::text AS "reviewDueOn", o.reviewed_at IS NULL AND o.review_due_on < sec.today_in_japan() AS overdue,
    v.name AS "reviewedBy", o.reviewed_at AS "reviewedAt", o.finding, o.finding_note AS "findingNote",
    o.source_agency_id = $1 AS "isOwner", o.version
  FROM portal.emergency_opening o JOIN portal.referral r ON r.id = o.referral_id
  JOIN portal.agency a ON a.id = o.agency_id JOIN portal.account c ON c.id = o.account_id
  LEFT JOIN portal.account v ON v.id = o.reviewed_by`;

/** Reads what was opened in an emergency. */
@Injectable()
export class EmergenciesQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly sight: ReferralSight,
  ) {}

  /** Everything of a referral, for both sides, the newest first. @throws {NotFound} */
  async ofReferral(actor: Member, referralId: string): Promise<OpeningRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const { referral } = await this.sight.find(tx, actor, referralId);
      await this.sight.recordReading(tx, actor, referral, 'emergency.list');
      return this.opened(tx, actor, `WHERE o.referral_id = $3 ORDER BY o.opened_at DESC`, [referralId]);
    });
  }

  /** What others opened of the own agency's people: what waits for a review first. */
  async toReview(actor: Member): Promise<OpeningRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const where = `WHERE o.source_agency_id = $1
        ORDER BY o.reviewed_at IS NOT NULL, o.review_due_on, o.opened_at DESC LIMIT 200`;
      const openings = await this.opened(tx, actor, where, []);
      await this.audit.record(tx, actor, {
        action: 'emergency.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: openings.map(({ id }) => id) },
      });
      return openings;
    });
  }

  /** One opening, for both sides. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<OpeningRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [opening] = await this.opened(
        tx,
        actor,
        'WHERE o.id = $3 AND $1 IN (o.source_agency_id, o.agency_id)',
        [id],
      );
      if (!opening) throw new NotFound();
      return opening;
    });
  }

  private async opened(
    tx: Tx,
    actor: Member,
    where: string,
    values: readonly unknown[],
  ): Promise<OpeningRecord[]> {
    const rows = await tx.query<Row[]>(`${select} ${where}`, [actor.agencyId, actor.accountId, ...values]);
    const keys = await this.dataKeys.of(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map(({ isOwner, reason, findingNote, ...row }) => ({
      ...row,
      reason: keys.get(row.id)?.open(openingPlace('reason', row.id), reason) ?? '',
      findingNote: keys.get(row.id)?.openOptional(openingPlace('finding_note', row.id), findingNote) ?? null,
      mayReview: isOwner && row.reviewedAt === null && belongsTo('manager', actor.role),
    }));
  }
}
