import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenProofs, proofPath } from '#libs/directory';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { mailedToken, replyWithPage } from '../http/mailed-link.js';
import type { PortalRequest } from '../http/request.js';
import { readAnswer } from './proof.answer.js';
import { proofPage, unknownProofPage } from './proof.page.js';

/**
 * Where an agency answers a proof by the link in its mail. Reading changes nothing, since programs that check mails follow
 * links; only the form does.
 */
@ApiExcludeController()
@Controller('leaflet-proofs')
export class ProofPagesController {
  constructor(private readonly proofs: OpenProofs) {}

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
    const read = readAnswer(form ?? {});
    if ('mistake' in read) return this.answerWith(reply, given, read.mistake);
    const source = { requestId: request.id, ip: request.ip };
    if (mailedToken.test(given)) {
      if (read.answer === 'withdrawn') await this.proofs.withdraw(given, source);
      else await this.proofs.answer(given, read, source);
    }
    // Whatever came of it stands on the page: reloading it sends nothing a second time.
    await reply.redirect(proofPath(encodeURIComponent(given)), 303);
  }

  private async answerWith(reply: FastifyReply, given: string, mistake?: string): Promise<void> {
    const proof = mailedToken.test(given) ? await this.proofs.find(given) : undefined;
    await replyWithPage(
      reply,
      proof && proofPage(proof, proofPath(given), mistake),
      unknownProofPage,
      mistake,
    );
  }
}
