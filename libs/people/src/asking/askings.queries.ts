import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, DataKeys, NotFound, type Tx } from '#libs/platform';
import type { Authority, Decider, Purpose, Validity } from '../consent.codes.js';
import type { Grant } from '../consent-grants.js';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import { askingPlace } from '../person-places.js';
import { lastDayFor } from './asking.rules.js';
import type { AskingState } from './asking.status.js';
import { type NoticeVersion, noticeVersion } from './notice.reading.js';

/** One cell of an asking. */
export interface AskedCell {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly purpose: Purpose;
  readonly category: DataCategory;
}

/** An asking as the own agency sees it. */
export interface AskingRecord {
  readonly id: string;
  readonly number: string;
  readonly personId: string;
  readonly state: AskingState;
  readonly cells: readonly AskedCell[];
  readonly validity: Validity;
  readonly validYears: number | null;
  /** The last day, were it decided today. */
  readonly lastDay: string;
  readonly givenBy: Decider;
  readonly authority: Authority | null;
  readonly representative: string | null;
  readonly note: string | null;
  readonly noticeId: string;
  readonly askedAt: Date | null;
  readonly askedBy: string | null;
  readonly createdAt: Date;
  readonly version: number;
  /** The decision that answered it. */
  readonly consentId: string | null;
  /** What is in force of the agreement that it would renew, cell by cell. */
  readonly before: { readonly number: string; readonly cells: readonly AskedCell[] } | null;
}

interface AskingRow extends Omit<AskingRecord, 'lastDay' | 'representative' | 'note' | 'before' | 'cells'> {
  rawCells: Grant[];
  validUntil: string | null;
  representative: Buffer | null;
  note: Buffer | null;
  renews: string | null;
  renewsNumber: string | null;
}

const select = `
  SELECT k.id, k.number, k.person_id AS "personId", k.state, k.cells AS "rawCells", k.validity,
    k.valid_years AS "validYears", k.valid_until::text AS "validUntil", k.given_by AS "givenBy", k.authority,
    k.representative, k.note, k.notice_id AS "noticeId", k.asked_at AS "askedAt", a.name AS "askedBy",
    k.created_at AS "createdAt", k.version, k.renews, r.number AS "renewsNumber",
    (SELECT c.id FROM portal.consent c WHERE c.asking_id = k.id AND c.revision = 1) AS "consentId"
  FROM portal.consent_asking k LEFT JOIN portal.account a ON a.id = k.asked_by
  LEFT JOIN portal.consent r ON r.id = k.renews`;

/** Reads the askings of the own agency's people. */
@Injectable()
export class AskingsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * What a person is being asked: everything without an answer, the newest first.
   * @throws {NotFound} for another agency's person.
   */
  async openOf(actor: Member, personId: string): Promise<AskingRecord[]> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const rows = await tx.query<AskingRow[]>(
        `${select} WHERE k.person_id = $1 AND k.agency_id = $2 AND k.state IN ('drafting', 'asked') ORDER BY k.id DESC`,
        [personId, actor.agencyId],
      );
      await this.audit.record(tx, actor, {
        action: 'consent_asking.list',
        objectType: 'person',
        objectId: personId,
        subjectId: personId,
        ownerAgencyId: actor.agencyId,
      });
      return this.opened(tx, personId, rows);
    });
  }

  /**
   * One asking.
   * @throws {NotFound}
   */
  async one(actor: Member, id: string): Promise<AskingRecord> {
    return this.db.transaction(actor, async (tx) => (await this.read(tx, actor, id)).asking);
  }

  /** One asking with the text that belongs to it. @throws {NotFound} */
  async read(tx: Tx, actor: Member, id: string): Promise<{ asking: AskingRecord; notice: NoticeVersion }> {
    const [row] = await tx.query<AskingRow[]>(`${select} WHERE k.id = $1 AND k.agency_id = $2`, [
      id,
      actor.agencyId,
    ]);
    if (!row) throw new NotFound();
    await this.audit.record(tx, actor, {
      action: 'consent_asking.read',
      objectType: 'consent_asking',
      objectId: id,
      subjectId: row.personId,
      ownerAgencyId: actor.agencyId,
    });
    const [asking] = await this.opened(tx, row.personId, [row]);
    const notice = await noticeVersion(tx, row.noticeId);
    if (!asking || !notice) throw new NotFound();
    return { asking, notice };
  }

  private async opened(tx: Tx, personId: string, rows: readonly AskingRow[]): Promise<AskingRecord[]> {
    if (rows.length === 0) return [];
    const key = await this.dataKeys.one(tx, personId);
    const today = this.clock.today();
    const found: AskingRecord[] = [];
    for (const { rawCells, validUntil, renews, renewsNumber, ...row } of rows)
      found.push({
        ...row,
        cells: await named(tx, rawCells),
        lastDay: lastDayFor({ ...row, validUntil }, today),
        representative: key.openOptional(askingPlace('representative', row.id), row.representative),
        note: key.openOptional(askingPlace('note', row.id), row.note),
        before: renews ? { number: renewsNumber ?? '', cells: await namedCellsOf(tx, renews) } : null,
      });
    return found;
  }
}

/** Cells with the names of their agencies. */
async function named(tx: Tx, cells: readonly Grant[]): Promise<AskedCell[]> {
  const ids = [...new Set(cells.map(({ recipientAgencyId }) => recipientAgencyId))];
  const agencies = await tx.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])',
    [ids],
  );
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  return cells.map(({ recipientAgencyId, purpose, category }) => ({
    agencyId: recipientAgencyId,
    agencyName: names.get(recipientAgencyId) ?? '',
    purpose,
    category,
  }));
}

/** What the newest revision of an agreement allows. */
async function namedCellsOf(tx: Tx, rootId: string): Promise<AskedCell[]> {
  return tx.query(
    `SELECT g.recipient_agency_id AS "agencyId", a.name AS "agencyName", g.purpose, g.category
     FROM portal.consent_grant g JOIN portal.agency a ON a.id = g.recipient_agency_id
     WHERE g.granted AND g.consent_id = (SELECT c.id FROM portal.consent c WHERE c.root_id = $1
       ORDER BY c.revision DESC LIMIT 1)
     ORDER BY a.name, g.purpose, g.category`,
    [rootId],
  );
}
