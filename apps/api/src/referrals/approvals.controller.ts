import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  type ApprovalRule,
  approvalRuleCodes,
  ApprovalRules,
  Approvals,
  ApprovalsQueries,
  ReferralDetails,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { OneOf, Text } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  ApprovalSettingView,
  ListedApprovalView,
  presentApprovals,
  presentListedApproval,
  presentSetting,
  ReferralApprovalsView,
} from './approvals.presenter.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** Whether superiors of the agency approve what it sends. */
export class ApprovalSettingRequest {
  @OneOf(approvalRuleCodes, { label: '決裁' })
  rule!: ApprovalRule;
}

/** A draft that is to be approved. */
export class HandInRequest {
  @Text({ label: '承認する人への連絡', max: 1000, optional: true })
  note?: string | null;

  @Text({ label: '重ねて依頼する理由', max: 500, min: 5, optional: true })
  duplicateReason?: string | null;
}

/** Why a draft goes back. */
export class SendBackRequest {
  @Text({ label: '差し戻す理由', max: 1000 })
  reason!: string;
}

/** 決裁: what waits for a superior, who sends it or sends it back. */
@ApiTags('referrals')
@Controller()
export class ApprovalsController {
  constructor(
    private readonly rules: ApprovalRules,
    private readonly approvals: Approvals,
    private readonly queries: ApprovalsQueries,
    private readonly details: ReferralDetails,
  ) {}

  @Get('approval-setting')
  @For('caseworker')
  @ApiOkResponse({ type: ApprovalSettingView })
  async setting(@ByMember() actor: Member): Promise<ApprovalSettingView> {
    return presentSetting(actor, await this.rules.current(actor));
  }

  @Put('approval-setting')
  @For('manager')
  @ApiOkResponse({ type: ApprovalSettingView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() { rule }: ApprovalSettingRequest,
  ): Promise<ApprovalSettingView> {
    return presentSetting(actor, await this.rules.set(actor, version, rule));
  }

  @Get('approvals')
  @For('caseworker')
  @ApiOkResponse({ type: ListedApprovalView, isArray: true })
  async open(@ByMember() actor: Member): Promise<ListedApprovalView[]> {
    return (await this.queries.open(actor)).map(presentListedApproval);
  }

  @Get('referrals/:id/approvals')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralApprovalsView })
  async ofReferral(@ByMember() actor: Member, @PathId() id: string): Promise<ReferralApprovalsView> {
    return presentApprovals(await this.queries.of(actor, id));
  }

  @Post('referrals/:id/approvals')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralApprovalsView })
  async handIn(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: HandInRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralApprovalsView> {
    const said = { note: input.note ?? '', duplicateReason: input.duplicateReason ?? null };
    await this.approvals.handIn(actor, { referralId: id, seenVersion: version }, said, once);
    return presentApprovals(await this.queries.of(actor, id));
  }

  // Whoever stands in for a manager need not be one: who may is asked of the day, not of the role.
  @Post('approvals/:id/approval')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async approve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const referralId = await this.approvals.approve(actor, { approvalId: id, seenVersion: version }, once);
    return presentReferral(await this.details.record(actor, referralId));
  }

  @Post('approvals/:id/return')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralApprovalsView })
  async sendBack(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: SendBackRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralApprovalsView> {
    const at = { approvalId: id, seenVersion: version };
    return presentApprovals(
      await this.queries.of(actor, await this.approvals.sendBack(actor, at, reason, once)),
    );
  }

  @Post('approvals/:id/withdrawal')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ReferralApprovalsView })
  async takeBack(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<ReferralApprovalsView> {
    const at = { approvalId: id, seenVersion: version };
    return presentApprovals(await this.queries.of(actor, await this.approvals.takeBack(actor, at, once)));
  }
}
