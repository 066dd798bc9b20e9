import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Conflict, Database, newId, once, type OnceKey, Outbox, type Tx } from '#libs/platform';
import { settingOf } from './record-settings.js';

/** More people were opened within an hour than usual: who goes on says why, and the managers are told (409). */
export class TooManyRead extends Conflict {
  constructor(opened: number) {
    super(
      'person.many_read',
      `この1時間に${opened}人の記録を開きました。続けるには、理由を書いてください。管理者に知らせます。`,
      { opened },
    );
  }
}

/** A reason that somebody gave. */
export interface ReadingReason {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly opened: number;
  readonly at: Date;
}

/** The event that tells managers of somebody who opens very many people. */
export const manyRead = 'person.many_read';

/** Notices when somebody opens very many people, so that nobody carries a whole register away unseen. */
@Injectable()
export class ReadingBudget {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Requires that the reader has not opened too many people lately, or has said why. Whom they opened in this hour they
   * may open again.
   * @throws {TooManyRead}
   */
  async require(actor: Member, personId: string): Promise<void> {
    const opened = await this.db.transaction(actor, async (tx) => {
      const { hourlyReadings } = await settingOf(tx, actor.agencyId);
      const { opened: count, again, explained } = await readings(tx, actor, personId);
      return count < hourlyReadings || again || explained ? null : count;
    });
    if (opened === null) return;
    await this.audit.refused(actor, {
      action: 'person.read',
      objectType: 'person',
      objectId: personId,
      details: { opened },
    });
    throw new TooManyRead(opened);
  }

  /** Writes down why somebody opens so many, for an hour; tells the managers. Answers the id of the reason. */
  async explain(actor: Member, reason: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const id = newId();
        const { opened } = await readings(tx, actor, null);
        await tx.query(
          'INSERT INTO portal.reading_reason (id, agency_id, account_id, reason, opened) VALUES ($1, $2, $3, $4, $5)',
          [id, actor.agencyId, actor.accountId, reason, opened],
        );
        await this.audit.record(tx, actor, { action: 'person.explain_reading', details: { opened } });
        await this.outbox.add(tx, manyRead, { agencyId: actor.agencyId, reasonId: id });
        return id;
      }),
    );
  }

  /** The reasons given in the agency, the newest first. */
  async reasons(actor: Member): Promise<ReadingReason[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query(
        `SELECT r.id, a.name, r.reason, r.opened, r.at FROM portal.reading_reason r JOIN portal.account a ON a.id = r.account_id
       WHERE r.agency_id = $1 ORDER BY r.at DESC LIMIT 100`,
        [actor.agencyId],
      ),
    );
  }
}

async function readings(
  tx: Tx,
  actor: Member,
  personId: string | null,
): Promise<{ opened: number; again: boolean; explained: boolean }> {
  const [row] = await tx.query<{ opened: number; again: boolean; explained: boolean }[]>(
    `SELECT count(DISTINCT e.subject_id)::int AS opened, coalesce(bool_or(e.subject_id = $3), false) AS again,
       EXISTS (SELECT FROM portal.reading_reason r
         WHERE r.account_id = $2 AND r.agency_id = $1 AND r.at > now() - interval '1 hour') AS explained
     FROM audit.entry e
     WHERE e.chain = $1 AND e.account_id = $2 AND e.action = 'person.read' AND e.outcome = 'done'
       AND e.at > now() - interval '1 hour'`,
    [actor.agencyId, actor.accountId, personId],
  );
  return row ?? { opened: 0, again: false, explained: false };
}
