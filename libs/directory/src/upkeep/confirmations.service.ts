import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Clock,
  Conflict,
  Database,
  Forbidden,
  Keys,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type Tx,
} from '#libs/platform';
import { rebuildSearchDocs } from '../search/search-docs.js';
import type { AnswerWay } from './confirmation.codes.js';
import { groupMembers, groupName, type RoundGroup } from './confirmation.group.js';
import { type NewRound, startRound } from './confirmation-rounds.js';
import { fiscalYearOf } from './fiscal-year.js';
import { EntryClosed, NobodyToAsk, RoundUnderWay } from './upkeep.errors.js';
import { isOwnEntry, isSecretariat } from './upkeep.policy.js';

/** Asks agencies whether their entry is true, and takes the answers of those who are signed in. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /**
   * The secretariat starts the yearly round, or asks the chosen agencies alone. Answers the id of the round.
   * @throws {Forbidden} @throws {NotFound} @throws {RoundUnderWay} @throws {NobodyToAsk}
   */
  async start(actor: Member, only: readonly string[] | undefined, key: OnceKey): Promise<string> {
    if (!isSecretariat(actor)) throw new Forbidden();
    return this.startOnce(actor, key, async (tx) => {
      if (only) await requireKnown(tx, only);
      else if (await isUnderWay(tx)) throw new RoundUnderWay();
      return only ? { kind: 'chosen', only } : { kind: 'yearly' };
    });
  }

  /**
   * The secretariat asks a group of agencies, apart from those to whom a question is open. Answers the id of the round.
   * @throws {Forbidden} @throws {Invalid} @throws {NobodyToAsk}
   */
  async startForGroup(actor: Member, group: RoundGroup, key: OnceKey): Promise<string> {
    if (!isSecretariat(actor)) throw new Forbidden();
    return this.startOnce(actor, key, async (tx) => {
      const only = await groupMembers(plainSql(tx), group, this.clock.today());
      const chosenAs = await groupName(plainSql(tx), group);
      return { kind: 'chosen', only, ...(chosenAs ? { chosenAs } : {}) };
    });
  }

  /** One round at a time is begun, so that nobody is asked twice by two people of the secretariat. */
  private startOnce(
    actor: Member,
    key: OnceKey,
    choose: (tx: Tx) => Promise<Pick<NewRound, 'kind' | 'only' | 'chosenAs'>>,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, key, async () => {
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('confirmation round', 0))`);
        const chosen = await choose(tx);
        const round = { ...chosen, fiscalYear: fiscalYearOf(this.clock.today()), by: actor };
        const tools = { keys: this.keys, outbox: this.outbox };
        const { roundId, asked } = await startRound(plainSql(tx), tools, round);
        if (asked === 0) throw new NobodyToAsk();
        await this.audit.record(tx, actor, {
          action: 'confirmation.start',
          objectType: 'confirmation_round',
          objectId: roundId,
          details: { kind: round.kind, asked },
        });
        return roundId;
      }),
    );
  }

  /**
   * The secretariat ends a round: its links lead nowhere from now on, and nobody is reminded any more.
   * @throws {Forbidden} @throws {NotFound} @throws {Conflict}
   */
  async end(actor: Member, roundId: string): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      const [round] = await tx.query<{ ended_at: Date | null }[]>(
        'SELECT ended_at FROM portal.confirmation_round WHERE id = $1 FOR UPDATE',
        [roundId],
      );
      if (!round) throw new NotFound();
      if (round.ended_at) throw new Conflict('confirmation.ended', 'この確認は、すでに終わっています。');
      await tx.query('UPDATE portal.confirmation_round SET ended_at = now() WHERE id = $1', [roundId]);
      await this.audit.record(tx, actor, {
        action: 'confirmation.end',
        objectType: 'confirmation_round',
        objectId: roundId,
      });
    });
  }

  /**
   * Somebody of the agency says that its entry is right.
   * @throws {NotFound} @throws {Forbidden} @throws {EntryClosed}
   */
  async confirm(actor: Member, agencyId: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await lockInOperation(tx, agencyId, isOwnEntry(actor, agencyId));
      await this.settle(tx, actor, agencyId, 'signed_in', actor.accountName);
    });
  }

  /**
   * The secretariat was told by telephone, by whom, that an entry is right.
   * @throws {NotFound} @throws {Forbidden} @throws {EntryClosed}
   */
  async confirmByPhone(actor: Member, agencyId: string, saidBy: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await lockInOperation(tx, agencyId, isSecretariat(actor));
      await this.settle(tx, actor, agencyId, 'phone', saidBy);
    });
  }

  private async settle(tx: Tx, actor: Member, agencyId: string, how: AnswerWay, name: string): Promise<void> {
    await markConfirmed(tx, agencyId, this.clock.today());
    await tx.query(
      `UPDATE portal.confirmation_request q
       SET state = 'confirmed', answered_how = $2, answered_by = $3, answered_name = $4, answered_at = now()
       FROM portal.confirmation_round r
       WHERE r.id = q.round_id AND r.ended_at IS NULL AND q.agency_id = $1 AND q.state <> 'confirmed'`,
      [agencyId, how, actor.accountId, name],
    );
    await rebuildSearchDocs(plainSql(tx), [agencyId]);
    await this.audit.record(tx, actor, {
      action: 'entry.confirm',
      objectType: 'agency',
      objectId: agencyId,
      details: { how },
    });
  }
}

/** The entry was looked at today: it is fresh, and nobody has to check it, unless a report of an error is still open. */
export async function markConfirmed(tx: Tx, agencyId: string, today: string): Promise<void> {
  await tx.query(
    `UPDATE portal.agency a
     SET confirmed_on = $2, to_check_since = CASE WHEN r.open THEN a.to_check_since END,
         to_check_why = CASE WHEN r.open THEN a.to_check_why END
     FROM (SELECT EXISTS (SELECT FROM portal.entry_report e WHERE e.agency_id = $1 AND e.state = 'open') AS open) r
     WHERE a.id = $1`,
    [agencyId, today],
  );
}

/** @throws {NotFound} @throws {Forbidden} @throws {EntryClosed} */
async function lockInOperation(tx: Tx, agencyId: string, allowed: boolean): Promise<void> {
  const [agency] = await tx.query<{ status: string }[]>('SELECT status FROM portal.agency WHERE id = $1', [
    agencyId,
  ]);
  if (!agency) throw new NotFound();
  if (!allowed) throw new Forbidden();
  if (agency.status === 'closed') throw new EntryClosed();
  await tx.query('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [agencyId]);
}

/** @throws {NotFound} when one of the agencies is none. */
async function requireKnown(tx: Tx, agencyIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(agencyIds)];
  const known = await tx.query<unknown[]>('SELECT FROM portal.agency WHERE id = ANY ($1::uuid[])', [wanted]);
  if (known.length < wanted.length) throw new NotFound();
}

async function isUnderWay(tx: Tx): Promise<boolean> {
  const open = await tx.query<unknown[]>(
    `SELECT FROM portal.confirmation_round WHERE kind = 'yearly' AND ended_at IS NULL`,
  );
  return open.length > 0;
}
