import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type GivenReply, Invitations, InvitationsQueries } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { MeetingAddressRequest, MeetingAnswerRequest, MeetingInviteRequest } from './invitations.dto.js';
import {
  MeetingInvitationHistoryView,
  MeetingInvitationListView,
  presentHistory,
  presentInvitations,
} from './invitations.presenter.js';

/** 案内と出欠: who is asked to come to a meeting, what they were sent, and what they say. */
@ApiTags('meetings')
@Controller('meetings/:id/invitations')
export class MeetingInvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly queries: InvitationsQueries,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async list(@ByMember() actor: Member, @PathId() id: string): Promise<MeetingInvitationListView> {
    return presentInvitations(await this.queries.list(actor, id));
  }

  /** Puts people on the list; nothing is sent yet. */
  @Post()
  @For('member')
  @ApiCreatedResponse({ type: MeetingInvitationListView })
  async invite(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { everySeat, seatIds, guests }: MeetingInviteRequest,
    @Once() once: OnceKey,
  ): Promise<MeetingInvitationListView> {
    const input = {
      seatIds: everySeat ? undefined : (seatIds ?? []),
      guests: (guests ?? []).map(({ name, post, email, role }) => ({ name, post: post ?? '', email, role })),
    };
    await this.invitations.invite(actor, id, input, once);
    return this.list(actor, id);
  }

  /** Sends what was not sent yet. */
  @Post('sending')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async send(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Once() once: OnceKey,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.send(actor, id, once);
    return this.list(actor, id);
  }

  /** Asks those who have not answered, and nobody else. */
  @Post('reminder')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async remind(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Once() once: OnceKey,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.remind(actor, id, once);
    return this.list(actor, id);
  }

  @Get(':iid/history')
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationHistoryView })
  async history(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') invitationId: string,
  ): Promise<MeetingInvitationHistoryView> {
    return presentHistory(await this.queries.history(actor, id, invitationId));
  }

  /** The own agency's answer, or what the secretariat was told by telephone. */
  @Put(':iid/answer')
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') invitationId: string,
    @IfMatch() version: number,
    @Body() input: MeetingAnswerRequest,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.answer(actor, id, invitationId, version, replyOf(input));
    return this.list(actor, id);
  }

  @Put(':iid/address')
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async readdress(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') invitationId: string,
    @IfMatch() version: number,
    @Body() { email }: MeetingAddressRequest,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.readdress(actor, id, invitationId, version, email);
    return this.list(actor, id);
  }

  @Post(':iid/withdrawal')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async withdraw(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') invitationId: string,
    @IfMatch() version: number,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.withdraw(actor, id, invitationId, version);
    return this.list(actor, id);
  }

  @Post(':iid/renewal')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingInvitationListView })
  async renew(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') invitationId: string,
    @IfMatch() version: number,
  ): Promise<MeetingInvitationListView> {
    await this.invitations.renew(actor, id, invitationId, version);
    return this.list(actor, id);
  }
}

function replyOf({ answer, mode, substitute, comment }: MeetingAnswerRequest): GivenReply {
  return { answer, mode: mode ?? null, substitute: substitute ?? '', comment: comment ?? '' };
}
