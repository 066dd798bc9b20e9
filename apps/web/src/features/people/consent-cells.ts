import { dataCategories, purposes, type DataCategory, type Purpose } from '../../lib/terms.js';
import type { Consent } from './api/list-consents.js';

/** One thing a consent allows or refuses: this recipient, this kind of data, this purpose. */
export type ConsentCell = { agencyId: string; agencyName: string; category: DataCategory; purpose: Purpose };

/** A recipient named in a consent. */
export type Recipient = { id: string; name: string };

/** The cells of the parts of a consent. */
export function cellsIn(parts: Consent['recipients']): ConsentCell[] {
  return parts.flatMap(({ agencyId, agencyName, ...lists }) =>
    lists.categories.flatMap((category) =>
      lists.purposes.map((purpose) => ({ agencyId, agencyName, category, purpose })),
    ),
  );
}

/** The cells of a consent. */
export function cellsOf(consent: Consent): ConsentCell[] {
  return cellsIn(consent.recipients);
}

/** The recipients of some cells, by name. */
export function recipientsIn(cells: readonly ConsentCell[]): Recipient[] {
  const byId = new Map(cells.map((cell) => [cell.agencyId, cell.agencyName]));
  return [...byId].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'ja'));
}

/** The categories of some cells, in the order of the record. */
export function categoriesIn(cells: readonly ConsentCell[]): DataCategory[] {
  return dataCategories.filter((category) => cells.some((cell) => cell.category === category));
}

/** The purposes of some cells, in their usual order. */
export function purposesIn(cells: readonly ConsentCell[]): Purpose[] {
  return purposes.filter((purpose) => cells.some((cell) => cell.purpose === purpose));
}

/** What came and what went from one set of cells to another. */
export type CellChanges = { added: ConsentCell[]; gone: ConsentCell[] };

/** Compares two sets of cells. */
export function changesBetween(before: readonly ConsentCell[], after: readonly ConsentCell[]): CellChanges {
  const known = (cells: readonly ConsentCell[]) => new Set(cells.map(cellKey));
  const [old, now] = [known(before), known(after)];
  return {
    added: after.filter((cell) => !old.has(cellKey(cell))),
    gone: before.filter((cell) => !now.has(cellKey(cell))),
  };
}

/** Tells cells apart. */
export function cellKey({ agencyId, category, purpose }: ConsentCell): string {
  return `${agencyId} ${purpose} ${category}`;
}

/** The cells that a withdrawal of this extent would close. */
export function cellsClosedBy(
  consent: Consent,
  extent: {
    scope: 'whole' | 'recipient' | 'category' | 'cell';
    agencyId?: string | undefined;
    category?: string | undefined;
    purpose?: string | undefined;
  },
): ConsentCell[] {
  const cells = cellsOf(consent);
  switch (extent.scope) {
    case 'whole':
      return cells;
    case 'recipient':
      return cells.filter((cell) => cell.agencyId === extent.agencyId);
    case 'category':
      return cells.filter((cell) => cell.category === extent.category);
    case 'cell':
      return cells.filter(
        ({ agencyId, category, purpose }) =>
          agencyId === extent.agencyId && category === extent.category && purpose === extent.purpose,
      );
  }
}
