import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import type { DataCategory } from '#libs/people';
import { dutyColumns, type ErasureDuty } from '../withdrawal/erasure-duties.service.js';
import { misdirectionPlace } from './misdirection.places.js';

/** Somebody who opened what was not meant for them. */
export interface OpenedBy {
  readonly at: string;
  readonly byName: string;
  readonly agencyName: string;
}

/** A misdirected sending as its source sees it. */
export interface MisdirectionRecord {
  readonly id: string;
  readonly number: string;
  readonly referralId: string;
  readonly referralNumber: string;
  readonly personId: string;
  readonly agencyName: string;
  readonly categories: readonly DataCategory[];
  readonly sentAt: Date | null;
  readonly foundAt: Date;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly account: string;
  readonly measures: string | null;
  readonly openedBy: readonly OpenedBy[];
  readonly personToldOn: string | null;
  readonly reportedOn: string | null;
  readonly closedAt: Date | null;
  readonly duty: ErasureDuty | null;
  readonly version: number;
}

interface Row extends Omit<MisdirectionRecord, 'account' | 'measures' | 'duty'> {
  account: Buffer;
  measures: Buffer | null;
}

// Who opened it is read from the audit, which says so of every reading and not of the first alone.
const select = `
  SELECT m.id, m.number, m.referral_id AS "referralId", r.number AS "referralNumber", m.person_id AS "personId",
    a.name AS "agencyName", m.categories, l.sent_at AS "sentAt", m.found_at AS "foundAt", c.name AS "recordedBy",
    m.recorded_at AS "recordedAt", m.account, m.measures,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'byName', p.name, 'agencyName', a.name) ORDER BY e.at), '[]')
     FROM audit.entry e JOIN portal.account p ON p.id = e.account_id
     WHERE e.subject_id = m.person_id AND e.object_id = m.referral_id AND e.chain = m.recipient_agency_id
       AND e.owner_agency_id = m.agency_id AND e.outcome = 'done' AND e.action IN ('package.read', 'emergency.read')) AS "openedBy",
    m.person_told_on::text AS "personToldOn", m.reported_on::text AS "reportedOn", m.closed_at AS "closedAt", m.version
  FROM portal.misdirection m JOIN portal.referral r ON r.id = m.referral_id JOIN portal.referral_line l ON l.id = m.line_id
  JOIN portal.agency a ON a.id = m.recipient_agency_id JOIN portal.account c ON c.id = m.recorded_by`;

/** Reads what went to the wrong agency, for the agency that sent it. */
@Injectable()
export class MisdirectionsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** All of the own agency, the open ones first. */
  async list(actor: Member): Promise<MisdirectionRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      const where = 'WHERE m.agency_id = $1 ORDER BY m.closed_at IS NOT NULL, m.recorded_at DESC LIMIT 200';
      const found = await this.opened(tx, where, [actor.agencyId]);
      await this.audit.record(tx, actor, {
        action: 'misdirection.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: found.map(({ id }) => id) },
      });
      return found;
    });
  }

  /** One of the own agency. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<MisdirectionRecord> {
    return this.db.transaction(actor, async (tx) => {
      const [found] = await this.opened(tx, 'WHERE m.id = $1 AND m.agency_id = $2', [id, actor.agencyId]);
      if (!found) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'misdirection.read',
        objectType: 'misdirection',
        objectId: id,
        subjectId: found.personId,
        ownerAgencyId: actor.agencyId,
      });
      return found;
    });
  }

  private async opened(tx: Tx, where: string, values: readonly unknown[]): Promise<MisdirectionRecord[]> {
    const rows = await tx.query<Row[]>(`${select} ${where}`, [...values]);
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const keys = await this.dataKeys.of(tx, ids);
    const duties = await tx.query<(ErasureDuty & { misdirectionId: string })[]>(
      `SELECT ${dutyColumns}, d.misdirection_id AS "misdirectionId" FROM portal.erasure_duty d
       JOIN portal.agency a ON a.id = d.recipient_agency_id JOIN portal.agency o ON o.id = d.agency_id
       WHERE d.misdirection_id = ANY($1::uuid[])`,
      [ids],
    );
    return rows.map((row) => ({
      ...row,
      account: keys.get(row.id)?.open(misdirectionPlace('account', row.id), row.account) ?? '',
      measures: keys.get(row.id)?.openOptional(misdirectionPlace('measures', row.id), row.measures) ?? null,
      duty: duties.find(({ misdirectionId }) => misdirectionId === row.id) ?? null,
    }));
  }
}
