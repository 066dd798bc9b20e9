import { Injectable } from '@nestjs/common';
import { Clock, Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import type { Member } from '#libs/identity';
import { Audit } from '#libs/audit';
import type { ConsentMethod, Decider, Purpose } from './consent.codes.js';
import { type ConsentState, type ConsentStatus, stateOn } from './consent.status.js';
import type { DataCategory } from './data-category.js';
import type { EvidenceType } from './evidence.rules.js';
import { requireOwnPerson } from './own-person.js';
import { consentPlace } from './person-places.js';

/** One recipient's part of a consent. */
export interface GrantedRecipient {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly DataCategory[];
}

/** A scan that is kept with a consent. */
export interface EvidenceRow {
  readonly id: string;
  readonly contentType: EvidenceType;
  readonly octets: number;
  readonly addedAt: string;
}

/** A consent as its owner sees it. */
export interface ConsentRecord {
  readonly id: string;
  readonly rootId: string;
  readonly revision: number;
  readonly personId: string;
  readonly state: ConsentState;
  readonly decidedOn: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly method: ConsentMethod;
  readonly explainedBy: string;
  readonly givenBy: Decider;
  readonly representative: string | null;
  readonly witness: string | null;
  readonly note: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalToldBy: Decider | null;
  readonly withdrawalNote: string | null;
  readonly createdAt: Date;
  readonly version: number;
  readonly recipients: readonly GrantedRecipient[];
  readonly evidence: readonly EvidenceRow[];
}

interface ConsentRow extends Omit<
  ConsentRecord,
  'state' | 'representative' | 'witness' | 'note' | 'withdrawalNote' | 'recipients'
> {
  status: ConsentStatus;
  representative: Buffer | null;
  witness: Buffer | null;
  note: Buffer | null;
  withdrawalNote: Buffer | null;
  recipients: GrantedRecipient[];
}

// The purposes and categories of one recipient were asked together, so the two lists say as much as the cells.
const select = `
  SELECT c.id, c.root_id AS "rootId", c.revision, c.person_id AS "personId", c.status,
    c.decided_on::text AS "decidedOn", c.valid_from::text AS "validFrom", c.valid_until::text AS "validUntil",
    c.method, a.name AS "explainedBy", c.given_by AS "givenBy", c.representative, c.witness, c.note,
    c.withdrawn_at AS "withdrawnAt", c.withdrawal_told_by AS "withdrawalToldBy", c.withdrawal_note AS "withdrawalNote",
    c.created_at AS "createdAt", c.version,
    (SELECT coalesce(jsonb_agg(r ORDER BY r."agencyName", r."agencyId"), '[]') FROM (
       SELECT g.recipient_agency_id AS "agencyId", ag.name AS "agencyName",
         array_agg(DISTINCT g.purpose) AS purposes, array_agg(DISTINCT g.category) AS categories
       FROM portal.consent_grant g JOIN portal.agency ag ON ag.id = g.recipient_agency_id
       WHERE g.consent_id = c.id GROUP BY 1, 2) r) AS recipients,
    (SELECT coalesce(jsonb_agg(e ORDER BY e."addedAt"), '[]') FROM (
       SELECT e.id, e.content_type AS "contentType", e.octets, e.created_at AS "addedAt"
       FROM portal.consent_evidence e WHERE e.root_id = c.root_id) e) AS evidence
  FROM portal.consent c JOIN portal.account a ON a.id = c.explained_by`;

/** Reads the consents of the own agency's people. */
@Injectable()
export class ConsentsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * All decisions of a person, the newest first.
   * @throws {NotFound} for another agency's person.
   */
  async ofPerson(actor: Member, personId: string): Promise<ConsentRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<ConsentRow[]>(
        `${select} WHERE c.person_id = $1 AND c.agency_id = $2 ORDER BY c.created_at DESC, c.revision DESC`,
        [personId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'consent.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, personId, rows);
    });
  }

  /**
   * One decision.
   * @throws {NotFound} when it is not about one of the own people.
   */
  async one(actor: Member, id: string): Promise<ConsentRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<ConsentRow[]>(`${select} WHERE c.id = $1 AND c.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      if (!row) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'consent.read',
        objectType: 'consent',
        objectId: id,
        subjectId: row.personId,
        ownerAgencyId: actor.agencyId,
      });
      const [consent] = await this.opened(tx, row.personId, [row]);
      if (!consent) throw new NotFound();
      return consent;
    });
  }

  private async opened(tx: Tx, personId: string, rows: readonly ConsentRow[]): Promise<ConsentRecord[]> {
    if (rows.length === 0) return [];
    const key = await this.dataKeys.one(tx, personId);
    const today = this.clock.today();
    return rows.map(({ status, ...row }) => ({
      ...row,
      state: stateOn(today, { ...row, status }),
      representative: key.openOptional(consentPlace('representative', row.id), row.representative),
      witness: key.openOptional(consentPlace('witness', row.id), row.witness),
      note: key.openOptional(consentPlace('note', row.id), row.note),
      withdrawalNote: key.openOptional(consentPlace('withdrawal_note', row.id), row.withdrawalNote),
    }));
  }
}
