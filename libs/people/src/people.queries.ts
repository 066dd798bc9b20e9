import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { normalise } from '#libs/directory';
import type { Member } from '#libs/identity';
import {
  Database,
  type DataKey,
  DataKeys,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  prepared,
  type Tx,
} from '#libs/platform';
import type { DataCategory } from './data-category.js';
import { formerNamesOf, type FormerName } from './matter/former-names.js';
import { peopleSorts, type PeopleSort } from './people.sorting.js';
import { endNotePlace, personPlace, sectionPlace } from './person-places.js';
import { takeBackHours, type VisibleStatus } from './person.status.js';

/** Which people are wanted, and in what order. */
export interface PeopleFilter extends PageRequest {
  readonly q?: string;
  /** Only those of whom a consent ends within 30 days. */
  readonly consentsEnding?: boolean;
  readonly status?: VisibleStatus;
  /** Only those of whom support has ended, in whatever way. */
  readonly ended?: boolean;
  /** Of whom: the reader's own, nobody's, those of somebody who has left. */
  readonly charge?: 'mine' | 'none' | 'left';
  /** Those in the charge of this account. */
  readonly inCharge?: string;
  /** Those not heard of for so many days, or never. */
  readonly silentDays?: number;
  /** Only those of whom a support ends within so many months (満了・卒業), or has ended and was not closed. */
  readonly termMonths?: number;
  readonly sort?: PeopleSort;
}

/** A person as the list shows them. */
export interface ListedPerson {
  readonly id: string;
  readonly number: number;
  readonly status: VisibleStatus;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
  /** Who is in charge (担当), and whether they have left the agency. */
  readonly inCharge: { readonly id: string; readonly name: string; readonly hasLeft: boolean } | null;
  readonly lastContactOn: string | null;
  readonly endedOn: string | null;
  readonly updatedAt: Date;
}

