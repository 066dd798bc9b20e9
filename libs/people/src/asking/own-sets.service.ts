import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Conflict, Database, newId, NotFound, once, type OnceKey } from '#libs/platform';
import { type UsualSet, usualSets } from './usual-sets.js';

/** Most sets of one agency: what is longer is no list to choose from. */
const mostOwnSets = 20;

/** The agency has a set of this name, or too many (409). */
export class SetNotKept extends Conflict {
  constructor(detail: string) {
    super('consent_set.not_kept', detail);
  }
}

/** A usual set, and whose it is. */
export interface OfferedSet extends UsualSet {
  /** The id of a set of the own agency; null for those that every agency finds. */
  readonly ownId: string | null;
}

/** 定型の同意セット: what is usually asked together, of everybody and of the own agency. */
@Injectable()
export class OwnSets {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Those that every agency finds, then the agency's own by name. */
  async offered(actor: Member): Promise<OfferedSet[]> {
    return this.db.transaction(actor, async (tx) => {
      const own = await tx.query<{ id: string; name: string; cells: UsualSet['cells'] }[]>(
        'SELECT id, name, cells FROM portal.consent_set WHERE agency_id = $1 ORDER BY name, id',
        [actor.agencyId],
      );
      return [
        ...usualSets.map((set) => ({ ...set, ownId: null })),
        ...own.map(({ id, name, cells }) => ({ code: id, name, cells, ownId: id })),
      ];
    });
  }

  /** Keeps a set for the own agency; answers its id. @throws {SetNotKept} */
  async keep(
    actor: Member,
    { name, cells }: Pick<UsualSet, 'name' | 'cells'>,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const kept = await tx.query<{ name: string }[]>(
          'SELECT name FROM portal.consent_set WHERE agency_id = $1',
          [actor.agencyId],
        );
        if (kept.length >= mostOwnSets)
          throw new SetNotKept(`定型は${mostOwnSets}個までです。使わないものを消してください。`);
        const id = newId();
        const [written] = await tx.query<{ id: string }[]>(
          `INSERT INTO portal.consent_set (id, agency_id, name, cells, created_by) VALUES ($1, $2, $3, $4::jsonb, $5)
           ON CONFLICT DO NOTHING RETURNING id`,
          [id, actor.agencyId, name, JSON.stringify(cells), actor.accountId],
        );
        if (!written) throw new SetNotKept('同じ名前の定型があります。ほかの名前にしてください。');
        await this.audit.record(tx, actor, {
          action: 'consent_set.keep',
          objectType: 'consent_set',
          objectId: id,
          ownerAgencyId: actor.agencyId,
        });
        return id;
      }),
    );
  }

  /** Drops a set of the own agency; what was asked with it stays as it is. @throws {NotFound} */
  async drop(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [gone] = await tx.query<[{ id: string }[], number]>(
        'DELETE FROM portal.consent_set WHERE id = $1 AND agency_id = $2 RETURNING id',
        [id, actor.agencyId],
      );
      if (gone.length === 0) throw new NotFound();
      await this.audit.record(tx, actor, {
        action: 'consent_set.drop',
        objectType: 'consent_set',
        objectId: id,
        ownerAgencyId: actor.agencyId,
      });
    });
  }
}
