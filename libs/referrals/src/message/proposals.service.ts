import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { type LineAddress, ReferralSteps } from '../referral-steps.js';
import { NothingToAnswer } from './message.errors.js';
import { movedDeadline } from '../loop/moved-deadline.js';
import { Talk } from './talk.service.js';

/** What the recipient could do in the place of what was asked. */
export interface ProposalInput {
  readonly service: string;
  readonly time: string;
  readonly note: string;
  readonly dueOn: string | null;
}

/** What the person said to a proposal, and who heard it. */
export interface PersonsAnswer {
  readonly words: string;
  readonly heardBy: string;
}

/** 代替提案: another service or another time at the same agency; the person decides. */
@Injectable()
export class Proposals {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly talk: Talk,
  ) {}

  /** Offers something else than what was asked. */
  async propose(actor: Member, at: LineAddress, input: ProposalInput, request: OnceKey): Promise<string> {
    this.talk.requireToCome(input.dueOn);
    return this.steps.take(actor, at, 'propose', request, async (step) => {
      step.line.propose(step.now, this.talk.today());
      const lines = [
        { label: '提案する支援', text: input.service },
        { label: '時期', text: input.time },
        { label: '説明', text: input.note },
      ];
      const id = await this.talk.say(actor, step, 'proposal', lines, { dueOn: input.dueOn });
      await this.talk.tellSource(actor, step, id, JSON.stringify(lines), 'decision');
    });
  }

  /** The person agrees; the recipient goes on with what it proposed. */
  async agree(actor: Member, at: LineAddress, said: PersonsAnswer, request: OnceKey): Promise<string> {
    return this.answer(actor, at, 'agree', said, request);
  }

  /** The person keeps to what was asked. */
  async turnDown(actor: Member, at: LineAddress, said: PersonsAnswer, request: OnceKey): Promise<string> {
    return this.answer(actor, at, 'turn_down', said, request);
  }

  private async answer(
    actor: Member,
    at: LineAddress,
    verb: 'agree' | 'turn_down',
    { words, heardBy }: PersonsAnswer,
    request: OnceKey,
  ): Promise<string> {
    return this.steps.take(actor, at, verb, request, async (step) => {
      const proposal = await this.talk.open(step, 'proposal');
      if (!proposal) throw new NothingToAnswer();
      const { line, now } = step;
      const dueOn = movedDeadline(line.dueOn, line.clockStoppedOn, this.talk.today());
      const lines = [
        { label: '本人の返事', text: words },
        { label: '聞き取った人', text: heardBy },
      ];
      const kind = verb === 'agree' ? 'proposal_agreed' : 'proposal_turned_down';
      const id = await this.talk.say(actor, step, kind, lines, { answers: proposal.id });
      await this.talk.tellRecipient(actor, step, id, words);
      if (verb === 'agree') line.agree(now, dueOn);
      else line.turnDown(now, dueOn);
    });
  }
}
