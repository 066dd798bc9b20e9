import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { ReferralDetails, Sending } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { whyOf } from './reasons.rules.js';
import { ReasonRequest } from './referrals.dto.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** What the sending side does with a line. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class SendingController {
  constructor(
    private readonly sending: Sending,
    private readonly details: ReferralDetails,
  ) {}

  @Post('sending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async send(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.sending.send(actor, { referralId: id, lineId: rid, seenVersion }, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('cancellation')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async cancel(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.sending.cancel(
      actor,
      { referralId: id, lineId: rid, seenVersion },
      whyOf('cancel', input),
      once,
    );
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('resumption')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async resume(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.sending.resume(actor, { referralId: id, lineId: rid, seenVersion }, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('completion')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async complete(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.sending.complete(actor, { referralId: id, lineId: rid, seenVersion }, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Post('reopening')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async reopen(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') rid: string,
    @IfMatch() seenVersion: number,
    @Body() input: ReasonRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    await this.sending.reopen(
      actor,
      { referralId: id, lineId: rid, seenVersion },
      whyOf('reopen', input),
      once,
    );
    return presentReferral(await this.details.record(actor, id));
  }
}
