import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  type StreamableFile,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  HsdsQueries,
  type HsdsPage,
  hsdsPage,
  type HsdsTaxonomy,
  type HsdsTaxonomyTerm,
} from '#libs/directory';
import { NotFound, offsetOf } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PathId } from '../http/path-id.js';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import { HsdsListQuery, HsdsTaxonomyTermsQuery, requestOf, together } from './hsds.dto.js';
import { ndjson } from './ndjson.js';
import { OpenDataInterceptor } from './open-data.interceptor.js';

type Listing<Item> = Promise<HsdsPage<Item> | StreamableFile>;

/** The taxonomies of the open data: short lists, which are counted in memory. */
@ApiExcludeController()
@Controller('hsds')
@UseGuards(PublicPaceGuard)
@UseInterceptors(OpenDataInterceptor)
export class HsdsTermsController {
  constructor(private readonly queries: HsdsQueries) {}

  @Get('taxonomies')
  @For('public')
  async taxonomies(@Query() query: HsdsListQuery): Listing<HsdsTaxonomy> {
    return listing(query, await this.queries.taxonomies(query.search));
  }

  @Post('taxonomies')
  @HttpCode(200)
  @For('public')
  findTaxonomies(@Query() query: HsdsListQuery, @Body() body: HsdsListQuery): Listing<HsdsTaxonomy> {
    return this.taxonomies(together(query, body));
  }

  @Get('taxonomies/:id')
  @For('public')
  async taxonomy(@PathId() id: string): Promise<HsdsTaxonomy> {
    return withId(await this.queries.taxonomies(), id);
  }

  @Get('taxonomy_terms')
  @For('public')
  async taxonomyTerms(@Query() query: HsdsTaxonomyTermsQuery): Listing<HsdsTaxonomyTerm> {
    const { search, taxonomy_id: taxonomyId, parent_id: parentId, top_only: topOnly } = query;
    return listing(query, await this.queries.taxonomyTerms({ search, taxonomyId, parentId, topOnly }));
  }

  @Post('taxonomy_terms')
  @HttpCode(200)
  @For('public')
  findTaxonomyTerms(
    @Query() query: HsdsTaxonomyTermsQuery,
    @Body() body: HsdsTaxonomyTermsQuery,
  ): Listing<HsdsTaxonomyTerm> {
    return this.taxonomyTerms(together(query, body));
  }

  @Get('taxonomy_terms/:id')
  @For('public')
  async taxonomyTerm(@PathId() id: string): Promise<HsdsTaxonomyTerm> {
    return withId(await this.queries.taxonomyTerms({}), id);
  }
}

function listing<Item extends object>(query: HsdsListQuery, all: readonly Item[]) {
  if (query.format === 'ndjson') return ndjson(all);
  const request = requestOf(query);
  const from = offsetOf(request);
  return hsdsPage({ ...request, total: all.length, items: all.slice(from, from + request.perPage) });
}

/** @throws {NotFound} */
function withId<Item extends { id: string }>(items: readonly Item[], wanted: string): Item {
  const found = items.find(({ id }) => id === wanted);
  if (!found) throw new NotFound();
  return found;
}
