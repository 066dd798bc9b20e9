import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Notices, NoticesQueries } from '#libs/notifications';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { NoticesQuery } from './notices.dto.js';
import { NoticePageView, presentNotices } from './notices.presenter.js';

/** One's own notices in the agency for which one acts. */
@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(
    private readonly notices: Notices,
    private readonly queries: NoticesQueries,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: NoticePageView })
  async newest(@ByMember() actor: Member, @Query() query: NoticesQuery): Promise<NoticePageView> {
    return presentNotices(await this.queries.newest(actor, { unread: query.unread ?? false }, query));
  }

  @Post('reading')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async readAll(@ByMember() actor: Member): Promise<void> {
    await this.notices.readAll(actor);
  }

  @Post(':id/reading')
  @HttpCode(204)
  @For('member')
  @ApiNoContentResponse()
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.notices.read(actor, id);
  }
}
