import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { type LineAddress, PersonAnswers, ReferralDetails, Sending } from '#libs/referrals';
import { ByMember, Once } from '../http/parameters.js';
import { LineAt, Move } from './line-move.js';
import { whyOf } from './reasons.rules.js';
import { PersonDeclineRequest, ReasonRequest, SelectionRequest } from './referrals.dto.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** What the sending side does with a line; that the person declines, either side may have heard. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class SendingController {
  constructor(
    private readonly sending: Sending,
    private readonly answers: PersonAnswers,
    private readonly details: ReferralDetails,
  ) {}

  @Move('sending', 'caseworker')
  async askNext(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.askNext(actor, at, once));
  }

  @Move('selection', 'caseworker')
  async select(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: SelectionRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.select(actor, at, input.wish, once));
  }

  @Move('person-decline', 'caseworker')
  async personDecline(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: PersonDeclineRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const { heardBy } = input;
    const why = { ...whyOf('person_decline', input), heardBy };
    return this.show(actor, await this.answers.decline(actor, at, why, once));
  }

  @Move('cancellation', 'caseworker')
  async cancel(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.cancel(actor, at, whyOf('cancel', input), once));
  }

  @Move('resumption', 'caseworker')
  async resume(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.resume(actor, at, once));
  }

  @Move('completion', 'caseworker')
  async complete(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.complete(actor, at, once));
  }

  @Move('reopening', 'caseworker')
  async reopen(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.sending.reopen(actor, at, whyOf('reopen', input), once));
  }

  private async show(actor: Member, referralId: string): Promise<ReferralView> {
    return presentReferral(await this.details.record(actor, referralId));
  }
}
