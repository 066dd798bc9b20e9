import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PublicForms } from '#libs/identity';
import { outsideAnswerKinds, SealedLinks } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PageFilter } from '../http/page.filter.js';
import { mailedToken } from '../http/mailed-link.js';
import type { PortalRequest } from '../http/request.js';
import { answeredPage, closedPage, codePage, openedPage } from './sealed.page.js';

const digits = /^\d{8}$/;
const statuses = {
  code: 200,
  wrong: 422,
  locked: 423,
  ended: 410,
  over: 410,
  unknown: 404,
  closed: 410,
} as const;

/**
 * Where somebody outside the portal reads a package: without a script, without an account. The code never stands in an
 * address, so that nothing writes it into a log.
 */
@ApiExcludeController()
@UseFilters(PageFilter)
@Controller('sealed/:token')
export class SealedPagesController {
  constructor(
    private readonly links: SealedLinks,
    private readonly forms: PublicForms,
  ) {}

  /** Programs that check mails open links: looking opens nothing. */
  @Get()
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'same-origin')
  async door(
    @Param('token') given: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const standing = mailedToken.test(given) ? await this.links.standing(given) : 'unknown';
    void reply.status(statuses[standing]);
    return standing === 'code' ? codePage(given) : closedPage(standing);
  }

  @Post()
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'same-origin')
  async enter(
    @Param('token') given: string,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('sealed', request.ip);
    const field = (name: string) => form?.[name]?.[0]?.trim() ?? '';
    const code = field('code').normalize('NFKC').replaceAll(/[\s-]/g, '');
    if (!mailedToken.test(given)) {
      void reply.status(404);
      return closedPage('unknown');
    }
    if (!digits.test(code)) {
      void reply.status(422);
      return codePage(given, '確認コードは、数字8けたで入力してください。');
    }
    const kind = outsideAnswerKinds.find((known) => known === field('answer'));
    if (kind)
      return this.answer(
        given,
        code,
        { kind, text: field('text').slice(0, 4000), by: field('by').slice(0, 100) },
        reply,
      );
    const opened = await this.links.open(given, code);
    if (opened.standing === 'open') return openedPage(opened, given, code);
    void reply.status(statuses[opened.standing]);
    if (opened.standing === 'wrong')
      return codePage(
        given,
        `確認コードが違います。あと${opened.triesLeft}回まちがえると、開けなくなります。`,
      );
    return closedPage(opened.standing);
  }

  private async answer(
    given: string,
    code: string,
    said: { kind: (typeof outsideAnswerKinds)[number]; text: string; by: string },
    reply: FastifyReply,
  ): Promise<string> {
    if (said.by === '' || (said.kind !== 'accepted' && said.text === '')) {
      void reply.status(422);
      const opened = await this.links.open(given, code);
      return opened.standing === 'open'
        ? openedPage(opened, given, code, 'お名前と内容を入力してください。')
        : closedPage(opened.standing);
    }
    const outcome = await this.links.answer(given, code, said);
    if (outcome !== 'done') void reply.status(outcome === 'answered' ? 409 : statuses[outcome]);
    return outcome === 'done' || outcome === 'answered' ? answeredPage(outcome) : closedPage(outcome);
  }
}
