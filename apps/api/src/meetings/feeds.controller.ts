import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Feeds } from '#libs/meetings';
import { Config } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { FeedRequest } from './feeds.dto.js';
import { FeedView, NewFeedView, presentFeed } from './feeds.presenter.js';

/** 購読カレンダー: addresses from which a calendar program fetches meetings. */
@ApiTags('meetings')
@Controller('calendar-feeds')
export class CalendarFeedsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly config: Config,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: FeedView, isArray: true })
  async list(@ByMember() actor: Member): Promise<FeedView[]> {
    return (await this.feeds.list(actor)).map(presentFeed);
  }

  /** Making it a second time ends the first address: that is how a secret that got out is changed. */
  @Post()
  @For('member')
  @ApiCreatedResponse({ type: NewFeedView })
  async make(@ByMember() actor: Member, @Body() { councilId }: FeedRequest): Promise<NewFeedView> {
    const { id, token } = await this.feeds.make(actor, councilId ?? null);
    return { id, address: `${this.config.publicUrl}/feeds/${token}.ics` };
  }

  @Delete(':id')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async revoke(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.feeds.revoke(actor, id);
  }
}
