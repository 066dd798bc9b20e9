import type { Member } from '#libs/identity';
import { NotFound, type Tx } from '#libs/platform';

/**
 * Requires that the person is one of the own agency; `lock` keeps them as they are until the transaction ends.
 * @throws {NotFound} for another agency's person.
 */
export async function requireOwnPerson(
  tx: Tx,
  actor: Member,
  personId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<void> {
  const own = await tx.query<unknown[]>(
    `SELECT FROM portal.person WHERE id = $1 AND agency_id = $2 ${lock}`,
    [personId, actor.agencyId],
  );
  if (own.length === 0) throw new NotFound();
}
