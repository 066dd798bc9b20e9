import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { Conversations, type LineAddress, ReferralDetails, Transfers } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, Text } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { ConversationView, presentConversation } from './conversation.presenter.js';
import { LineAt } from './line-move.js';
import { Say } from './line-say.js';
import { presentReferral, ReferralView } from './referrals.presenter.js';

/** Why the responsibility should move. */
export class TransferRequest {
  @Text({ label: '理由', max: 2000 })
  why!: string;

  @Day({ label: '回答の期限' })
  dueOn!: string;
}

/** Why it does not. */
export class TransferRefusalRequest {
  @Text({ label: '理由', max: 2000 })
  why!: string;
}

/** 移管の申し出: whoever supports the person asks for the responsibility, and the source answers. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class TransfersController {
  constructor(
    private readonly transfers: Transfers,
    private readonly conversations: Conversations,
    private readonly details: ReferralDetails,
  ) {}

  @Say('transfer-request/withdrawal')
  async takeBack(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.transfers.takeBack(actor, at, once));
  }

  @Say('transfer-request/refusal')
  async refuse(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { why }: TransferRefusalRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.transfers.refuse(actor, at, why, once));
  }

  @Say('transfer-request')
  async ask(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: TransferRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.transfers.ask(actor, at, input, once));
  }

  /** Answers with the draft by which the responsibility moves. */
  @Post('transfer-request/agreement')
  @For('caseworker')
  @ApiCreatedResponse({ type: ReferralView })
  async agree(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const draftId = await this.transfers.agree(actor, at, once);
    return presentReferral(await this.details.record(actor, draftId));
  }

  private async show(actor: Member, referralId: string): Promise<ConversationView> {
    return presentConversation(await this.conversations.of(actor, referralId));
  }
}
