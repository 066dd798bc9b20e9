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
  type Tx,
} from '#libs/platform';
import type { DataCategory } from './data-category.js';
import { personPlace, sectionPlace } from './person-places.js';

/** Which people are wanted. */
export interface PeopleFilter extends PageRequest {
  readonly q?: string;
  /** Only those of whom a consent ends within 30 days. */
  readonly consentsEnding?: boolean;
}

/** A person as the list shows them. */
export interface ListedPerson {
  readonly id: string;
  readonly number: number;
  readonly status: 'open' | 'closed';
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
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
}

interface PersonRow {
  id: string;
  number: number;
  status: 'open' | 'closed';
  name: Buffer;
  kana: Buffer;
  birth_date: Buffer | null;
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

const columns = `p.id, p.number, p.status, p.name, p.kana, p.birth_date, p.version, p.created_at, p.updated_at, k.kid, k.wrapped`;

/** Reads people of the own agency. Each reading is audited in the transaction that makes it. */
@Injectable()
export class PeopleQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /**
   * The people of the own agency whose name or kana contains every word of `q`, or whose number is `q`, in the order of
   * their kana. Names are sealed, so an agency's own people (20,000 at most) are opened and compared in memory.
   */
  async list(actor: Member, { q, consentsEnding, ...part }: PeopleFilter): Promise<Page<ListedPerson>> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await tx.query<PersonRow[]>(
        `SELECT ${columns} FROM portal.person p JOIN portal.data_key k ON k.subject_id = p.id
         WHERE p.agency_id = $1 AND ($2::boolean IS NOT TRUE OR EXISTS (
           SELECT FROM portal.consent c WHERE c.person_id = p.id AND c.status = 'given'
             AND c.valid_until BETWEEN sec.today_in_japan() AND sec.today_in_japan() + 30))`,
        [actor.agencyId, consentsEnding ?? null],
      );
      const words = (q ?? '').split(/\s+/u).map(normalise).filter(Boolean);
      const found = rows
        .map((row) => listed(row, this.dataKeys.unwrap({ ...row, subject_id: row.id })))
        .filter((person) => matches(person, words))
        .sort((a, b) => a.kana.localeCompare(b.kana, 'ja') || a.number - b.number);
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
   * Everything that the own agency keeps about a person.
   * @throws {NotFound} for another agency's person.
   */
  async record(actor: Member, id: string): Promise<PersonRecord> {
    return this.db.transaction(actor, async (tx) => {
      const record = await this.read(tx, actor.agencyId, id);
      await this.audit.record(tx, actor, {
        action: 'person.read',
        objectType: 'person',
        objectId: id,
        subjectId: id,
        ownerAgencyId: actor.agencyId,
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
      `SELECT ${columns} FROM portal.person p JOIN portal.data_key k ON k.subject_id = p.id WHERE p.id = $1 AND p.agency_id = $2`,
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
    };
  }

  /** The names of people by id, of those whom the agency keeps. */
  async namesOf(tx: Tx, agencyId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: Buffer; kid: string; wrapped: Buffer }[]>(
      `SELECT p.id, p.name, k.kid, k.wrapped FROM portal.person p JOIN portal.data_key k ON k.subject_id = p.id
       WHERE p.id = ANY($1::uuid[]) AND p.agency_id = $2`,
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

function listed(row: PersonRow, key: DataKey): ListedPerson {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    name: key.open(personPlace('name', row.id), row.name),
    kana: key.open(personPlace('kana', row.id), row.kana),
    birthDate: key.openOptional(personPlace('birth_date', row.id), row.birth_date),
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
