import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PublicForms } from '#libs/identity';
import { Invalid } from '#libs/platform';
import { IntakeForms } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PageFilter } from '../http/page.filter.js';
import type { PortalRequest } from '../http/request.js';
import { readIntake } from './intake.form.js';
import { intakeConfirmPage, intakePage, intakeSentPage } from './intake.page.js';

const token = /^[A-Za-z0-9_-]{43}$/;
const statuses = { waiting: 200, done: 200, confirmed: 200, ended: 410, unknown: 404 } as const;

/** Where people and families ask for support by themselves: without a script, without an account. */
@ApiExcludeController()
@UseFilters(PageFilter)
@Controller('apply')
export class IntakePagesController {
  constructor(
    private readonly intakes: IntakeForms,
    private readonly forms: PublicForms,
  ) {}

  @Get()
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async form(): Promise<string> {
    return intakePage(await this.intakes.areas());
  }

  @Post()
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async file(
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('apply', request.ip);
    try {
      const read = readIntake(form ?? {});
      if (read) {
        await this.forms.admitMail(read.email);
        await this.intakes.file(read);
      }
      return intakeSentPage();
    } catch (refusal) {
      // Nobody writes twice what they have told.
      if (!(refusal instanceof Invalid)) throw refusal;
      void reply.status(422);
      const problems = refusal.fields.map(({ detail }) => detail);
      return intakePage(await this.intakes.areas(), { problems, form: form ?? {} });
    }
  }

  /** Programs that check mails open links: looking changes nothing. */
  @Get(':token')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async show(
    @Param('token') given: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answer(given, false, reply);
  }

  @Post(':token')
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async confirm(
    @Param('token') given: string,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('apply_confirm', request.ip);
    return this.answer(given, true, reply);
  }

  private async answer(given: string, really: boolean, reply: FastifyReply): Promise<string> {
    const { standing, number } = token.test(given)
      ? await this.intakes.confirm(given, really)
      : { standing: 'unknown' as const, number: null };
    void reply.status(statuses[standing]);
    return intakeConfirmPage(standing, given, number);
  }
}
