import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { InboundMails } from '#libs/meetings';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { InboundMailAcceptanceRequest } from './inbound-mails.dto.js';
import { InboundMailView, presentInboundMail } from './inbound-mails.presenter.js';

/** 返信の確認: mails about meetings that no program may decide about. */
@ApiTags('meetings')
@Controller()
export class InboundMailsController {
  constructor(private readonly mails: InboundMails) {}

  @Get('inbound-mails')
  @For('member')
  @ApiOkResponse({ type: InboundMailView, isArray: true })
  async list(@ByMember() actor: Member): Promise<InboundMailView[]> {
    return (await this.mails.waiting(actor)).map(presentInboundMail);
  }

  @Get('meetings/:id/inbound-mails')
  @For('member')
  @ApiOkResponse({ type: InboundMailView, isArray: true })
  async ofMeeting(@ByMember() actor: Member, @PathId() id: string): Promise<InboundMailView[]> {
    return (await this.mails.waitingFor(actor, id)).map(presentInboundMail);
  }

  @Post('inbound-mails/:mid/acceptance')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async accept(
    @ByMember() actor: Member,
    @PathId('mid') id: string,
    @Body() { invitationId }: InboundMailAcceptanceRequest,
  ): Promise<void> {
    await this.mails.accept(actor, id, invitationId);
  }

  @Post('inbound-mails/:mid/dismissal')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async dismiss(@ByMember() actor: Member, @PathId('mid') id: string): Promise<void> {
    await this.mails.dismiss(actor, id);
  }
}
