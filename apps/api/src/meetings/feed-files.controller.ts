import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Feeds } from '#libs/meetings';
import { Config, NotFound } from '#libs/platform';
import { For } from '../http/audience.decorator.js';

const file = /^([A-Za-z0-9_-]{43})\.ics$/;

/** The calendars themselves. The address is the key: calendar programs sign in nowhere. */
@ApiExcludeController()
@Controller('feeds')
export class FeedFilesController {
  constructor(
    private readonly feeds: Feeds,
    private readonly config: Config,
  ) {}

  @Get(':file')
  @For('public')
  async read(@Param('file') name: string, @Res() reply: FastifyReply): Promise<void> {
    const token = file.exec(name)?.[1];
    const calendar = token && (await this.feeds.calendar(token, this.config.publicUrl));
    if (!calendar) throw new NotFound();
    await reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('x-robots-tag', 'noindex, nofollow')
      .send(calendar);
  }
}