/** The sheet of one category. */
export interface Sheet {
  readonly category: DataCategory;
  readonly fields: Readonly<Record<string, string>>;
  readonly version: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** A person with all that the own agency keeps. */
export interface PersonRecord extends ListedPerson {
  readonly version: number;
  readonly createdAt: Date;
  readonly sheets: readonly Sheet[];
  readonly formerNames: readonly FormerName[];
  readonly endReason: string | null;
  readonly endNote: string | null;
  readonly endedAt: Date | null;
  /** Whether the ending was entered so lately that it can be taken back. */
  readonly canTakeBackEnding: boolean;
  /** Cells that only one of merged records allowed, and that nobody has agreed to since. */
  readonly heldCells: number;
  /** Numbers of the records that were merged into this one. */
  readonly mergedNumbers: readonly number[];
}

interface PersonRow {
  id: string;
  number: number;
  status: VisibleStatus;
  name: Buffer;
  kana: Buffer;
  birth_date: Buffer | null;
  in_charge: string | null;
  in_charge_name: string | null;
  has_left: boolean;
  last_contact_on: string | null;
  ended_on: string | null;
  end_reason: string | null;
  end_note: Buffer | null;
  ended_at: Date | null;
  is_recent?: boolean | null;
  held_cells: number;
  merged_numbers: number[];
  version: number;
  created_at: Date;
  updated_at: Date;
  kid: string;
  wrapped: Buffer;
}

interface SheetRow {
  category: DataCategory;
  body: Buffer;
  version: number;
  updated_at: Date;
  updated_by: string;
}

const columns = `p.id, p.number, p.status, p.name, p.kana, p.birth_date, p.version, p.created_at, p.updated_at, k.kid, k.wrapped,
  p.in_charge, c.name AS in_charge_name, p.last_contact_on::text AS last_contact_on, p.ended_on::text AS ended_on,
  p.in_charge IS NOT NULL AND NOT EXISTS (SELECT FROM portal.membership m
    WHERE m.account_id = p.in_charge AND m.agency_id = p.agency_id AND m.ended_at IS NULL) AS has_left`;
const people = `portal.person p JOIN portal.data_key k ON k.subject_id = p.id LEFT JOIN portal.account c ON c.id = p.in_charge`;
const visible = `p.status NOT IN ('merged', 'erased')`;

/** Reads people of the own agency. Each reading is audited in the transaction that makes it. */
@Injectable()
export class PeopleQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /**
   * The people of the own agency whose name or kana contains every word of `q`, or whose number is `q`, in the wanted
   * order. Names are sealed, so an agency's own people (20,000 at most) are opened and compared in memory.
   */
  async list(actor: Member, { page, perPage, ...wanted }: PeopleFilter): Promise<Page<ListedPerson>> {
    const { q, consentsEnding, status, ended, charge, inCharge, silentDays, termMonths } = wanted;
    const { sort = 'kana' } = wanted;
    const part = { page, perPage };
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<PersonRow[]>(
        `SELECT * FROM (SELECT ${columns} FROM ${people}
         WHERE p.agency_id = $1 AND ${visible} AND ($2::boolean IS NOT TRUE OR EXISTS (
           SELECT FROM portal.consent c WHERE c.person_id = p.id AND c.status = 'given'
             AND c.valid_until BETWEEN sec.today_in_japan() AND sec.today_in_japan() + 30))
         AND ($3::text IS NULL OR p.status = $3)
         AND ($7::boolean IS NOT TRUE OR p.status <> 'open')
         AND ($4::uuid IS NULL OR p.in_charge = $4)
         AND ($8::int IS NULL OR EXISTS (SELECT FROM portal.support_term t WHERE t.person_id = p.id AND t.ended_at IS NULL
           AND t.ends_on <= (sec.today_in_japan() + make_interval(months => $8))::date))
         AND ($5::int IS NULL OR p.last_contact_on IS NULL OR p.last_contact_on < sec.today_in_japan() - $5::int)) p
         WHERE CASE $6 WHEN 'none' THEN p.in_charge IS NULL WHEN 'left' THEN p.has_left ELSE true END`,
        [
          actor.agencyId,
          consentsEnding ?? null,
          status ?? null,
          charge === 'mine' ? actor.accountId : (inCharge ?? null),
          silentDays ?? null,
          charge ?? null,
          ended ?? null,
          termMonths ?? null,
        ],
      );
      const words = (q ?? '').split(/\s+/u).map(normalise).filter(Boolean);
      const found = rows
        .map((row) => listed(row, this.dataKeys.unwrap({ ...row, subject_id: row.id })))
        .filter((person) => matches(person, words))
        .sort((a, b) => peopleSorts[sort](a, b) || a.number - b.number);
      const items = found.slice(offsetOf(part), offsetOf(part) + part.perPage);
      await this.audit.record(tx, actor, {
        action: 'person.list',
        ownerAgencyId: actor.agencyId,
        details: { shown: items.map(({ id }) => id), searched: words.length > 0 },
      });
      return { items, ...part, total: found.length };
    });
  }

  /**
   * Opens a person: everything that the own agency keeps.
   * @throws {NotFound} for another agency's person. @throws {TooManyRead} who opened many in an hour says why first.
   */
  async open(actor: Member, id: string): Promise<PersonRecord> {
    return this.audited(actor, id, {});
  }

  /**
   * The same after a command of the reader's own.
   * @throws {NotFound} for another agency's person.
   */
  async record(actor: Member, id: string): Promise<PersonRecord> {
    // Counted among the readings, and never refused: the command has been done.
    return this.audited(actor, id, { afterwards: true });
  }

  private async audited(
    actor: Member,
    id: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<PersonRecord> {
    return this.db.transaction(actor, async (tx) => {
      const record = await this.read(tx, actor.agencyId, id);
      await this.audit.record(tx, actor, {
        action: 'person.read',
        objectType: 'person',
        objectId: id,
        subjectId: id,
        ownerAgencyId: actor.agencyId,
        details,
      });
      return record;
    });
  }

  /**
   * The same without an audit entry, for a command of the agency that writes its own.
   * @throws {NotFound}
   */
  async read(tx: Tx, agencyId: string, id: string): Promise<PersonRecord> {
    const [row] = await tx.query<PersonRow[]>(
      `SELECT ${columns}, p.end_reason, p.end_note, p.ended_at,
         p.status <> 'open' AND p.ended_at > now() - make_interval(hours => ${takeBackHours}) AS is_recent,
         (SELECT count(*)::int FROM portal.consent_grant h WHERE h.person_id = p.id AND h.held_by IS NOT NULL
            AND NOT EXISTS (SELECT FROM portal.live_grant l WHERE l.person_id = h.person_id AND l.purpose = h.purpose
              AND l.recipient_agency_id = h.recipient_agency_id AND l.category = h.category)) AS held_cells,
         ARRAY(SELECT g.number FROM portal.person g WHERE g.merged_into = p.id ORDER BY 1) AS merged_numbers
       FROM ${people} WHERE p.id = $1 AND p.agency_id = $2 AND ${visible}`,
      [id, agencyId],
    );
    if (!row) throw new NotFound();
    const key = this.dataKeys.unwrap({ ...row, subject_id: row.id });
    const sheets = await tx.query<SheetRow[]>(
      `SELECT s.category, s.body, s.version, s.updated_at, a.name AS updated_by
       FROM portal.person_section s JOIN portal.account a ON a.id = s.updated_by WHERE s.person_id = $1`,
      [id],
    );
    return {
      ...listed(row, key),
      version: row.version,
      createdAt: row.created_at,
      sheets: sheets.map((sheet) => opened(sheet, id, key)),
      formerNames: await formerNamesOf(tx, this.dataKeys, id),
      endReason: row.end_reason,
      endNote: key.openOptional(endNotePlace(id), row.end_note),
      endedAt: row.ended_at,
      canTakeBackEnding: row.is_recent === true,
      heldCells: row.held_cells,
      mergedNumbers: row.merged_numbers,
    };
  }

  /** The names of people by id, of those whom the agency keeps. */
  async namesOf(tx: Tx, agencyId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await prepared<{ id: string; name: Buffer; kid: string; wrapped: Buffer }>(
      tx,
      namesStatement,
      [[...new Set(ids)], agencyId],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        this.dataKeys.unwrap({ ...row, subject_id: row.id }).open(personPlace('name', row.id), row.name),
      ]),
    );
  }
}

