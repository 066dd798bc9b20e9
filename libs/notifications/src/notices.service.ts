import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, NotFound } from '#libs/platform';

/** One's own notices: reading them is all one can do. */
@Injectable()
export class Notices {
  constructor(private readonly db: Database) {}

  /**
   * Marks one notice as read; a second time changes nothing.
   * @throws {NotFound} when it is not the actor's own.
   */
  async read(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const [own] = await tx.query<{ id: string }[]>(
        'SELECT id FROM portal.notice WHERE id = $1 AND account_id = $2 AND agency_id = $3',
        [id, actor.accountId, actor.agencyId],
      );
      if (!own) throw new NotFound();
      await tx.query('UPDATE portal.notice SET read_at = now() WHERE id = $1 AND read_at IS NULL', [id]);
    });
  }

  /** Marks all of them as read. */
  async readAll(actor: Member): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      tx.query(
        'UPDATE portal.notice SET read_at = now() WHERE account_id = $1 AND agency_id = $2 AND read_at IS NULL',
        [actor.accountId, actor.agencyId],
      ),
    );
  }
}
