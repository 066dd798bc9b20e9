import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type SavedSearchRow, savedSearchNotices, SavedSearches } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../../http/audience.decorator.js';
import { ByMember, IfMatch, ifMatchHeader, Once } from '../../http/parameters.js';
import { PathId } from '../../http/path-id.js';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../../http/view.js';
import { RewriteSavedSearchRequest, SaveSearchRequest } from './saved-searches.dto.js';

/** An agency that fits a saved search since it was last opened. */
export class FreshFitView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** A search that somebody keeps. */
export class SavedSearchView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() query!: string;
  @ShowsText({ codes: savedSearchNotices }) notify!: string;
  @ShowsView(() => FreshFitView, { list: true }) fresh!: FreshFitView[];
  @ShowsMoment() createdAt!: string;
  @ShowsNumber() version!: number;
}

/** The searches that people keep for themselves. */
@ApiTags('agencies')
@Controller('saved-searches')
export class SavedSearchesController {
  constructor(private readonly saved: SavedSearches) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: SavedSearchView, isArray: true })
  async list(@ByMember() actor: Member): Promise<SavedSearchView[]> {
    return (await this.saved.list(actor)).map(presentSaved);
  }

  @Post()
  @For('member')
  @ApiCreatedResponse({ type: SavedSearchView })
  async save(
    @ByMember() actor: Member,
    @Once() key: OnceKey,
    @Body() input: SaveSearchRequest,
  ): Promise<SavedSearchView> {
    return presentSaved(await this.saved.one(actor, await this.saved.save(actor, key, input.asInput())));
  }

  @Put(':id')
  @For('member')
  @ApiHeader(ifMatchHeader)
  @ApiOkResponse({ type: SavedSearchView })
  async rewrite(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: RewriteSavedSearchRequest,
  ): Promise<SavedSearchView> {
    await this.saved.rewrite(actor, id, version, input);
    return presentSaved(await this.saved.one(actor, id));
  }

  /** Somebody has looked at what is new. */
  @Post(':id/opening')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async open(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.saved.open(actor, id);
  }

  @Delete(':id')
  @For('member')
  @HttpCode(204)
  @ApiHeader(ifMatchHeader)
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.saved.remove(actor, id, version);
  }
}

function presentSaved(row: SavedSearchRow): SavedSearchView {
  const { id, name, query, notify, fresh, createdAt, version } = row;
  return {
    id,
    name,
    query,
    notify,
    fresh: fresh.map((one) => ({ id: one.id, name: one.name })),
    createdAt,
    version,
  };
}
