import { Injectable } from '@nestjs/common';
import { belongsTo, type Member } from '#libs/identity';
import { Forbidden, Invalid, type OnceKey } from '#libs/platform';
import { WrongState } from '../referral.errors.js';
import { type LineAddress, ReferralSteps } from '../referral-steps.js';
import type { StopReason } from './message.codes.js';
import { AlreadyAsked, NothingToAnswer } from './message.errors.js';
import { Talk } from './talk.service.js';

/** Why support should end, and by when an answer is asked for. */
export interface StopInput {
  readonly reason: StopReason;
  readonly note: string;
  readonly dueOn: string;
}

/** 中止の申し出: once support has begun the source can only ask; the recipient agrees or refuses with a reason. */
@Injectable()
export class Stopping {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly talk: Talk,
  ) {}

  /** Asks the recipient to end its support. @throws {WrongState} before support has begun. @throws {AlreadyAsked} @throws {ConsentNotActive} */
  async ask(actor: Member, at: LineAddress, input: StopInput, request: OnceKey): Promise<string> {
    this.talk.requireToCome(input.dueOn);
    return this.talk.on(actor, at, 'source', request, async (locked) => {
      // The same state from which the recipient may stop; before it the source simply cancels.
      if (!locked.line.may('stop')) throw new WrongState(locked.line.status);
      if (await this.talk.open(locked, 'stop_request')) throw new AlreadyAsked();
      const id = await this.talk.say(actor, locked, 'stop_request', [{ label: '説明', text: input.note }], {
        dueOn: input.dueOn,
        code: input.reason,
      });
      // The reason's code says enough where nothing may be told any more.
      if (input.note !== '') await this.talk.tellRecipient(actor, locked, id, input.note);
      await this.talk.announce(actor, locked, 'stop_asked');
    });
  }

  /** Ends support as the source asked. @throws {NothingToAnswer} */
  async agree(actor: Member, at: LineAddress, note: string, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'stop', request, async (step) => {
      const asked = await this.talk.open(step, 'stop_request');
      if (!asked) throw new NothingToAnswer();
      const id = await this.talk.say(actor, step, 'stop_agreed', [{ label: '連絡', text: note }], {
        answers: asked.id,
      });
      if (note !== '') await this.talk.tellSource(actor, step, id, note);
      const isPersons = asked.code?.startsWith('person_') ?? false;
      const reason = isPersons
        ? { code: asked.code!, attribution: 'person' as const }
        : { code: 'source_asked', attribution: 'agency' as const };
      step.line.stop(step.now, reason);
      return { reason };
    });
  }

  /** Goes on with support, and says why wherever that may be told. @throws {NothingToAnswer} @throws {ConsentNotActive} @throws {Invalid} */
  async refuse(actor: Member, at: LineAddress, why: string, request: OnceKey): Promise<string> {
    if (!belongsTo('acceptor', actor.role)) throw new Forbidden();
    return this.talk.on(actor, at, 'recipient', request, async (locked) => {
      const asked = await this.talk.open(locked, 'stop_request');
      if (!asked || !locked.line.may('stop')) throw new NothingToAnswer();
      if (why === '' && (await this.talk.mayTellSource(locked)))
        throw new Invalid([{ field: 'why', label: '理由', detail: '理由を入力してください。' }]);
      const id = await this.talk.say(actor, locked, 'stop_refused', [{ label: '理由', text: why }], {
        answers: asked.id,
      });
      if (why !== '') await this.talk.tellSource(actor, locked, id, why);
      await this.talk.announce(actor, locked, 'stop_refused');
    });
  }
}
