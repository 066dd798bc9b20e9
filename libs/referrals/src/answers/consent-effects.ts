import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { closedBy, ConsentCover } from '#libs/people';
import type { Tx } from '#libs/platform';
import { WithdrawalEffects } from '../withdrawal/withdrawal-effects.service.js';

/** What a decision means for open referrals, worked out from what may be told before and after it, cell by cell. */
@Injectable()
export class ConsentEffects {
  constructor(
    private readonly cover: ConsentCover,
    private readonly effects: WithdrawalEffects,
  ) {}

  /**
   * Does something to the consents of a person, whoever that is once nobody else is at it. What may be told no more after it is closed like something that was taken
   * back: lines that are left with nothing stop, and whoever was told is asked what becomes of it. Answers the id that the
   * work answers.
   */
  async apply(
    tx: Tx,
    actor: Member,
    whoever: () => Promise<string | undefined>,
    work: () => Promise<string>,
  ): Promise<string> {
    const personId = await this.cover.stopWhoever(tx, whoever);
    const { answer: decisionId, closed } = await closedBy(tx, personId, work);
    if (closed.length > 0) await this.effects.byDecision(tx, actor, personId, decisionId, closed);
    return decisionId;
  }
}
