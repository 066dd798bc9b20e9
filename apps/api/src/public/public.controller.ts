import { Controller, Get, Header, Query, Res, StreamableFile, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PublicEntries, PublicSearch, Taxonomies } from '#libs/directory';
import { anonymous, Clock, Config, Invalid, NotFound } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PathId } from '../http/path-id.js';
import { PublicPaceGuard } from '../http/public-pace.guard.js';
import { agencyPage } from './agency/agency.page.js';
import { embedCodePage, embedPage } from './embed/embed.page.js';
import { publicStyle } from './layout/find.css.js';
import { gonePage } from './layout/message.page.js';
import { PublicPageFilter } from './public-page.filter.js';
import { meaningOf } from './search/search.meaning.js';
import { type FindParams, findParams, type RawQuery, requestFrom, viewOf } from './search/search.params.js';
import { type SearchFacts, searchPage } from './search/search.page.js';
import { startPage } from './start/start.page.js';

const page = 'text/html; charset=utf-8';
type SearchAnswer = Pick<SearchFacts, 'params' | 'found' | 'understood' | 'areas'>;

/** The directory for everybody: pages that need neither script nor sign-in. */
@ApiExcludeController()
@UseFilters(PublicPageFilter)
@UseGuards(PublicPaceGuard)
@Controller()
export class PublicController {
  constructor(
    private readonly entries: PublicEntries,
    private readonly publicSearch: PublicSearch,
    private readonly taxonomies: Taxonomies,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Get('find')
  @For('public')
  @Header('content-type', page)
  @Header('cache-control', 'no-cache')
  async start(@Query() query: RawQuery): Promise<string> {
    const { facets } = await this.publicSearch.search({ perPage: 1 });
    return startPage({ ...(await this.site(query)), areas: facets.areas });
  }

  @Get('find/search')
  @For('public')
  @Header('content-type', page)
  @Header('cache-control', 'no-cache')
  async results(@Query() query: RawQuery): Promise<string> {
    const params = findParams(query);
    const site = await this.site(query);
    try {
      return searchPage({ ...site, ...(await this.answer(params)) });
    } catch (refusal) {
      // A place that nobody knows: the rest of the question can be answered.
      if (!(refusal instanceof Invalid) || params.near === '') throw refusal;
      const answer = await this.answer({ ...params, near: '', within: '' });
      return searchPage({ ...site, ...answer, problem: refusal.fields[0]?.detail });
    }
  }

  @Get('find/agencies/:id')
  @For('public')
  @Header('content-type', page)
  @Header('cache-control', 'no-cache')
  async agency(
    @PathId() id: string,
    @Query() query: RawQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const site = await this.site(query);
    const found = await this.entries.one(id);
    if (found) {
      const taxonomy = await this.taxonomies.current(anonymous);
      return agencyPage({ ...site, page: found, taxonomy, now: this.clock.now(), today: this.clock.today() });
    }
    const retired = await this.entries.retired(id);
    if (!retired) throw new NotFound();
    void reply.status(410);
    return gonePage({ ...site, path: `/find/agencies/${id}` }, retired);
  }

  @Get('find/files/:id')
  @For('public')
  @Header('cache-control', 'no-cache')
  async file(@PathId() id: string): Promise<StreamableFile> {
    const file = await this.entries.file(id);
    if (!file) throw new NotFound();
    return new StreamableFile(file.body, { type: file.contentType, disposition: 'inline' });
  }

  /** The one page that others may show in a frame: it holds nothing but a box to type in. */
  @Get('find/embed')
  @For('public')
  @Header('content-type', page)
  @Header('cache-control', 'public, max-age=3600')
  embed(@Query() query: RawQuery, @Res({ passthrough: true }) reply: FastifyReply): string {
    const policy = `default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *`;
    void reply.removeHeader('x-frame-options').header('content-security-policy', policy);
    return embedPage(viewOf(query));
  }

  @Get('find/embed-code')
  @For('public')
  @Header('content-type', page)
  async embedCode(@Query() query: RawQuery): Promise<string> {
    return embedCodePage(await this.site(query));
  }

  @Get('find.css')
  @For('public')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return publicStyle;
  }

  /** Whatever else is asked for under this roof is answered in its own look. */
  @Get('find/*')
  @For('public')
  nothing(): never {
    throw new NotFound();
  }

  /** What contains the typed words; where nothing does, what they mean. */
  private async answer(params: FindParams): Promise<SearchAnswer> {
    const found = await this.publicSearch.search(requestFrom(params));
    if (found.total > 0) return { params, found };
    const meaning = meaningOf(params);
    if (meaning) {
      const meant = await this.publicSearch.search(requestFrom(meaning.params));
      if (meant.total > 0) return { params: meaning.params, found: meant, understood: meaning.words };
    }
    const { facets } = await this.publicSearch.search({ perPage: 1 });
    return { params, found, areas: facets.areas };
  }

  private async site(query: RawQuery) {
    const { name } = await this.entries.network();
    return { view: viewOf(query), network: name, publicUrl: this.config.publicUrl };
  }
}
