import type { DataCategory, Purpose } from '../../lib/terms.js';
import type { OpenCell } from './api/get-told-basis.js';

/**
 * Until when a kind of data may be told to an agency for a purpose, or `undefined` when it may not. Out of the cells that are
 * open now, not out of the consents: a later no closes a cell of a consent that goes on.
 */
export function coveredUntil(
  cells: readonly OpenCell[],
  asked: { agencyId: string; purpose: Purpose; category: DataCategory },
): string | undefined {
  const open = cells.find(
    ({ agencyId, purpose, category }) =>
      agencyId === asked.agencyId && purpose === asked.purpose && category === asked.category,
  );
  return open?.until ?? undefined;
}
