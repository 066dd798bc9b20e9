import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ReportsUp, ReportsUpQueries } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ReportUpAnswerRequest, ReportUpTablingRequest, ReportUpRequest } from './reports-up.dto.js';
import { presentReport, presentReporting, ReportingView, ReportUpView } from './reports-up.presenter.js';

/** 親会への報告: what a council tells the one above, and what comes back. */
@ApiTags('meetings')
@Controller()
export class ReportsUpController {
  constructor(
    private readonly reports: ReportsUp,
    private readonly queries: ReportsUpQueries,
  ) {}

  @Get('councils/:id/reports-up')
  @For('member')
  @ApiOkResponse({ type: ReportUpView, isArray: true })
  async ofCouncil(@ByMember() actor: Member, @PathId() councilId: string): Promise<ReportUpView[]> {
    return (await this.queries.ofCouncil(actor, councilId)).map(presentReport);
  }

  @Get('minutes-versions/:id/report-up')
  @For('member')
  @ApiOkResponse({ type: ReportingView })
  async ofMinutes(@ByMember() actor: Member, @PathId() id: string): Promise<ReportingView> {
    return presentReporting(await this.queries.ofMinutes(actor, id));
  }

  @Post('minutes-versions/:id/report-up')
  @For('member')
  @ApiCreatedResponse({ type: ReportUpView })
  async prepare(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { text, decisionIds = [] }: ReportUpRequest,
    @Once() once: OnceKey,
  ): Promise<ReportUpView> {
    return this.one(actor, await this.reports.prepare(actor, id, { text, decisionIds }, once));
  }

  @Put('reports-up/:id')
  @For('member')
  @ApiOkResponse({ type: ReportUpView })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { text, decisionIds = [] }: ReportUpRequest,
  ): Promise<ReportUpView> {
    await this.reports.write(actor, id, version, { text, decisionIds });
    return this.one(actor, id);
  }

  @Post('reports-up/:id/sending')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: ReportUpView })
  async send(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<ReportUpView> {
    await this.reports.send(actor, id, version);
    return this.one(actor, id);
  }

  @Post('reports-up/:id/tabling')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: ReportUpView })
  async table(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { meetingId }: ReportUpTablingRequest,
  ): Promise<ReportUpView> {
    await this.reports.table(actor, id, version, meetingId);
    return this.one(actor, id);
  }

  @Post('reports-up/:id/answer')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: ReportUpView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { answer }: ReportUpAnswerRequest,
  ): Promise<ReportUpView> {
    await this.reports.answer(actor, id, version, answer);
    return this.one(actor, id);
  }

  private async one(actor: Member, id: string): Promise<ReportUpView> {
    return presentReport(await this.queries.one(actor, id));
  }
}
