import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConfirmationLinks } from '#libs/directory';
import { PublicForms } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PageFilter } from '../http/page.filter.js';
import { plainPageStyle } from '../http/plain-page.js';
import type { PortalRequest } from '../http/request.js';
import { answeredPage, confirmationPage } from './confirmation-page.js';
import { readConfirmation } from './upkeep-forms.js';

const statuses = { waiting: 200, confirmed: 200, correcting: 200, ended: 410, unknown: 404 } as const;
const outcomes = { done: 200, answered: 409, ended: 410, unknown: 404 } as const;

/** The pages behind the links of confirmation mails: without script, without sign-in. */
@ApiExcludeController()
@UseFilters(PageFilter)
@Controller()
export class ConfirmationPagesController {
  constructor(
    private readonly links: ConfirmationLinks,
    private readonly forms: PublicForms,
  ) {}

  /** Programs that check mails open links: looking changes nothing. */
  @Get('confirm/:token')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async show(
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const link = await this.links.open(token);
    void reply.status(statuses[link.state]);
    return confirmationPage(link, token);
  }

  @Post('confirm/:token')
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async answer(
    @Param('token') token: string,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('confirmation', request.ip);
    const { wrong } = readConfirmation(form ?? {});
    const origin = { requestId: request.id, ip: request.ip };
    const outcome =
      wrong === null
        ? await this.links.confirm(token, origin)
        : await this.links.correct(token, wrong, origin);
    void reply.status(outcomes[outcome]);
    return answeredPage(outcome, wrong !== null);
  }

  @Get('pages.css')
  @For('public')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return plainPageStyle;
  }
}
