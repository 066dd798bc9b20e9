import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DuplicatesQueries, EntryMerges } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { PageQuery } from '../http/page.query.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { MergePageView, presentMerges } from './duplicates.presenter.js';

/** Mergers that were made, and taking one back. */
@ApiTags('upkeep')
@Controller('entry-merges')
export class EntryMergesController {
  constructor(
    private readonly merges: EntryMerges,
    private readonly queries: DuplicatesQueries,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: MergePageView })
  async list(@ByMember() actor: Member, @Query() query: PageQuery): Promise<MergePageView> {
    return presentMerges(await this.queries.merges(actor, query));
  }

  @Post(':id/undoing')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async undo(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.merges.undo(actor, id);
  }
}
