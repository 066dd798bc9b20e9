import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { Declines, type LineAddress, Receiving, ReferralDetails } from '#libs/referrals';
import { ByMember, Once } from '../http/parameters.js';
import { LineAt, Move } from './line-move.js';
import { whyOf } from './reasons.rules.js';
import { AcceptanceRequest, ReasonRequest, ReportRequest, StartRequest } from './referrals.dto.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** What the receiving side does with a line. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class ReceivingController {
  constructor(
    private readonly receiving: Receiving,
    private readonly declines: Declines,
    private readonly details: ReferralDetails,
  ) {}

  @Move('receipt', 'caseworker')
  async receive(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.receive(actor, at, once));
  }

  @Move('review', 'caseworker')
  async review(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.review(actor, at, once));
  }

  @Move('acceptance', 'acceptor')
  async accept(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: AcceptanceRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.accept(actor, at, input.note ?? null, once));
  }

  @Move('waiting', 'caseworker')
  async waitlist(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: AcceptanceRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.waitlist(actor, at, input.note ?? null, once));
  }

  @Move('decline', 'acceptor')
  async decline(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.declines.decline(actor, at, whyOf('decline', input), once));
  }

  @Move('start', 'caseworker')
  async start(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: StartRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.start(actor, at, input.startedOn, once));
  }

  @Move('report', 'caseworker')
  async report(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReportRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.report(actor, at, input, once));
  }

  @Move('failure', 'caseworker')
  async fail(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.receiving.fail(actor, at, whyOf('fail', input), once));
  }

  private async show(actor: Member, referralId: string): Promise<ReferralView> {
    return presentReferral(await this.details.record(actor, referralId));
  }
}
