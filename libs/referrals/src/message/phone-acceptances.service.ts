import { addWorkingDays } from '#libs/directory';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { belongsTo, type Member } from '#libs/identity';
import { Clock, DataKeys, Forbidden, newId, type OnceKey, type Place } from '#libs/platform';
import { WrongState } from '../referral.errors.js';
import type { LineAddress, LockedLine } from '../referral-steps.js';
import { conversationSetting } from './conversation-settings.service.js';
import { AlreadyAsked, NothingToAnswer } from './message.errors.js';
import { Talk } from './talk.service.js';

/** Who agreed on the telephone, and when. */
export interface HeardAcceptance {
  readonly agreedBy: string;
  readonly agreedOn: string;
  readonly note: string;
}

/** Where the words about a telephone call live. */
export const phoneAcceptancePlace = (id: string): Place => ({
  table: 'phone_acceptance',
  column: 'body',
  row: id,
});

/** 電話での受入れ: the source writes down what it heard; the package stays closed until the recipient says so itself. */
@Injectable()
export class PhoneAcceptances {
  constructor(
    private readonly talk: Talk,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Writes an acceptance down on the recipient's behalf. @throws {WrongState} once it was received. @throws {AlreadyAsked} @throws {ConsentNotActive} */
  async record(actor: Member, at: LineAddress, heard: HeardAcceptance, request: OnceKey): Promise<string> {
    this.talk.requirePast(heard.agreedOn, 'agreedOn', '返事のあった日');
    return this.talk.on(actor, at, 'source', request, async (locked) => {
      const { tx, referral, line } = locked;
      if (line.status !== 'sent') throw new WrongState(line.status);
      const waiting = await tx.query<unknown[]>(
        `SELECT FROM portal.phone_acceptance WHERE line_id = $1 AND state = 'waiting'`,
        [line.id],
      );
      if (waiting.length > 0) throw new AlreadyAsked();
      const id = newId();
      const { phoneConfirmDays } = await conversationSetting(tx);
      const key = await this.dataKeys.one(tx, line.id);
      await tx.query(
        `INSERT INTO portal.phone_acceptance (id, referral_id, line_id, source_agency_id, agency_id, body, recorded_by, confirm_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          referral.id,
          line.id,
          line.sourceAgencyId,
          line.agencyId,
          key.seal(phoneAcceptancePlace(id), JSON.stringify(heard)),
          actor.accountId,
          addWorkingDays(this.clock.today(), phoneConfirmDays),
        ],
      );
      // Who said yes and when is the recipient's own doing; what was heard beside it is about the person.
      if (heard.note !== '') await this.talk.tellRecipient(actor, locked, id, heard.note);
      await this.note(actor, locked, 'record');
      await this.talk.announce(actor, locked, 'phone_accepted');
    });
  }

  /** The recipient knows of no such acceptance. @throws {NothingToAnswer} @throws {Forbidden} without the role. */
  async deny(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    if (!belongsTo('acceptor', actor.role)) throw new Forbidden();
    return this.talk.on(actor, at, 'recipient', request, async (locked) => {
      const waiting = await locked.tx.query<[unknown[], number]>(
        `UPDATE portal.phone_acceptance SET state = 'denied', settled_at = now() WHERE line_id = $1 AND state = 'waiting'`,
        [locked.line.id],
      );
      if (waiting[1] === 0) throw new NothingToAnswer();
      await this.note(actor, locked, 'deny');
      await this.talk.announce(actor, locked, 'phone_denied');
    });
  }

  private async note(actor: Member, { tx, referral, line }: LockedLine, what: string): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `phone_acceptance.${what}`,
      objectType: 'referral',
      objectId: referral.id,
      subjectId: referral.personId,
      ownerAgencyId: referral.sourceAgencyId,
      details: { line: line.id },
    });
  }
}