const namesStatement = {
  name: 'people.names',
  sql: `SELECT p.id, p.name, k.kid, k.wrapped FROM portal.person p JOIN portal.data_key k ON k.subject_id = p.id
    WHERE p.id = ANY($1::uuid[]) AND p.agency_id = $2 AND p.status <> 'erased'`,
};

function listed(row: PersonRow, key: DataKey): ListedPerson {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    name: key.open(personPlace('name', row.id), row.name),
    kana: key.open(personPlace('kana', row.id), row.kana),
    birthDate: key.openOptional(personPlace('birth_date', row.id), row.birth_date),
    inCharge: row.in_charge
      ? { id: row.in_charge, name: row.in_charge_name ?? '', hasLeft: row.has_left }
      : null,
    lastContactOn: row.last_contact_on,
    endedOn: row.ended_on,
    updatedAt: row.updated_at,
  };
}

function opened(sheet: SheetRow, personId: string, key: DataKey): Sheet {
  return {
    category: sheet.category,
    fields: JSON.parse(key.open(sectionPlace(personId, sheet.category), sheet.body)) as Record<
      string,
      string
    >,
    version: sheet.version,
    updatedAt: sheet.updated_at,
    updatedBy: sheet.updated_by,
  };
}

function matches(person: ListedPerson, words: readonly string[]): boolean {
  const text = `${normalise(person.name)} ${normalise(person.kana)}`;
  return words.every((word) => text.includes(word) || String(person.number) === word);
}
