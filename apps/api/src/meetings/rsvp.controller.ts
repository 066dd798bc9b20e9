import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { answerPath, OpenInvitations, whyRefused } from '#libs/meetings';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { mailedToken, replyWithPage } from '../http/mailed-link.js';
import type { PortalRequest } from '../http/request.js';
import { readReply } from './rsvp.form.js';
import { rsvpPage, unknownRsvpPage } from './rsvp.page.js';

/**
 * Where an invitation to a meeting is answered by the link in its mail, without an account and without a script. Reading
 * changes nothing, since programs that check mails follow links; only the form does.
 */
@ApiExcludeController()
@Controller('rsvp')
export class RsvpController {
  constructor(private readonly invitations: OpenInvitations) {}

  @Get(':token')
  @For('public')
  async show(@Param('token') given: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answerWith(reply, given);
  }

  @Post(':token')
  @For('public')
  async answer(
    @Param('token') given: string,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readReply(form ?? {});
    if ('mistake' in read) return this.answerWith(reply, given, read.mistake);
    if (mailedToken.test(given)) {
      const source = { requestId: request.id, ip: request.ip };
      const outcome = await this.invitations.answer(given, read, source);
      if (outcome === 'full') return this.answerWith(reply, given, whyRefused(outcome));
    }
    // Whatever came of it stands on the page: reloading it sends nothing a second time.
    await reply.redirect(answerPath(encodeURIComponent(given)), 303);
  }

  private async answerWith(reply: FastifyReply, given: string, mistake?: string): Promise<void> {
    const invitation = mailedToken.test(given) ? await this.invitations.find(given) : undefined;
    await replyWithPage(
      reply,
      invitation && rsvpPage(invitation, answerPath(given), mistake),
      unknownRsvpPage,
      mistake,
    );
  }
}
