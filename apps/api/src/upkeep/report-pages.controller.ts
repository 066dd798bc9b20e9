import { Body, Controller, Get, Header, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EntryReports, EntryReportsQueries, PublicEntries } from '#libs/directory';
import { PublicForms } from '#libs/identity';
import { Config, Invalid } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PathId } from '../http/path-id.js';
import type { PortalRequest } from '../http/request.js';
import { PublicPageFilter } from '../public/public-page.filter.js';
import { type RawQuery, viewOf } from '../public/search/search.params.js';
import { reportedPage, type ReportFacts, reportPage } from './report-form.js';
import { readReport } from './upkeep-forms.js';

/** Reports of errors by whoever reads the public page: without script, without sign-in, without a name. */
@ApiExcludeController()
@UseFilters(PublicPageFilter)
@Controller('report')
export class ReportPagesController {
  constructor(
    private readonly reports: EntryReports,
    private readonly queries: EntryReportsQueries,
    private readonly forms: PublicForms,
    private readonly entries: PublicEntries,
    private readonly config: Config,
  ) {}

  @Get(':agencyId')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async form(@PathId('agencyId') agencyId: string, @Query() query: RawQuery): Promise<string> {
    return reportPage(await this.facts(agencyId, query));
  }

  @Post(':agencyId')
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async send(
    @PathId('agencyId') agencyId: string,
    @Query() query: RawQuery,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.forms.admit('report', request.ip);
    const facts = await this.facts(agencyId, query);
    try {
      const report = readReport(form ?? {});
      if (report) await this.reports.reportPublicly(agencyId, report);
      return reportedPage(facts);
    } catch (refusal) {
      // Nobody writes twice what they have found.
      if (!(refusal instanceof Invalid)) throw refusal;
      void reply.status(422);
      return reportPage(facts, { problems: refusal.fields.map(({ detail }) => detail), form: form ?? {} });
    }
  }

  /** @throws {NotFound} when the agency has no public page. */
  private async facts(agencyId: string, query: RawQuery): Promise<ReportFacts> {
    const agencyName = await this.queries.publicNameOf(agencyId);
    const { name } = await this.entries.network();
    return { view: viewOf(query), network: name, publicUrl: this.config.publicUrl, agencyId, agencyName };
  }
}
