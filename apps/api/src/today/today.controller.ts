import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type Worklists, WorklistsQueries } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { ShowsNumber } from '../http/view.js';

/** How much waits on the desk. */
export class TodayView implements Worklists {
  @ShowsNumber() arrived!: number;
  @ShowsNumber() toAnswer!: number;
  @ShowsNumber() supporting!: number;
  @ShowsNumber() waiting!: number;
  @ShowsNumber() toConfirm!: number;
  @ShowsNumber() overdue!: number;
  @ShowsNumber() drafts!: number;
  @ShowsNumber() consentsEnding!: number;
  @ShowsNumber() unreadNotices!: number;
}

/** 今日やること. */
@ApiTags('today')
@Controller('today')
export class TodayController {
  constructor(private readonly worklists: WorklistsQueries) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: TodayView })
  async today(@ByMember() actor: Member): Promise<TodayView> {
    const {
      arrived,
      toAnswer,
      supporting,
      waiting,
      toConfirm,
      overdue,
      drafts,
      consentsEnding,
      unreadNotices,
    } = await this.worklists.of(actor);
    return {
      arrived,
      toAnswer,
      supporting,
      waiting,
      toConfirm,
      overdue,
      drafts,
      consentsEnding,
      unreadNotices,
    };
  }
}
