import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, newId, once, type OnceKey, Outbox, type Tx } from '#libs/platform';

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

/** Ways of reading what is kept about one person; the database counts the same (audit.keep_budget). */
export const countedReadings = [
  ...['person.read', 'person.dossier', 'history.read', 'disclosure.list', 'evidence.read', 'emergency.read'],
  ...[
    'package.read',
    'package.preview',
    'package.print',
    'package.export',
    'attachment.read',
    'own_sheet.read',
    'own_sheet.print',
  ],
  ...['referral.read', 'referral.timeline', 'referral.conversation', 'referral.calendar', 'self_check.list'],
  ...[
    'consent.read',
    'consent.list',
    'consent_asking.read',
    'withdrawal.read',
    'withdrawal.list',
    'ground.read',
  ],
  ...['transition.read', 'transition.print'],
  ...['misdirection.read', 'person_request.read', 'consent_asking.list', 'attachment.list', 'ground.list'],
] as const;

/** Lists of people that are taken along, the whole of one person among them; the database counts the same. */
export const countedLists = [
  ...['person.dossier', 'ledger.export', 'referral.export'],
  ...['cohort.export', 'cohort.print', 'session.print'],
] as const;

/** Takes down why somebody reads about very many people, so that nobody carries a whole register away unseen. */
@Injectable()
export class ReadingBudget {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** Writes down why somebody opens so many, for an hour; tells the managers. Answers the id of the reason. */
  async explain(actor: Member, reason: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const id = newId();
        const opened = await readings(tx, actor);
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

/** About how many people somebody read in this hour. */
async function readings(tx: Tx, actor: Member): Promise<number> {
  const [row] = await tx.query<{ opened: number }[]>(
    `SELECT count(DISTINCT e.subject_id)::int AS opened FROM audit.entry e
     WHERE e.chain = $1 AND e.account_id = $2 AND e.outcome = 'done' AND e.action = ANY($3::text[])
       AND e.at > now() - interval '1 hour'`,
    [actor.agencyId, actor.accountId, countedReadings],
  );
  return row?.opened ?? 0;
}
