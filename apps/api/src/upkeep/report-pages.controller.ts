import { Body, Controller, Get, Header, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { EntryReports, EntryReportsQueries } from '#libs/directory';
import { PublicForms } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import type { FormFields } from '../http/forms.js';
import { PageFilter } from '../http/page.filter.js';
import { PathId } from '../http/path-id.js';
import type { PortalRequest } from '../http/request.js';
import { reportedPage, reportPage } from './report-form.js';
import { readReport } from './upkeep-forms.js';

/** Reports of errors by whoever reads the public page: without script, without sign-in, without a name. */
@ApiExcludeController()
@UseFilters(PageFilter)
@Controller('report')
export class ReportPagesController {
  constructor(
    private readonly reports: EntryReports,
    private readonly queries: EntryReportsQueries,
    private readonly forms: PublicForms,
  ) {}

  @Get(':agencyId')
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async form(@PathId('agencyId') agencyId: string): Promise<string> {
    return reportPage(agencyId, await this.queries.publicNameOf(agencyId));
  }

  @Post(':agencyId')
  @HttpCode(200)
  @For('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async send(
    @PathId('agencyId') agencyId: string,
    @Body() form: FormFields | undefined,
    @Req() request: PortalRequest,
  ): Promise<string> {
    await this.forms.admit(request.ip);
    const report = readReport(form ?? {});
    if (report) await this.reports.reportPublicly(agencyId, report);
    return reportedPage();
  }
}
