import { isInsideHere } from '../council/council.sight.js';

/**
 * In SQL, whether an agency may know of an action item `i`: those who have to do it, those who keep the council or sit there, and
 * those of the councils from which it came.
 */
export function isItemSeen(agency: string): string {
  return `(i.owner_agency_id = ${agency} OR ${isInsideHere('i.council_id')}
    OR EXISTS (SELECT FROM unnest(i.former_council_ids) former WHERE ${isInsideHere('former')}))`;
}
