import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InboundMails } from '#libs/meetings';
import { Config, Invalid, NotFound, Unauthenticated } from '#libs/platform';
import { For } from '../http/audience.decorator.js';

/** Where a mail server hands in what came to the portal's mailbox. It shows the token of the operator; nobody else has it. */
@ApiExcludeController()
@Controller('inbound-mails')
export class InboundRelayController {
  constructor(
    private readonly mails: InboundMails,
    private readonly config: Config,
  ) {}

  /** The same mail a second time changes nothing, so a relay may try again. */
  @Post()
  @HttpCode(202)
  @For('public')
  async takeIn(
    @Headers('authorization') authorization: string | undefined,
    @Body() content: unknown,
  ): Promise<void> {
    const { inboxToken } = this.config;
    if (!inboxToken) throw new NotFound();
    if (!isSame(authorization ?? '', `Bearer ${inboxToken}`)) throw new Unauthenticated();
    if (!Buffer.isBuffer(content) || content.length === 0)
      throw new Invalid([{ field: 'body', label: 'メール', detail: 'メール: 内容がありません。' }]);
    await this.mails.takeIn(content);
  }
}

/** Compares digests: how long it takes tells nothing about the token. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
