import { Body, Controller, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { Declines, type LineAddress, Onward, ReferralDetails } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { OnwardRequest, ParentRequest, RedirectionRequest } from './conversation.dto.js';
import { LineAt, Move } from './line-move.js';
import { whyOf } from './reasons.rules.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** Handing a referral on: the recipient names agencies, the source begins anew, a draft says from what it follows. */
@ApiTags('referrals')
@Controller('referrals/:id')
export class OnwardController {
  constructor(
    private readonly declines: Declines,
    private readonly onward: Onward,
    private readonly details: ReferralDetails,
  ) {}

  @Move('recipients/:rid/redirection', 'acceptor')
  async redirect(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: RedirectionRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const id = await this.declines.redirect(actor, at, input.agencyIds, whyOf('redirect', input), once);
    return presentReferral(await this.details.record(actor, id));
  }

  /** Answers with the new draft. */
  @Post('recipients/:rid/onward')
  @For('caseworker')
  @ApiCreatedResponse({ type: ReferralView })
  async begin(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { agencyId }: OnwardRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const id = await this.onward.draft(actor, at, agencyId, once);
    return presentReferral(await this.details.record(actor, id));
  }

  @Put('parent')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async follow(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { parentId }: ParentRequest,
  ): Promise<ReferralView> {
    await this.onward.setParent(actor, id, parentId, version);
    return presentReferral(await this.details.record(actor, id));
  }
}
