import { normalise } from '../search/normalise.js';
import type { SourceRecord } from '../record/source-record.js';
import type { ImportKnowledge, KnownOffice, KnownRow } from './import.knowledge.js';

/** To which agency a row belongs, and whether its source has said the same before. */
export interface AssignedRow {
  readonly record: SourceRecord;
  readonly hash: string;
  /** What the row is known by, as it was when it first came. */
  readonly no: string;
  readonly standing: 'new' | 'changed' | 'same';
  readonly agencyId: string;
  readonly agencyIsNew: boolean;
  readonly before: KnownRow | undefined;
}

/**
 * Decides for every row whether its source knows it and to which agency it belongs. An office with several services is one
 * agency: same number, same name, same address. What differs in any of them stays apart, but for an address that one of the
 * lists masks.
 */
export function assignRows(
  records: readonly { record: SourceRecord; hash: string }[],
  known: ImportKnowledge,
  newId: () => string,
): AssignedRow[] {
  const earlier = new EarlierRows(
    known.rows,
    records.map(({ record }) => record),
  );
  const offices = new Offices(known.offices, newId);
  const found = records.map(({ record, hash }) => ({ record, hash, before: earlier.of(record) }));
  // An office that moved is known at its new place to every other row, wherever in the list that row stands.
  for (const { record, before } of found)
    if (before && staysWith(record, before, known)) offices.remember(record, before.agencyId);
  return found.map(({ record, hash, before }) => {
    const no = before?.no ?? record.no;
    if (!before) return { record, hash, no, standing: 'new', before, ...offices.join(record) };
    const { agencyId } = before;
    if (before.hash === hash)
      return { record, hash, no, standing: 'same', before, agencyId, agencyIsNew: false };
    const home = staysWith(record, before, known) ? { agencyId, agencyIsNew: false } : offices.join(record);
    return { record, hash, no, standing: 'changed', before, ...home };
  });
}

/** An office keeps its record when it is renamed or moves. Only a service that goes to another office leaves it. */
function staysWith(record: SourceRecord, before: KnownRow, known: ImportKnowledge): boolean {
  const alone = (known.rowsOfAgency.get(before.agencyId) ?? 1) === 1;
  return alone || (before.given.officeNumber ?? '') === (record.cells.officeNumber ?? '');
}

/** Finds the row that an earlier list had for this one. */
class EarlierRows {
  private readonly byNo: ReadonlyMap<string, KnownRow>;
  private readonly taken: Set<string>;

  constructor(
    private readonly rows: readonly KnownRow[],
    records: readonly SourceRecord[],
  ) {
    this.byNo = new Map(rows.map((row) => [row.no, row]));
    this.taken = new Set(records.map(({ no }) => no).filter((no) => this.byNo.has(no)));
  }

  of(record: SourceRecord): KnownRow | undefined {
    const exact = this.byNo.get(record.no);
    if (exact || (record.cells.no ?? '') !== '' || record.officeNumber === '') return exact;
    const ofOffice = this.rows.filter(
      ({ no, given }) =>
        !this.taken.has(no) &&
        given.officeNumber === record.cells.officeNumber &&
        (given.serviceKind ?? '') === (record.cells.serviceKind ?? ''),
    );
    const alike =
      ofOffice.find(({ given }) => placeKey(given) === placeKey(record.cells)) ??
      ofOffice.find(({ given }) => normalise(given.name ?? '') === normalise(record.agency.name)) ??
      (ofOffice.length === 1 ? ofOffice[0] : undefined);
    if (alike) this.taken.add(alike.no);
    return alike;
  }
}

/** Finds the agency of an office, or makes one. */
class Offices {
  private readonly exact: Map<string, string>;
  private readonly byName = new Map<string, Set<string>>();

  constructor(
    offices: readonly KnownOffice[],
    private readonly newId: () => string,
  ) {
    this.exact = new Map(offices.map((office) => [exactKey(office), office.agencyId]));
    for (const office of offices) this.note(nameKey(office), office.agencyId);
  }

  join(record: SourceRecord): { agencyId: string; agencyIsNew: boolean } {
    const office = officeOf(record);
    const found = this.exact.get(exactKey(office)) ?? this.byNameAlone(record, office);
    if (found !== undefined) return { agencyId: found, agencyIsNew: false };
    const created = this.newId();
    this.remember(record, created);
    return { agencyId: created, agencyIsNew: true };
  }

  /** Where the office of this row is from now on. */
  remember(record: SourceRecord, agencyId: string): void {
    const office = officeOf(record);
    if (!this.exact.has(exactKey(office))) this.exact.set(exactKey(office), agencyId);
    this.note(nameKey(office), agencyId);
  }

  /** A masked address cannot be compared: number, name and municipality have to do, if they mean one agency only. */
  private byNameAlone(record: SourceRecord, office: Omit<KnownOffice, 'agencyId'>): string | undefined {
    if (!record.agency.addressHidden || office.officeNumber === '' || office.area === null) return undefined;
    const candidates = this.byName.get(nameKey(office));
    return candidates?.size === 1 ? [...candidates][0] : undefined;
  }

  private note(key: string, agencyId: string): void {
    this.byName.set(key, (this.byName.get(key) ?? new Set()).add(agencyId));
  }
}

function officeOf(record: SourceRecord): Omit<KnownOffice, 'agencyId'> {
  const { officeNumber, agency } = record;
  const address = agency.address ?? placeKey(record.cells);
  return { officeNumber, name: agency.name, address, area: agency.area ?? null };
}

function exactKey({ officeNumber, name, address }: Omit<KnownOffice, 'agencyId'>): string {
  return [officeNumber, normalise(name), withoutPrefecture(normalise(address))].join(' ');
}

function nameKey({ officeNumber, name, area }: Omit<KnownOffice, 'agencyId'>): string {
  return [officeNumber, normalise(name), area ?? ''].join(' ');
}

/** Some lists leave the prefecture out. */
function withoutPrefecture(key: string): string {
  return key.replace(/^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)/u, '');
}

function placeKey({ prefecture, city, address, street }: SourceRecord['cells']): string {
  return withoutPrefecture(normalise([prefecture, city, address, street].join('')));
}
