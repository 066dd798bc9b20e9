import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  Conversations,
  InterimReports,
  type LineAddress,
  Messages,
  PhoneAcceptances,
  Proposals,
  Questions,
  Stopping,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  QuestionAnswerRequest,
  HeardAcceptanceRequest,
  InterimRequest,
  NoteRequest,
  PersonsAnswerRequest,
  ProposalRequest,
  QuestionRequest,
  StopAgreementRequest,
  StopRefusalRequest,
  StopRequest,
} from './conversation.dto.js';
import { ConversationView, presentConversation } from './conversation.presenter.js';
import { LineAt } from './line-move.js';
import { Say } from './line-say.js';

/** What everybody of both sides says about a referral. */
@ApiTags('referrals')
@Controller('referrals/:id')
export class ConversationController {
  constructor(
    private readonly conversations: Conversations,
    private readonly messages: Messages,
    private readonly questions: Questions,
    private readonly proposals: Proposals,
    private readonly stopping: Stopping,
    private readonly interim: InterimReports,
    private readonly phone: PhoneAcceptances,
  ) {}

  @Get('conversation')
  @For('caseworker')
  @ApiOkResponse({ type: ConversationView })
  async all(@ByMember() actor: Member, @PathId() id: string): Promise<ConversationView> {
    return this.show(actor, id);
  }

  @Say('recipients/:rid/messages')
  async post(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { level, text, told }: NoteRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    const note = { level, text, told: level === 'told' ? (told ?? null) : null };
    return this.show(actor, await this.messages.post(actor, at, note, once));
  }

  @Put('recipients/:rid/conversation-mark')
  @For('caseworker')
  @ApiOkResponse({ type: ConversationView })
  async read(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
  ): Promise<ConversationView> {
    await this.messages.markRead(actor, id, lineId);
    return this.show(actor, id);
  }

  @Say('recipients/:rid/question')
  async ask(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { questions, dueOn }: QuestionRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.questions.ask(actor, at, { questions, dueOn: dueOn ?? null }, once));
  }

  @Say('recipients/:rid/answer')
  async answer(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { text, categories }: QuestionAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    const answer = { text, categories: categories ?? null };
    return this.show(actor, await this.questions.answer(actor, at, answer, once));
  }

  @Say('recipients/:rid/proposal')
  async propose(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { dueOn, ...proposal }: ProposalRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    const input = { ...proposal, dueOn: dueOn ?? null };
    return this.show(actor, await this.proposals.propose(actor, at, input, once));
  }

  @Say('recipients/:rid/proposal/agreement')
  async agree(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() said: PersonsAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.proposals.agree(actor, at, said, once));
  }

  @Say('recipients/:rid/proposal/refusal')
  async turnDown(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() said: PersonsAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.proposals.turnDown(actor, at, said, once));
  }

  @Say('recipients/:rid/stop-request')
  async askToStop(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: StopRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.stopping.ask(actor, at, input, once));
  }

  @Say('recipients/:rid/stop-request/agreement', 'acceptor')
  async agreeToStop(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { note }: StopAgreementRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.stopping.agree(actor, at, note, once));
  }

  @Say('recipients/:rid/stop-request/refusal', 'acceptor')
  async refuseToStop(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { why }: StopRefusalRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.stopping.refuse(actor, at, why, once));
  }

  @Say('recipients/:rid/interim-report')
  async reportMeanwhile(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: InterimRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.interim.report(actor, at, input, once));
  }

  @Say('recipients/:rid/phone-acceptance')
  async recordPhone(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() heard: HeardAcceptanceRequest,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.phone.record(actor, at, heard, once));
  }

  @Say('recipients/:rid/phone-acceptance/denial', 'acceptor')
  async denyPhone(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ConversationView> {
    return this.show(actor, await this.phone.deny(actor, at, once));
  }

  private async show(actor: Member, referralId: string): Promise<ConversationView> {
    return presentConversation(await this.conversations.of(actor, referralId));
  }
}
