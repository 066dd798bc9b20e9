import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, newId, NotFound, once, type OnceKey, type Tx } from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';
import { formerNamePlace, personPlace } from '../person-places.js';
import { PersonTraces } from '../person-traces.js';

/** A name that a person bore before (旧姓など). */
export interface FormerName {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
}

/** Keeps former names: the same person is found under each of them. */
@Injectable()
export class FormerNames {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly traces: PersonTraces,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a former name; answers its id.
   * @throws {NotFound} for another agency's person.
   */
  async add(
    actor: Member,
    personId: string,
    input: { name: string; kana: string },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
        const id = newId();
        const key = await this.dataKeys.one(tx, personId);
        await tx.query(
          `INSERT INTO portal.person_former_name (id, person_id, agency_id, name, kana, created_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [
            id,
            personId,
            actor.agencyId,
            key.seal(formerNamePlace('name', id), input.name),
            key.seal(formerNamePlace('kana', id), input.kana),
            actor.accountId,
          ],
        );
        await this.retrace(tx, actor, personId);
        await this.note(tx, actor, personId, 'person.add_former_name');
        return id;
      }),
    );
  }

  /** Removes a former name. @throws {NotFound} */
  async remove(actor: Member, personId: string, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
      const [, removed] = await tx.query<[unknown, number]>(
        'DELETE FROM portal.person_former_name WHERE id = $1 AND person_id = $2',
        [id, personId],
      );
      if (removed === 0) throw new NotFound();
      await this.retrace(tx, actor, personId);
      await this.note(tx, actor, personId, 'person.remove_former_name');
    });
  }

  /** Leaves the traces of a person anew, by the names as they are now. */
  async retrace(tx: Tx, actor: Member, personId: string): Promise<void> {
    const [row] = await tx.query<{ kana: Buffer; birth_date: Buffer | null }[]>(
      'SELECT kana, birth_date FROM portal.person WHERE id = $1',
      [personId],
    );
    if (!row) throw new NotFound();
    const key = await this.dataKeys.one(tx, personId);
    const former = await formerNamesOf(tx, this.dataKeys, personId);
    await this.traces.leave(tx, actor.agencyId, personId, {
      kana: key.open(personPlace('kana', personId), row.kana),
      birthDate: key.openOptional(personPlace('birth_date', personId), row.birth_date),
      formerKana: former.map(({ kana }) => kana),
    });
  }

  private async note(tx: Tx, actor: Member, personId: string, action: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
    });
  }
}

/** The former names of a person, the oldest first; those of records merged into theirs are among them. */
export async function formerNamesOf(tx: Tx, dataKeys: DataKeys, personId: string): Promise<FormerName[]> {
  const rows = await tx.query<{ id: string; name: Buffer; kana: Buffer }[]>(
    `SELECT n.id, n.name, n.kana FROM portal.person_former_name n JOIN portal.person p ON p.id = n.person_id
     WHERE p.id = $1 OR p.merged_into = $1 ORDER BY n.created_at, n.id`,
    [personId],
  );
  if (rows.length === 0) return [];
  const key = await dataKeys.one(tx, personId);
  return rows.map(({ id, name, kana }) => ({
    id,
    name: key.open(formerNamePlace('name', id), name),
    kana: key.open(formerNamePlace('kana', id), kana),
  }));
}
