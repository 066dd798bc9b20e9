import type { Tx } from '#libs/platform';
import { adulthoodOf } from '../consent.lapse.js';

/**
 * Counts anew when a parent's word stops to count, after the birth date was corrected. Without a birth date the day stays
 * as it was: an unknown age makes nobody's authority longer.
 */
export async function recountAdulthood(tx: Tx, personId: string, birthDate: string | null): Promise<void> {
  if (birthDate === null) return;
  await tx.query(
    `UPDATE portal.consent SET lapses_on = $2 WHERE person_id = $1 AND lapse_rule = 'adulthood' AND lapses_on <> $2`,
    [personId, adulthoodOf(birthDate)],
  );
}
