import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import type { LineReason } from './referral-line.entity.js';
import { type LineAddress, ReferralSteps } from './referral-steps.js';

/** Why the person does not want it, and who heard it from them. */
export interface PersonDeclineInput {
  readonly reason: LineReason;
  /** Name of whoever heard the person say so, on either side. */
  readonly heardBy: string;
  readonly note?: string | null;
}

/** What the person says to a referral; either side may have heard it. */
@Injectable()
export class PersonAnswers {
  constructor(private readonly steps: ReferralSteps) {}

  /** The person declines, before or during support; both sides are told. */
  async decline(
    actor: Member,
    at: LineAddress,
    { reason, heardBy, note }: PersonDeclineInput,
    request: OnceKey,
  ): Promise<string> {
    return this.steps.take(actor, at, 'person_decline', request, ({ line, now }) => {
      line.personDecline(now, reason);
      return { reason, note: [`聞き取り：${heardBy}`, note].filter(Boolean).join('\n') };
    });
  }
}
