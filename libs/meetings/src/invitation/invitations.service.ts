import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { hashOfToken, type Member } from '#libs/identity';
import {
  Database,
  Forbidden,
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
import { seenMeeting } from '../meeting/meeting.sight.js';
import { isAhead } from '../meeting/meeting.status.js';
import { keptMeeting } from '../meeting/meetings.service.js';
import { remindLines, tellAll } from './dispatching.js';
import type { AnswerOutcome, InvitationRole } from './invitation.codes.js';
import { AlreadyInvited, AnswerRefused, MeetingNotOpen, NobodyToTell } from './invitation.errors.js';
import { answerToken } from './invitation.token.js';
import type { GivenReply } from './open-invitations.js';

/** Somebody beside the council who is to come. */
export interface GuestInput {
  readonly name: string;
  readonly post: string;
  readonly email: string;
  readonly role: InvitationRole;
}

/** Who is to come: seats of the council, and guests. */
export interface InviteInput {
  /** Nothing means every seat that is filled on that day. */
  readonly seatIds: readonly string[] | undefined;
  readonly guests: readonly GuestInput[];
}

interface KeptInvitation extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly round: number;
  readonly address: string | null;
  readonly invitedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** 案内: who is asked to come to a meeting, the mails that tell them, and their answers. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly keys: Keys,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Puts people on the list of a meeting; nothing is sent yet.
   * @throws {NotFound} @throws {Forbidden} @throws {MeetingNotOpen} @throws {AlreadyInvited}
   */
  async invite(actor: Member, meetingId: string, input: InviteInput, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const meeting = await keptMeeting(sql, actor, meetingId);
        if (!isAhead(meeting.state)) throw new MeetingNotOpen();
        const seats = await inviteSeats(sql, actor, meetingId, input.seatIds ?? null);
        for (const guest of input.guests) await inviteGuest(sql, actor, meeting, guest);
        const invited = seats + input.guests.length;
        await this.note(tx, actor, 'invite', meetingId, { invited }, 'meeting');
        return meetingId;
      }),
    );
  }

  /**
   * Sends the invitations that were not sent yet.
   * @throws {NotFound} @throws {Forbidden} @throws {MeetingNotOpen} @throws {NobodyToTell}
   */
  async send(actor: Member, meetingId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await announcedMeeting(sql, actor, meetingId);
        await sql.query(
          `UPDATE portal.invitation SET invited_at = now(), version = version + 1
           WHERE meeting_id = $1 AND invited_at IS NULL AND withdrawn_at IS NULL AND email IS NOT NULL`,
          [meetingId],
        );
        const mails = await this.tell(sql, actor, meetingId);
        if (mails === 0) throw new NobodyToTell();
        await this.note(tx, actor, 'send', meetingId, { mails }, 'meeting');
        return meetingId;
      }),
    );
  }

  /** Asks those who have not answered. @throws {NotFound} @throws {Forbidden} @throws {MeetingNotOpen} @throws {NobodyToTell} */
  async remind(actor: Member, meetingId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await announcedMeeting(sql, actor, meetingId);
        const unanswered = ['needs_action'] as const;
        const mails = await remindLines(sql, this.tools, meetingId, 'nudge', unanswered, actor.accountId);
        if (mails === 0) throw new NobodyToTell();
        await this.note(tx, actor, 'remind', meetingId, { mails }, 'meeting');
        return meetingId;
      }),
    );
  }

  /** Invites somebody no longer; what stands in their calendar goes. @throws {NotFound} @throws {Forbidden} @throws {Stale} */
  async withdraw(actor: Member, meetingId: string, id: string, seenVersion: number): Promise<void> {
    await this.withInvitation(actor, meetingId, id, seenVersion, async (tx, sql, { withdrawnAt }) => {
      if (withdrawnAt) return;
      await sql.query(
        'UPDATE portal.invitation SET withdrawn_at = now(), token_hash = NULL, version = version + 1 WHERE id = $1',
        [id],
      );
      await this.tell(sql, actor, meetingId);
      await this.note(tx, actor, 'withdraw', id);
    });
  }

  /**
   * Invites somebody again, who had declined or was no longer invited: the same event, a new link; the old one is dead.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {MeetingNotOpen}
   */
  async renew(actor: Member, meetingId: string, id: string, seenVersion: number): Promise<void> {
    await this.withInvitation(actor, meetingId, id, seenVersion, async (tx, sql, { round, address }) => {
      const { state } = await announcedMeeting(sql, actor, meetingId);
      if (state !== 'announced' || address === null) throw new NobodyToTell();
      await sql.query(
        `UPDATE portal.invitation SET withdrawn_at = NULL, invited_at = coalesce(invited_at, now()), token_round = $2,
           token_hash = $3, answer = 'needs_action', mode = NULL, substitute = '', comment = '', answered_at = NULL,
           version = version + 1 WHERE id = $1`,
        [id, round + 1, hashOfToken(answerToken(this.keys, id, round + 1))],
      );
      await this.tell(sql, actor, meetingId, address);
      await this.note(tx, actor, 'renew', id);
    });
  }

  /** Writes to another address from now on. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AlreadyInvited} */
  async readdress(
    actor: Member,
    meetingId: string,
    id: string,
    seenVersion: number,
    email: string,
  ): Promise<void> {
    await this.withInvitation(actor, meetingId, id, seenVersion, async (tx, sql) => {
      await sql.query('UPDATE portal.invitation SET email = $2, version = version + 1 WHERE id = $1', [
        id,
        email,
      ]);
      await this.tell(sql, actor, meetingId);
      await this.note(tx, actor, 'readdress', id);
    });
  }

  /**
   * Answers for the own agency, or writes down what the secretariat was told by telephone.
   * @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AnswerRefused}
   */
  async answer(
    actor: Member,
    meetingId: string,
    id: string,
    seenVersion: number,
    reply: GivenReply,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await seenMeeting(sql, actor, meetingId);
      const [found] = await sql.query<{ isOwn: boolean; isKept: boolean; version: number }>(
        `SELECT coalesce(i.agency_id = $3, false) AS "isOwn", c.secretariat_agency_id = $3 AS "isKept", i.version
         FROM portal.invitation i JOIN portal.council c ON c.id = i.council_id WHERE i.id = $1 AND i.meeting_id = $2`,
        [id, meetingId, actor.agencyId],
      );
      if (!found) throw new NotFound();
      if (!found.isOwn && !found.isKept) throw new Forbidden();
      if (found.version !== seenVersion) throw new Stale(found.version);
      const how = found.isOwn ? 'member' : 'secretariat';
      await putAnswer(sql, actor, id, reply, how);
      await this.note(tx, actor, 'answer', id, { answer: reply.answer, how });
    });
  }

  private get tools() {
    return { keys: this.keys, outbox: this.outbox };
  }

  private async tell(sql: SqlTx, actor: Member, meetingId: string, again?: string): Promise<number> {
    return tellAll(sql, this.tools, meetingId, { by: actor.accountId, again });
  }

  private async withInvitation(
    actor: Member,
    meetingId: string,
    id: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx, before: KeptInvitation) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await keptMeeting(sql, actor, meetingId);
      const [before] = await sql.query<KeptInvitation>(
        `SELECT id, version, token_round AS round, lower(email) AS address, invited_at AS "invitedAt",
           withdrawn_at AS "withdrawnAt" FROM portal.invitation WHERE id = $1 AND meeting_id = $2 FOR UPDATE`,
        [id, meetingId],
      );
      if (!before) throw new NotFound();
      if (before.version !== seenVersion) throw new Stale(before.version);
      await work(tx, sql, before);
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    verb: string,
    objectId: string,
    details: Readonly<Record<string, unknown>> = {},
    objectType = 'invitation',
  ): Promise<void> {
    await this.audit.record(tx, actor, { action: `invitation.${verb}`, objectType, objectId, details });
  }
}

