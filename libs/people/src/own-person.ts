import type { Member } from '#libs/identity';
import { NotFound, type Tx } from '#libs/platform';
import { PersonNotOpen } from './person.errors.js';
import type { PersonStatus } from './person.status.js';

/**
 * Requires that the person is one of the own agency; `lock` keeps them as they are until the transaction ends. A record
 * that was merged into another one or erased is not found.
 * @throws {NotFound} for another agency's person.
 */
export async function requireOwnPerson(
  tx: Tx,
  actor: Member,
  personId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<void> {
  await statusOfOwn(tx, actor, personId, lock);
}

/**
 * The same for what is begun only with people who are supported: a death or a move ends it.
 * @throws {NotFound} @throws {PersonNotOpen} when support has ended.
 */
export async function requireOpenPerson(
  tx: Tx,
  actor: Member,
  personId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<void> {
  const status = await statusOfOwn(tx, actor, personId, lock);
  if (status !== 'open') throw new PersonNotOpen(status);
}

async function statusOfOwn(tx: Tx, actor: Member, personId: string, lock: string): Promise<PersonStatus> {
  const [own] = await tx.query<{ status: PersonStatus }[]>(
    `SELECT status FROM portal.person WHERE id = $1 AND agency_id = $2 AND status NOT IN ('merged', 'erased') ${lock}`,
    [personId, actor.agencyId],
  );
  if (!own) throw new NotFound();
  return own.status;
}
