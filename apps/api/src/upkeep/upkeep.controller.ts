import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { UpkeepQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { UpkeepEntriesQuery } from './upkeep.dto.js';
import {
  OwnEntryView,
  presentCounts,
  presentEntries,
  presentOwnEntry,
  UpkeepCountsView,
  UpkeepEntryPageView,
} from './upkeep.presenter.js';

/** 整備の作業: what there is to do about the directory. */
@ApiTags('upkeep')
@Controller('upkeep')
export class UpkeepController {
  constructor(
    private readonly queries: UpkeepQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: UpkeepCountsView })
  async counts(@ByMember() actor: Member): Promise<UpkeepCountsView> {
    return presentCounts(await this.queries.counts(actor));
  }

  @Get('entries')
  @For('secretariat')
  @ApiOkResponse({ type: UpkeepEntryPageView })
  async entries(@ByMember() actor: Member, @Query() query: UpkeepEntriesQuery): Promise<UpkeepEntryPageView> {
    return presentEntries(await this.queries.entries(actor, query.list, query), this.clock.today());
  }

  /** How the entry of the own agency stands. */
  @Get('own')
  @For('member')
  @ApiOkResponse({ type: OwnEntryView })
  async own(@ByMember() actor: Member): Promise<OwnEntryView> {
    return presentOwnEntry(await this.queries.own(actor), this.clock.today());
  }
}
