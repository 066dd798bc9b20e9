import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { InboundMails } from '#libs/meetings';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { InboundMailAcceptanceRequest, InboundMailsQuery } from './inbound-mails.dto.js';
import { InboundMailView, presentInboundMail } from './inbound-mails.presenter.js';

/** 返信の確認: mails about meetings that no program may decide about. */
@ApiTags('meetings')
@Controller('inbound-mails')
export class InboundMailsController {
  constructor(private readonly mails: InboundMails) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: InboundMailView, isArray: true })
  async list(
    @ByMember() actor: Member,
    @Query() { meetingId }: InboundMailsQuery,
  ): Promise<InboundMailView[]> {
    return (await this.mails.waiting(actor, meetingId)).map(presentInboundMail);
  }

  @Post(':mid/acceptance')
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

  @Post(':mid/dismissal')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async dismiss(@ByMember() actor: Member, @PathId('mid') id: string): Promise<void> {
    await this.mails.dismiss(actor, id);
  }
}
