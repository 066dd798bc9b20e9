import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Conflict, Invalid, newId, type OnceKey, Stale } from '#libs/platform';
import { WrongState } from '../referral.errors.js';
import type { LineAddress } from '../referral-steps.js';
import { type Attendance, attendances } from './message.codes.js';
import { Messages } from './messages.service.js';
import { Talk } from './talk.service.js';

/** How support goes, between its beginning and its end (経過報告). */
export interface InterimInput {
  readonly from: string;
  readonly until: string;
  readonly attendance: Attendance;
  readonly changes: string;
  readonly issues: string;
}

/** Reports of the recipient while it supports the person; told under the consent to report back. */
@Injectable()
export class InterimReports {
  constructor(
    private readonly talk: Talk,
    private readonly messages: Messages,
  ) {}

  /** What cannot be reported is kept as a draft first. @throws {WrongState} while nobody supports the person. @throws {ConsentNotActive} @throws {Invalid} */
  async report(actor: Member, at: LineAddress, input: InterimInput, request: OnceKey): Promise<string> {
    this.talk.requirePast(input.until, 'until', '期間の終わり');
    if (input.from > input.until)
      throw new Invalid([
        { field: 'until', label: '期間の終わり', detail: '期間の始まり以後の日付にしてください。' },
      ]);
    try {
      return await this.write(actor, at, input, request);
    } catch (refusal) {
      const words = [input.changes, input.issues].filter(Boolean).join('\n');
      if (refusal instanceof Conflict || refusal instanceof Stale) await this.messages.keep(actor, at, words);
      throw refusal;
    }
  }

  private async write(
    actor: Member,
    at: LineAddress,
    input: InterimInput,
    request: OnceKey,
  ): Promise<string> {
    return this.talk.on(actor, at, 'recipient', request, async (locked) => {
      if (!['accepted', 'in_progress'].includes(locked.line.status)) throw new WrongState(locked.line.status);
      const lines = [
        { label: '期間', text: `${input.from}から${input.until}まで` },
        { label: '出席', text: attendances[input.attendance] },
        { label: '変化', text: input.changes },
        { label: '課題', text: input.issues },
      ];
      // The question comes before the words: what may not be told is not written down for the other side.
      const id = newId();
      await this.talk.tellSource(actor, locked, id, JSON.stringify(lines));
      await this.talk.say(actor, locked, 'interim_report', lines, { id, code: input.attendance });
      await this.talk.announce(actor, locked, 'interim_reported');
    });
  }
}
