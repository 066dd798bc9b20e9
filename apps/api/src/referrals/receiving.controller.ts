import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { ReferralDetails, Receiving } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { whyOf } from './reasons.rules.js';
import { AcceptanceRequest, ReasonRequest, ReportRequest, StartRequest } from './referrals.dto.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** What the receiving side does with a line. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class ReceivingController {
  constructor(
    private readonly receiving: Receiving,
    private readonly details: ReferralDetails,
  ) {}

  @Post('receipt')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async receive(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.receive(actor, { referralId: id, lineId: rid, seenVersion }, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('review')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async review(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.review(actor, { referralId: id, lineId: rid, seenVersion }, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('acceptance')
  @HttpCode(200)
  @For('acceptor')
  @ApiOkResponse({ type: ReferralView })
  async accept(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: AcceptanceRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.accept(
      actor,
      { referralId: id, lineId: rid, seenVersion },
      input.note ?? null,
      once,
    );
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('decline')
  @HttpCode(200)
  @For('acceptor')
  @ApiOkResponse({ type: ReferralView })
  async decline(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.decline(
      actor,
      { referralId: id, lineId: rid, seenVersion },
      whyOf('decline', input),
      once,
    );
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('start')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async start(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: StartRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.start(actor, { referralId: id, lineId: rid, seenVersion }, input.startedOn, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('report')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async report(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: ReportRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.report(actor, { referralId: id, lineId: rid, seenVersion }, input, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('failure')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async fail(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.receiving.fail(
      actor,
      { referralId: id, lineId: rid, seenVersion },
      whyOf('fail', input),
      once,
    );
    return presentReferral(await this.details.record(actor, id));
  }
}