/** Writes an answer with the rights of whoever gives it. @throws {AnswerRefused} @throws {NotFound} */
export async function putAnswer(
  sql: SqlTx,
  actor: Pick<Member, 'accountId'>,
  id: string,
  { answer, mode, substitute, comment }: GivenReply,
  how: 'secretariat' | 'member',
): Promise<void> {
  const [said] = await sql.query<{ outcome: AnswerOutcome }>(
    'SELECT portal.put_answer($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL) AS outcome',
    [id, newId(), answer, mode, substitute, comment, how, actor.accountId],
  );
  const { outcome } = said!;
  if (outcome === 'unknown') throw new NotFound();
  if (outcome !== 'done') throw new AnswerRefused(outcome);
}

async function announcedMeeting(sql: SqlTx, actor: Member, meetingId: string) {
  const meeting = await keptMeeting(sql, actor, meetingId);
  if (meeting.state !== 'announced') throw new MeetingNotOpen();
  return meeting;
}

/** The seats that are filled on the day of the meeting, each with whoever fills it then. */
async function inviteSeats(
  sql: SqlTx,
  actor: Member,
  meetingId: string,
  seatIds: readonly string[] | null,
): Promise<number> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.id FROM portal.meeting m JOIN portal.council_seat s ON s.council_id = m.council_id
       AND m.start_local::date BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
     WHERE m.id = $1 AND ($2::uuid[] IS NULL OR s.id = ANY ($2)) ORDER BY s.id`,
    [meetingId, seatIds && [...seatIds]],
  );
  if (seatIds && rows.length < new Set(seatIds).size) throw new NotFound();
  let invited = 0;
  for (const { id: seatId } of rows) {
    const made = await sql.query(
      `INSERT INTO portal.invitation (id, meeting_id, council_id, seat_id, agency_id, account_id, name, post, email, role, created_by)
       SELECT $1, m.id, m.council_id, s.id, s.agency_id, h.account_id, coalesce(h.name, a.name), coalesce(h.post, ''),
         coalesce(h.email, nullif(a.update_email, ''), nullif(a.email, '')),
         CASE s.role WHEN 'observer' THEN 'observer' ELSE 'required' END, $4
       FROM portal.meeting m JOIN portal.council_seat s ON s.id = $3 JOIN portal.agency a ON a.id = s.agency_id
       LEFT JOIN LATERAL (SELECT * FROM portal.seat_holder x WHERE x.seat_id = s.id
         AND m.start_local::date BETWEEN x.from_on AND coalesce(x.until_on, 'infinity') ORDER BY x.from_on DESC LIMIT 1) h ON true
       WHERE m.id = $2 ON CONFLICT (meeting_id, seat_id) WHERE seat_id IS NOT NULL DO NOTHING RETURNING id`,
      [newId(), meetingId, seatId, actor.accountId],
    );
    invited += made.length;
  }
  return invited;
}

async function inviteGuest(
  sql: SqlTx,
  actor: Member,
  { id: meetingId, councilId }: { id: string; councilId: string },
  { name, post, email, role }: GuestInput,
): Promise<void> {
  const made = await sql.query(
    `INSERT INTO portal.invitation (id, meeting_id, council_id, name, post, email, role, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (meeting_id, lower(email), name) WHERE seat_id IS NULL AND withdrawn_at IS NULL DO NOTHING RETURNING id`,
    [newId(), meetingId, councilId, name, post, email, role, actor.accountId],
  );
  if (made.length === 0) throw new AlreadyInvited();
}
