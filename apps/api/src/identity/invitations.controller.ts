import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AgencyNames } from '#libs/directory';
import { Invitations, type Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { originOf } from '../http/origin.js';
import { ByMember } from '../http/parameters.js';
import type { PortalRequest } from '../http/request.js';
import { InvitationAcceptance, InvitationLookUpRequest, InviteRequest } from './invitations.dto.js';
import { OpenInvitationView, presentInvitation, SentInvitationView } from './invitations.presenter.js';
import { SessionController } from './session.controller.js';
import { SessionView } from './session.presenter.js';

/** Invitations into an agency. */
@ApiTags('invitations')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: Invitations,
    private readonly agencyNames: AgencyNames,
    private readonly session: SessionController,
  ) {}

  @Post()
  @For('manager')
  @ApiCreatedResponse({ type: SentInvitationView })
  async invite(@ByMember() actor: Member, @Body() input: InviteRequest): Promise<SentInvitationView> {
    return { id: await this.invitations.invite(actor, input) };
  }

  @Post('lookup')
  @HttpCode(200)
  @For('public')
  @ApiOkResponse({ type: OpenInvitationView })
  async lookUp(@Body() { token }: InvitationLookUpRequest): Promise<OpenInvitationView> {
    const invitation = await this.invitations.lookUp(token);
    return presentInvitation(invitation, await this.agencyNames.ofInvitation(invitation.agencyId));
  }

  @Post('acceptance')
  @For('public')
  @ApiCreatedResponse({ type: SessionView })
  async accept(
    @Body() { token, ...input }: InvitationAcceptance,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const session = await this.invitations.accept(token, input, originOf(request));
    return this.session.welcome(session, request, reply);
  }
}
