import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { anonymous, Database, newId, NotFound, plainSql, type SqlTx, type Tx } from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { AnswerOutcome, GivenAnswer } from '../invitation/invitation.codes.js';
import { AnswerRefused, MailSettled } from '../invitation/invitation.errors.js';

/** Why a person has to look at a mail that came in. */
export const waitingWhys = {
  unreadable: '内容を読み取れませんでした',
  no_calendar: '予定への返信ではないメールです',
  other_method: '日時の変更の希望など、出欠以外の内容です',
  unknown_sender: '案内した宛先ではない人からの返信です',
  several_seats: 'この宛先には委員が2人以上います。だれの回答かを選んでください',
  substitute: '代理の人を立てたいという返信です',
  unknown_meeting: 'どの会議への返信か分かりません',
  full: '希望の参加方法が定員に達しています',
  closed: '受け付けが終わった会議への返信です',
} as const;
export type WaitingWhy = keyof typeof waitingWhys;

/** A mail that waits for a person. */
export interface WaitingMail {
  readonly id: string;
  readonly why: WaitingWhy;
  readonly meetingId: string | null;
  readonly meeting: string | null;
  readonly invitationId: string | null;
  readonly sender: string | null;
  readonly senderName: string | null;
  readonly subject: string;
  readonly words: string;
  readonly answer: GivenAnswer | null;
  readonly substitute: string | null;
  readonly comment: string | null;
  readonly arrivedAt: Date;
}

interface OpenMail extends Record<string, unknown> {
  readonly state: string;
  readonly meetingId: string | null;
  readonly answer: GivenAnswer | null;
  readonly substitute: string | null;
  readonly comment: string | null;
  readonly sequence: number | null;
  readonly stamp: Date | null;
}

/** Mails that come in: taken from relays and folders, and, where no program may decide, by a person. */
@Injectable()
export class InboundMails {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Keeps a raw mail until a worker reads it. The same mail a second time is nothing new. */
  async takeIn(content: Buffer): Promise<void> {
    await this.db.transaction(anonymous, (tx) =>
      tx.query(`SELECT portal.take_in_mail($1, $2, 'relay')`, [newId(), content]),
    );
  }

  /** What waits for the reader, of all councils that they keep; the oldest hundred. */
  async waiting(actor: Member): Promise<WaitingMail[]> {
    return this.db.transaction(actor, (tx) => waitingMails(plainSql(tx), null));
  }

  /** What waits about one meeting; nothing for whoever does not keep it. @throws {NotFound} */
  async waitingFor(actor: Member, meetingId: string): Promise<WaitingMail[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { isKeeper } = await seenMeeting(sql, actor, meetingId);
      return isKeeper ? waitingMails(sql, meetingId) : [];
    });
  }

  /**
   * Takes what stands in a mail as the answer of somebody who is invited.
   * @throws {NotFound} @throws {MailSettled} @throws {AnswerRefused}
   */
  async accept(actor: Member, id: string, invitationId: string): Promise<void> {
    await this.withWaiting(actor, id, async (tx, sql, mail) => {
      const [invitation] = await sql.query(
        'SELECT FROM portal.invitation WHERE id = $1 AND meeting_id = $2',
        [invitationId, mail.meetingId],
      );
      if (!invitation || mail.answer === null) throw new NotFound();
      const [said] = await sql.query<{ outcome: AnswerOutcome }>(
        `SELECT portal.put_answer($1, $2, $3, NULL, $4, $5, 'mail', $6, $7, $8) AS outcome`,
        [
          ...[invitationId, newId(), mail.answer, mail.substitute, mail.comment, actor.accountId],
          ...[mail.sequence, mail.stamp],
        ],
      );
      const { outcome } = said!;
      if (outcome === 'unknown') throw new NotFound();
      if (outcome !== 'done') throw new AnswerRefused(outcome);
      await this.settle(tx, sql, actor, id, 'accepted', invitationId);
    });
  }

  /** Puts a mail aside that says nothing about who comes. @throws {NotFound} @throws {MailSettled} */
  async dismiss(actor: Member, id: string): Promise<void> {
    await this.withWaiting(actor, id, (tx, sql) => this.settle(tx, sql, actor, id, 'dismissed', null));
  }

  private async settle(
    tx: Tx,
    sql: SqlTx,
    actor: Member,
    id: string,
    state: 'accepted' | 'dismissed',
    invitationId: string | null,
  ): Promise<void> {
    await sql.query(
      `UPDATE portal.inbound_mail SET state = $2, invitation_id = coalesce($3, invitation_id), settled_at = now(), settled_by = $4
       WHERE id = $1`,
      [id, state, invitationId, actor.accountId],
    );
    await this.audit.record(tx, actor, {
      action: `inbound_mail.${state === 'accepted' ? 'accept' : 'dismiss'}`,
      objectType: 'inbound_mail',
      objectId: id,
      details: {},
    });
  }

  private async withWaiting(
    actor: Member,
    id: string,
    work: (tx: Tx, sql: SqlTx, mail: OpenMail) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [mail] = await sql.query<OpenMail>(
        `SELECT state, meeting_id AS "meetingId", answer, substitute, comment, sequence, stamp
         FROM portal.inbound_mail WHERE id = $1 AND (${isKeptHere('council_id')} OR (council_id IS NULL AND $2)) FOR UPDATE`,
        [id, actor.role === 'secretariat'],
      );
      if (!mail) throw new NotFound();
      if (mail.state !== 'waiting') throw new MailSettled();
      await work(tx, sql, mail);
    });
  }
}

async function waitingMails(sql: SqlTx, meetingId: string | null): Promise<WaitingMail[]> {
  return sql.query<WaitingMail & Record<string, unknown>>(
    `SELECT w.id, w.why, w.meeting_id AS "meetingId", m.title AS meeting, w.invitation_id AS "invitationId", w.sender,
       w.sender_name AS "senderName", coalesce(w.subject, '') AS subject, coalesce(w.words, '') AS words, w.answer,
       w.substitute, w.comment, w.arrived_at AS "arrivedAt"
     FROM portal.inbound_mail w LEFT JOIN portal.meeting m ON m.id = w.meeting_id
     WHERE w.state = 'waiting' AND ($1::uuid IS NULL OR w.meeting_id = $1) ORDER BY w.arrived_at, w.id LIMIT 100`,
    [meetingId],
  );
}
