import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  type AnswerInput,
  Askings,
  ConsentAfterwards,
  Consents,
  type DecisionInput,
  type PaperInput,
} from '#libs/people';
import { Database, once, type OnceKey } from '#libs/platform';
import { ConsentEffects } from './consent-effects.js';

/** Takes decisions down together with what they mean for open referrals: what they close, closes there at once. */
@Injectable()
export class ConsentAnswers {
  constructor(
    private readonly db: Database,
    private readonly consents: Consents,
    private readonly askings: Askings,
    private readonly afterwards: ConsentAfterwards,
    private readonly effects: ConsentEffects,
  ) {}

  /** Records a decision that was not asked for under a number; answers its id. */
  async record(actor: Member, personId: string, input: DecisionInput, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () =>
        this.effects.apply(
          tx,
          actor,
          () => Promise.resolve(personId),
          () => this.consents.decide(tx, actor, personId, input),
        ),
      ),
    );
  }

  /** Takes the answer to an asking down; answers the id of the decision. */
  async answer(
    actor: Member,
    id: string,
    input: AnswerInput,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () =>
        this.effects.apply(
          tx,
          actor,
          () => this.askings.personOf(tx, actor, id),
          () => this.askings.answer(tx, actor, id, input, seenVersion),
        ),
      ),
    );
  }

  /** Takes the paper behind a spoken yes down; answers the id of the decision that counts now. */
  async takePaper(
    actor: Member,
    id: string,
    input: PaperInput,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () =>
        this.effects.apply(
          tx,
          actor,
          () => this.consents.personOf(tx, actor, id),
          () => this.afterwards.takePaper(tx, actor, id, input, seenVersion),
        ),
      ),
    );
  }

  /** Says that a decision was written down by mistake; answers its id. */
  async mistake(
    actor: Member,
    id: string,
    reason: string,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, () =>
        this.effects.apply(
          tx,
          actor,
          () => this.consents.personOf(tx, actor, id),
          () => this.afterwards.mistake(tx, actor, id, reason, seenVersion),
        ),
      ),
    );
  }
}
