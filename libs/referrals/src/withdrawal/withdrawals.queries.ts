import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import { type DataCategory, type Decider, type Purpose, requireOwnPerson } from '#libs/people';
import type { LineStatus } from '../referral.status.js';
import type { ErasureDuty } from './erasure-duties.service.js';
import { dutyColumns } from './erasure-duties.service.js';
import { withdrawalPlace } from './withdrawal.places.js';
import type { RecordedChannel, WithdrawalScopeCode } from './withdrawal.codes.js';

/** A line that a withdrawal met. */
export interface MetLine {
  readonly referralId: string;
  readonly number: string;
  readonly agencyName: string;
  readonly was: LineStatus;
  readonly became: LineStatus;
}

/** Something that had been read before, and that no withdrawal undoes. */
export interface ReadBefore {
  readonly at: string;
  readonly agencyName: string;
  /** Null for an agency outside the portal: who read there is not known. */
  readonly byName: string | null;
  readonly categories: readonly DataCategory[];
  readonly reported: boolean;
}

/** One recipient's part of what was taken back. */
export interface ClosedPart {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly purposes: readonly Purpose[];
  readonly categories: readonly DataCategory[];
}

/** A withdrawal with everything it met. */
export interface WithdrawalRecord {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly scope: WithdrawalScopeCode;
  readonly toldBy: Decider;
  readonly channel: RecordedChannel;
  /** The decision that closed it, where nobody took anything back. */
  readonly decisionId: string | null;
  readonly saidAt: Date;
  readonly recordedAt: Date;
  readonly heardByAgency: string;
  readonly heardBy: string;
  readonly identityCheck: string | null;
  readonly note: string | null;
  readonly closed: readonly ClosedPart[];
  readonly lines: readonly MetLine[];
  readonly drafts: readonly string[];
  readonly readBefore: readonly ReadBefore[];
  /** Numbers of disclosures on a legal ground: they stay. */
  readonly grounds: readonly string[];
  readonly duties: readonly ErasureDuty[];
}

interface Row extends Omit<WithdrawalRecord, 'identityCheck' | 'note' | 'duties'> {
  identityCheck: Buffer | null;
  note: Buffer | null;
}

const select = `
  SELECT w.id, w.number, w.person_id AS "personId", w.scope, w.told_by AS "toldBy", w.channel,
    w.decision_id AS "decisionId", w.said_at AS "saidAt",
    w.recorded_at AS "recordedAt", h.name AS "heardByAgency", b.name AS "heardBy", w.identity_check AS "identityCheck", w.note,
    (SELECT coalesce(jsonb_agg(p ORDER BY p."agencyName"), '[]') FROM (
       SELECT t.recipient_agency_id AS "agencyId", a.name AS "agencyName", array_agg(DISTINCT t.purpose) AS purposes,
         array_agg(DISTINCT t.category) AS categories
       FROM portal.withdrawn_grant t JOIN portal.agency a ON a.id = t.recipient_agency_id
       WHERE t.withdrawal_id = w.id GROUP BY 1, 2) p) AS closed,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('referralId', l ->> 'referralId', 'number', l ->> 'number',
        'agencyName', a.name, 'was', l ->> 'was', 'became', l ->> 'became')), '[]')
     FROM jsonb_array_elements(w.hits -> 'lines') AS l JOIN portal.agency a ON a.id = (l ->> 'agencyId')::uuid) AS lines,
    coalesce(w.hits -> 'drafts', '[]') AS drafts, coalesce(w.hits -> 'grounds', '[]') AS grounds,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', r ->> 'at', 'agencyName', a.name, 'byName', CASE WHEN a.is_member THEN c.name END,
        'categories', r -> 'categories', 'reported', r ->> 'method' = 'reported') ORDER BY r ->> 'at'), '[]')
     FROM jsonb_array_elements(w.hits -> 'read') AS r JOIN portal.agency a ON a.id = (r ->> 'agencyId')::uuid
       JOIN portal.account c ON c.id = (r ->> 'by')::uuid) AS "readBefore"
  FROM portal.withdrawal w JOIN portal.agency h ON h.id = w.heard_by_agency JOIN portal.account b ON b.id = w.heard_by`;

/** Reads what people took back, and what it met. */
@Injectable()
export class WithdrawalsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** All withdrawals of a person of the own agency, the newest first. @throws {NotFound} */
  async ofPerson(actor: Member, personId: string): Promise<WithdrawalRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<Row[]>(
        `${select} WHERE w.person_id = $1 AND w.agency_id = $2 ORDER BY w.recorded_at DESC`,
        [personId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'withdrawal.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, rows);
    });
  }

  /** One withdrawal, for the agency that keeps the consent. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<WithdrawalRecord> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<Row[]>(`${select} WHERE w.id = $1 AND w.agency_id = $2`, [
        id,
        actor.agencyId,
      ]);
      const [record] = await this.opened(tx, rows);
      if (!record) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'withdrawal.read',
        objectType: 'withdrawal',
        objectId: id,
        subjectId: record.personId,
        ownerAgencyId: actor.agencyId,
      });
      return record;
    });
  }

  private async opened(tx: Tx, rows: readonly Row[]): Promise<WithdrawalRecord[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const keys = await this.dataKeys.of(tx, ids);
    const duties = await tx.query<(ErasureDuty & { withdrawalId: string })[]>(
      `SELECT ${dutyColumns}, d.withdrawal_id AS "withdrawalId" FROM portal.erasure_duty d
       JOIN portal.agency a ON a.id = d.recipient_agency_id JOIN portal.agency o ON o.id = d.agency_id
       WHERE d.withdrawal_id = ANY($1::uuid[]) ORDER BY a.name`,
      [ids],
    );
    return rows.map((row) => ({
      ...row,
      identityCheck:
        keys.get(row.id)?.openOptional(withdrawalPlace('identity_check', row.id), row.identityCheck) ?? null,
      note: keys.get(row.id)?.openOptional(withdrawalPlace('note', row.id), row.note) ?? null,
      duties: duties.filter(({ withdrawalId }) => withdrawalId === row.id),
    }));
  }
}
