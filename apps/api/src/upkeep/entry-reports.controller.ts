import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EntryReports, EntryReportsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { EntryReportsQuery, ReportAnswerRequest } from './entry-reports.dto.js';
import {
  EntryReportPageView,
  EntryReportView,
  presentReport,
  presentReports,
} from './entry-reports.presenter.js';

/** Reports of errors: about the own entry, made by oneself, and all of them for the secretariat. */
@ApiTags('upkeep')
@Controller('entry-reports')
export class EntryReportsController {
  constructor(
    private readonly reports: EntryReports,
    private readonly queries: EntryReportsQueries,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: EntryReportPageView })
  async list(@ByMember() actor: Member, @Query() query: EntryReportsQuery): Promise<EntryReportPageView> {
    return presentReports(await this.queries.newest(actor, { open: query.open }, query), actor);
  }

  @Get(':id')
  @For('member')
  @ApiOkResponse({ type: EntryReportView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<EntryReportView> {
    return presentReport(await this.queries.one(actor, id), actor);
  }

  @Post(':id/answer')
  @For('member')
  @ApiCreatedResponse({ type: EntryReportView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { outcome, answer }: ReportAnswerRequest,
  ): Promise<EntryReportView> {
    await this.reports.answer(actor, id, { outcome, answer });
    return presentReport(await this.queries.one(actor, id), actor);
  }
}
