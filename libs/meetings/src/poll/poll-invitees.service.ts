import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { hashOfToken, type Member } from '#libs/identity';
import {
  Database,
  Invalid,
  Keys,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
} from '#libs/platform';
import { keptPoll } from './kept-poll.js';
import { NoAddress, NobodyToRemind, PollNotReady } from './poll.errors.js';
import { pollAsked } from './poll.mail.js';
import { pollMay } from './poll.status.js';
import { pollToken } from './poll.token.js';

/** Who is asked: whoever fills a seat, or somebody beside the council. */
export type InviteeInput = { readonly isRequired: boolean } & (
  { readonly seatId: string } | { readonly seatId: null; readonly name: string; readonly email: string }
);

interface PollOfCouncil {
  readonly id: string;
  readonly councilId: string;
}

/** Somebody who is asked, as the rules need it. */
interface Asked {
  readonly id: string;
  readonly email: string | null;
  readonly linkNo: number;
}

/** Who is asked by a poll, and by which link. */
@Injectable()
export class PollInvitees {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly keys: Keys,
  ) {}

  /** Asks more people, or says anew who is required. @throws {NotFound} @throws {Forbidden} @throws {PollNotReady} @throws {Invalid} */
  async invite(
    actor: Member,
    pollId: string,
    invitees: readonly InviteeInput[],
    request: OnceKey,
  ): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const poll = await askable(plainSql(tx), actor, pollId);
        await this.add(tx, actor, poll, invitees);
        await touch(plainSql(tx), pollId);
        await this.note(tx, actor, pollId, 'invite', { invitees: invitees.length });
        return pollId;
      }),
    );
  }

  /** The same for a poll that is being opened. @throws {Invalid} for a seat of another council. */
  async add(tx: Tx, actor: Member, poll: PollOfCouncil, invitees: readonly InviteeInput[]): Promise<void> {
    const sql = plainSql(tx);
    for (const invitee of invitees) {
      const known = await knownAs(sql, poll.id, invitee);
      if (!known) await this.ask(sql, actor, poll, invitee);
      else {
        await sql.query('UPDATE portal.poll_invitee SET is_required = $2 WHERE id = $1', [
          known.id,
          invitee.isRequired,
        ]);
        if (known.isGone) await this.relink(sql, known);
      }
    }
  }

  /** Asks somebody no longer: the link is dead, and what was said no longer counts. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {PollNotReady} */
  async withdraw(actor: Member, pollId: string, inviteeId: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const poll = await keptPoll(sql, actor, pollId);
      if (poll.version !== seenVersion) throw new Stale(poll.version);
      if (!pollMay('change', poll.state)) throw new PollNotReady(poll.state);
      await requireAsked(sql, pollId, inviteeId);
      await sql.query(
        'UPDATE portal.poll_invitee SET withdrawn_at = now(), token_hash = NULL WHERE id = $1',
        [inviteeId],
      );
      await touch(sql, pollId);
      await this.note(tx, actor, pollId, 'withdraw', { invitee: inviteeId });
    });
  }

  /** Sends a new link; the one before is dead. @throws {NotFound} @throws {Forbidden} @throws {PollNotReady} @throws {NoAddress} */
  async sendAgain(actor: Member, pollId: string, inviteeId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await askable(sql, actor, pollId);
        const asked = await requireAsked(sql, pollId, inviteeId);
        if (!asked.email) throw new NoAddress();
        await this.relink(sql, asked);
        await this.note(tx, actor, pollId, 'send_again', { invitee: inviteeId });
        return pollId;
      }),
    );
  }

  /** Reminds whoever has not answered every day on offer, once a day at most. @throws {NotFound} @throws {Forbidden} @throws {PollNotReady} @throws {NobodyToRemind} */
  async remind(actor: Member, pollId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await askable(sql, actor, pollId);
        const count = await remindSilent(sql, this.outbox, pollId);
        if (count === 0) throw new NobodyToRemind();
        await this.note(tx, actor, pollId, 'remind', { count });
        return pollId;
      }),
    );
  }

  private async ask(sql: SqlTx, actor: Member, poll: PollOfCouncil, invitee: InviteeInput): Promise<void> {
    const who =
      invitee.seatId === null
        ? { ...invitee, agencyId: null }
        : await holderOf(sql, poll.councilId, invitee.seatId);
    const id = newId();
    await sql.query(
      `INSERT INTO portal.poll_invitee (id, poll_id, council_id, seat_id, agency_id, name, email, is_required, token_hash, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[
          id,
          poll.id,
          poll.councilId,
          invitee.seatId,
          who.agencyId,
          who.name,
          who.email,
          invitee.isRequired,
        ],
        hashOfToken(pollToken(this.keys, id, 1)),
        actor.accountId,
      ],
    );
    if (who.email) await this.outbox.add(sql, pollAsked, { inviteeId: id, linkNo: 1, reminder: 0 });
  }

  /** A new link; whoever holds the old one stands before a closed door. */
  private async relink(sql: SqlTx, { id, email, linkNo }: Asked): Promise<void> {
    await sql.query(
      `UPDATE portal.poll_invitee SET link_no = $2, token_hash = $3, withdrawn_at = NULL, sent_at = NULL, trouble = NULL WHERE id = $1`,
      [id, linkNo + 1, hashOfToken(pollToken(this.keys, id, linkNo + 1))],
    );
    if (email) await this.outbox.add(sql, pollAsked, { inviteeId: id, linkNo: linkNo + 1, reminder: 0 });
  }

  private async note(
    tx: Tx,
    actor: Member,
    objectId: string,
    verb: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `date_poll.${verb}`,
      objectType: 'date_poll',
      objectId,
      details,
    });
  }
}

/** Promises a mail to everybody who has left a day on offer unanswered and was not told of it today; answers to how many. */
export async function remindSilent(sql: SqlTx, outbox: Outbox, pollId: string): Promise<number> {
  const silent = await sql.query<{ id: string; linkNo: number }>(
    `UPDATE portal.poll_invitee i SET reminded_at = now()
     WHERE i.poll_id = $1 AND i.withdrawn_at IS NULL AND i.email IS NOT NULL
       AND (greatest(i.created_at, i.reminded_at) AT TIME ZONE 'Asia/Tokyo')::date < sec.today_in_japan()
       AND EXISTS (SELECT FROM portal.poll_option o WHERE o.poll_id = i.poll_id AND o.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM portal.poll_vote v WHERE v.option_id = o.id AND v.invitee_id = i.id))
     RETURNING i.id, i.link_no AS "linkNo"`,
    [pollId],
  );
  for (const { id, linkNo } of silent)
    await outbox.add(sql, pollAsked, { inviteeId: id, linkNo, reminder: 1 });
  return silent.length;
}

async function askable(sql: SqlTx, actor: Member, pollId: string): Promise<PollOfCouncil> {
  const poll = await keptPoll(sql, actor, pollId);
  if (!pollMay('ask', poll.state)) throw new PollNotReady(poll.state);
  return poll;
}

async function requireAsked(sql: SqlTx, pollId: string, inviteeId: string): Promise<Asked> {
  const [asked] = await sql.query<Asked & Record<string, unknown>>(
    `SELECT id, email, link_no AS "linkNo" FROM portal.poll_invitee WHERE id = $1 AND poll_id = $2 AND withdrawn_at IS NULL`,
    [inviteeId, pollId],
  );
  if (!asked) throw new NotFound();
  return asked;
}

/** Whether this seat or this person has been asked already. */
async function knownAs(
  sql: SqlTx,
  pollId: string,
  invitee: InviteeInput,
): Promise<(Asked & { isGone: boolean }) | undefined> {
  const [known] = await sql.query<Asked & { isGone: boolean } & Record<string, unknown>>(
    `SELECT id, email, link_no AS "linkNo", withdrawn_at IS NOT NULL AS "isGone" FROM portal.poll_invitee
     WHERE poll_id = $1 AND CASE WHEN $2::uuid IS NOT NULL THEN seat_id = $2 ELSE seat_id IS NULL AND lower(email) = lower($3) AND name = $4 END`,
    [pollId, invitee.seatId, ...(invitee.seatId === null ? [invitee.email, invitee.name] : [null, null])],
  );
  return known;
}

async function holderOf(sql: SqlTx, councilId: string, seatId: string) {
  const [holder] = await sql.query<{ agencyId: string; name: string; email: string | null }>(
    `SELECT s.agency_id AS "agencyId", coalesce(h.name, a.name) AS name, h.email FROM portal.council_seat s
     JOIN portal.agency a ON a.id = s.agency_id
     LEFT JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
     WHERE s.id = $1 AND s.council_id = $2 AND (s.until_on IS NULL OR s.until_on >= sec.today_in_japan())`,
    [seatId, councilId],
  );
  if (!holder)
    throw new Invalid([
      {
        field: 'invitees',
        label: '回答をお願いする方',
        detail: '回答をお願いする方: 委員の一覧から選択してください。',
      },
    ]);
  return holder;
}

async function touch(sql: SqlTx, pollId: string): Promise<void> {
  await sql.query('UPDATE portal.date_poll SET version = version + 1, updated_at = now() WHERE id = $1', [
    pollId,
  ]);
}
