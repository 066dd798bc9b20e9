import type { Tx } from '#libs/platform';
import type { Particulars } from '../type/particulars.js';
import type { CohortType } from './cohort.types.js';

/** What is written down already of people whom a group takes over, so that nobody types it again. */
export async function knownOf(
  tx: Tx,
  type: CohortType,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Particulars>> {
  if (type !== 'retention_end') return new Map();
  const rows = await tx.query<{ personId: string; employedOn: string }[]>(
    `SELECT person_id AS "personId", base_on::text AS "employedOn" FROM portal.support_term
     WHERE person_id = ANY($1::uuid[]) AND kind = 'retention' AND ended_at IS NULL`,
    [personIds],
  );
  return new Map(rows.map(({ personId, employedOn }) => [personId, { employedOn }]));
}
