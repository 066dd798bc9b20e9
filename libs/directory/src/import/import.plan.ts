import { normalise } from '../search/normalise.js';
import type { WamRow } from '../wam/wam.row.js';

/** What an earlier import left behind of a row. */
export interface KnownRow {
  readonly no: string;
  readonly hash: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly officeNumber: string;
}

/** An agency that is there already, with a name and an address under which it is known. */
export interface KnownOffice {
  readonly agencyId: string;
  readonly officeNumber: string;
  readonly name: string;
  readonly address: string;
}

/** What becomes of one row. */
export interface PlannedRow {
  readonly row: WamRow;
  readonly hash: string;
  readonly outcome: 'new' | 'changed' | 'same';
  readonly agencyId: string;
  readonly agencyIsNew: boolean;
  readonly serviceId: string;
}

/** What is known when a file is compared with the directory. */
export interface ImportKnowledge {
  readonly rows: readonly KnownRow[];
  readonly offices: readonly KnownOffice[];
  /** How many rows, of any source, stand behind each agency. */
  readonly rowsOfAgency: ReadonlyMap<string, number>;
}

/**
 * Decides for every row whether it is new, changed or the same, and to which agency its service belongs. An office with
 * several services is one agency: same number, same name, same address. What differs in any of them stays apart.
 */
export function planImport(
  rows: readonly { row: WamRow; hash: string }[],
  known: ImportKnowledge,
  newId: () => string,
): PlannedRow[] {
  const before = new Map(known.rows.map((row) => [row.no, row]));
  const offices = new Map(known.offices.map((office) => [keyOf(office), office.agencyId]));
  const joinOffice = (row: WamRow) => {
    const key = keyOf({
      officeNumber: row.officeNumber,
      name: row.name,
      address: row.cells.city + row.cells.street,
    });
    const agencyId = offices.get(key);
    if (agencyId !== undefined) return { agencyId, agencyIsNew: false };
    const created = newId();
    offices.set(key, created);
    return { agencyId: created, agencyIsNew: true };
  };
  return rows.map(({ row, hash }) => {
    const old = before.get(row.no);
    if (!old) return { row, hash, outcome: 'new', ...joinOffice(row), serviceId: newId() };
    const { agencyId, serviceId } = old;
    if (old.hash === hash) return { row, hash, outcome: 'same', agencyId, agencyIsNew: false, serviceId };
    return { row, hash, outcome: 'changed', ...agencyOfChanged(row, old, known, joinOffice), serviceId };
  });
}

/** An office keeps its record when it is renamed or moves. Only a service that goes to another office leaves it. */
function agencyOfChanged(
  row: WamRow,
  old: KnownRow,
  known: ImportKnowledge,
  joinOffice: (row: WamRow) => { agencyId: string; agencyIsNew: boolean },
): { agencyId: string; agencyIsNew: boolean } {
  const alone = (known.rowsOfAgency.get(old.agencyId) ?? 1) === 1;
  if (alone || old.officeNumber === row.officeNumber) return { agencyId: old.agencyId, agencyIsNew: false };
  return joinOffice(row);
}

function keyOf({ officeNumber, name, address }: Omit<KnownOffice, 'agencyId'>): string {
  return [officeNumber, normalise(name), normalise(address)].join(' ');
}
