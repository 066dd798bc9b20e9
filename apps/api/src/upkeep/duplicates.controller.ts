import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Duplicates, DuplicatesQueries, EntryMerges } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock, NotFound, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { MergeRequest, PairDecision, PairsQuery } from './duplicates.dto.js';
import {
  DuplicateSearchView,
  MadeMergeView,
  PairInFullView,
  PairPageView,
  presentPair,
  presentPairs,
  presentSearch,
} from './duplicates.presenter.js';

/** Entries that may be one agency. */
@ApiTags('upkeep')
@Controller('duplicates')
export class DuplicatesController {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly queries: DuplicatesQueries,
    private readonly merges: EntryMerges,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: PairPageView })
  async list(@ByMember() actor: Member, @Query() query: PairsQuery): Promise<PairPageView> {
    return presentPairs(await this.queries.pairs(actor, query.state ?? 'open', query));
  }

  /** Whether the directory is being looked through, and when it last was. */
  @Get('search')
  @For('secretariat')
  @ApiOkResponse({ type: DuplicateSearchView })
  async standing(@ByMember() actor: Member): Promise<DuplicateSearchView> {
    return presentSearch(await this.queries.search(actor));
  }

  /** Has the whole directory looked through now; at night it happens by itself. */
  @Post('search')
  @HttpCode(202)
  @For('secretariat')
  @ApiAcceptedResponse({ type: DuplicateSearchView })
  async search(@ByMember() actor: Member): Promise<DuplicateSearchView> {
    await this.duplicates.orderSearch(actor);
    return presentSearch(await this.queries.search(actor));
  }

  @Get(':id')
  @For('secretariat')
  @ApiOkResponse({ type: PairInFullView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<PairInFullView> {
    return presentPair(await this.queries.pair(actor, id), this.clock.today());
  }

  @Put(':id/decision')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async decide(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { decision }: PairDecision,
  ): Promise<void> {
    await this.duplicates.decide(actor, id, decision);
  }

  @Post(':id/merge')
  @For('secretariat')
  @ApiCreatedResponse({ type: MadeMergeView })
  async merge(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { keptId, keptVersion, goneVersion, take }: MergeRequest,
    @Once() key: OnceKey,
  ): Promise<MadeMergeView> {
    const { one, other } = await this.queries.pair(actor, id);
    const gone = [one, other].find((side) => side.id !== keptId);
    if (!gone || ![one.id, other.id].includes(keptId)) throw new NotFound();
    const decision = { keptId, goneId: gone.id, take: take ?? [], keptVersion, goneVersion };
    return { id: await this.merges.merge(actor, decision, key) };
  }
}
