import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { ConsentCover, type DataCategory, Disclosures } from '#libs/people';
import { Packages } from '../packages.service.js';
import { Referral } from '../referral.entity.js';
import { type LineAddress, ReferralSteps, type Step } from '../referral-steps.js';
import { NothingToAnswer } from './message.errors.js';
import { movedDeadline } from '../loop/moved-deadline.js';
import { Talk } from './talk.service.js';

/** What the recipient wants to know, and by when. */
export interface QuestionInput {
  readonly questions: string;
  readonly dueOn: string | null;
}

/** What the source answers; with a new version of the package where categories are named. */
export interface AnswerToQuestion {
  readonly text: string;
  /** What the new version tells; null leaves the package as it is. */
  readonly categories: readonly DataCategory[] | null;
}

/** 追加情報依頼: the recipient asks, the clock stands still, the source answers. */
@Injectable()
export class Questions {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly talk: Talk,
    private readonly packages: Packages,
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
  ) {}

  /** Asks the source for more. @throws {Invalid} for a day that has passed. */
  async ask(actor: Member, at: LineAddress, input: QuestionInput, request: OnceKey): Promise<string> {
    this.talk.requireToCome(input.dueOn);
    return this.steps.take(actor, at, 'ask', request, async (step) => {
      step.line.ask(step.now, this.talk.today());
      const id = await this.talk.say(
        actor,
        step,
        'question',
        [{ label: '知りたいこと', text: input.questions }],
        { dueOn: input.dueOn },
      );
      await this.talk.tellSource(actor, step, id, input.questions, 'decision');
    });
  }

  /**
   * Answers what was asked. A new version of the package is frozen from the record as it is now, and must be covered whole.
   * @throws {ConsentNotActive} @throws {Invalid} when a chosen kind of data has no content.
   */
  async answer(actor: Member, at: LineAddress, input: AnswerToQuestion, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'answer', request, async (step) => {
      const { line, now } = step;
      const question = await this.talk.open(step, 'question');
      if (!question) throw new NothingToAnswer();
      const version = input.categories ? await this.repack(actor, step, input.categories) : null;
      const dueOn = movedDeadline(line.dueOn, line.clockStoppedOn, this.talk.today());
      const id = await this.talk.say(actor, step, 'answer', [{ label: '回答', text: input.text }], {
        answers: question.id,
        packageVersion: version,
      });
      if (input.text !== '') await this.talk.tellRecipient(actor, step, id, input.text);
      line.answer(now, dueOn, version ?? line.packageVersion);
    });
  }

  /** Freezes the next version with these kinds of data, for the recipient who asked. */
  private async repack(actor: Member, step: Step, categories: readonly DataCategory[]): Promise<number> {
    const { tx, referral, line } = step;
    Object.assign(referral, { categories: [...categories] });
    await tx.update(Referral, { id: referral.id }, { categories: [...categories] });
    await this.steps.requireConsent(tx, 'answer', referral, line);
    const { version, hash } = await this.packages.freeze(tx, actor, referral);
    const purpose = referral.purpose ?? 'intake';
    const question = { personId: referral.personId, recipientAgencyId: line.agencyId, purpose };
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: line.sourceAgencyId,
      toAgencyId: line.agencyId,
      ...(await this.cover.requireSome(tx, question, referral.categories)),
      purpose,
      method: 'sent',
      referralId: referral.id,
      lineId: line.id,
      contentHash: hash,
    });
    return version;
  }
}
