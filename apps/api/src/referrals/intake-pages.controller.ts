import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PublicForms } from '#libs/identity';
import { Invalid } from '#libs/platform';
import { IntakeForms } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PageFilter } from '../http/page.filter.js';
import { mailedToken } from '../http/mailed-link.js';
import type { PortalRequest } from '../http/request.js';
import { readIntake } from './intake.form.js';
import { intakeConfirmPage, intakePage, intakeSentPage } from './intake.page.js';
import type { IntakeTongue } from './intake.words.js';

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
  async form(@Query('lang') lang: unknown): Promise<string> {
    return intakePage(await this.intakes.areas(), tongueOf(lang));
  }

  @Post()
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async file(
    @Body() form: FormFields | undefined,
    @Query('lang') lang: unknown,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const tongue = tongueOf(lang);
    await this.forms.admit('apply', request.ip);
    try {
      const read = readIntake(form ?? {});
      if (read) {
        await this.forms.admitMail(read.email);
        await this.intakes.file(read);
      }
      return intakeSentPage(tongue);
    } catch (refusal) {
      // Nobody writes twice what they have told.
      if (!(refusal instanceof Invalid)) throw refusal;
      void reply.status(422);
      const problems = refusal.fields.map(({ detail }) => detail);
      return intakePage(await this.intakes.areas(), tongue, { problems, form: form ?? {} });
    }
  }

  /** Programs that check mails open links: looking changes nothing. */
  @Get(':token')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async show(
    @Param('token') given: string,
    @Query('lang') lang: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answer(given, false, tongueOf(lang), reply);
  }

  @Post(':token')
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async confirm(
    @Param('token') given: string,
    @Query('lang') lang: unknown,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('apply_confirm', request.ip);
    return this.answer(given, true, tongueOf(lang), reply);
  }

  private async answer(
    given: string,
    really: boolean,
    tongue: IntakeTongue,
    reply: FastifyReply,
  ): Promise<string> {
    const { standing, number } = mailedToken.test(given)
      ? await this.intakes.confirm(given, really)
      : { standing: 'unknown' as const, number: null };
    void reply.status(statuses[standing]);
    return intakeConfirmPage(standing, given, number, tongue);
  }
}

/** Whatever else stands in the address, the usual words are spoken. */
function tongueOf(lang: unknown): IntakeTongue {
  return lang === 'easy' ? 'easy' : 'ja';
}
