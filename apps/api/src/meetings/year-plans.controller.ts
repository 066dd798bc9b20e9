import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { fiscalYearOf } from '#libs/directory';
import { workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import { MeetingsQueries, YearPlans, YearPlansQueries, YearSchedules } from '#libs/meetings';
import { Clock, type OnceKey } from '#libs/platform';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { meetingOf } from './meetings.controller.js';
import { MeetingReasonRequest, MeetingRequest } from './meetings.dto.js';
import { MeetingView, presentMeeting } from './meetings.presenter.js';
import {
  NewYearPlanRequest,
  YearFileQuery,
  YearPaperQuery,
  YearPlanRequest,
  YearPlansQuery,
} from './year-plans.dto.js';
import { CouncilYearView, presentYear } from './year-plans.presenter.js';

/** 年間計画: the meetings of a fiscal year, before their days are known and after. */
@ApiTags('year plans')
@Controller()
export class YearPlansController {
  constructor(
    private readonly plans: YearPlans,
    private readonly queries: YearPlansQueries,
    private readonly schedules: YearSchedules,
    private readonly meetings: MeetingsQueries,
    private readonly clock: Clock,
  ) {}

  @Get('year-plans')
  @For('member')
  @ApiOkResponse({ type: CouncilYearView, isArray: true })
  async years(
    @ByMember() actor: Member,
    @Query() { fiscalYear }: YearPlansQuery,
  ): Promise<CouncilYearView[]> {
    return (await this.queries.years(actor, { fiscalYear: this.yearOr(fiscalYear) })).map(presentYear);
  }

  @Get('councils/:id/year-plans')
  @For('member')
  @ApiOkResponse({ type: CouncilYearView })
  async year(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() { fiscalYear }: YearPlansQuery,
  ): Promise<CouncilYearView> {
    return presentYear(await this.queries.year(actor, councilId, this.yearOr(fiscalYear)));
  }

  /** The yearly schedule of all councils, as a paper. */
  @Get('year-plans/paper')
  @For('member')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async paper(@ByMember() actor: Member, @Query() query: YearPaperQuery): Promise<StreamableFile> {
    return this.printed(actor, query);
  }

  /** The same of one council. */
  @Get('councils/:id/year-plans/paper')
  @For('member')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async paperOfCouncil(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() query: YearPaperQuery,
  ): Promise<StreamableFile> {
    return this.printed(actor, query, councilId);
  }

  /** The yearly schedule of all councils, as a list. */
  @Get('year-plans/file')
  @For('member')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async file(@ByMember() actor: Member, @Query() query: YearFileQuery): Promise<StreamableFile> {
    return this.listed(actor, query);
  }

  /** The same of one council. */
  @Get('councils/:id/year-plans/file')
  @For('member')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async fileOfCouncil(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() query: YearFileQuery,
  ): Promise<StreamableFile> {
    return this.listed(actor, query, councilId);
  }

  @Post('councils/:id/year-plans')
  @For('member')
  @ApiCreatedResponse({ type: CouncilYearView })
  async begin(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Body() { fiscalYear, plannedCount, copiesYearBefore }: NewYearPlanRequest,
    @Once() once: OnceKey,
  ): Promise<CouncilYearView> {
    const plan = { fiscalYear, plannedCount, copiesYearBefore: copiesYearBefore ?? false };
    return this.ofPlan(actor, await this.plans.begin(actor, councilId, plan, once));
  }

  @Put('year-plans/:id')
  @For('member')
  @ApiOkResponse({ type: CouncilYearView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { plannedCount, note, slots }: YearPlanRequest,
  ): Promise<CouncilYearView> {
    await this.plans.change(actor, id, version, {
      plannedCount,
      note: note ?? '',
      slots: slots.map(({ id: slotId = null, month = null, theme }) => ({
        id: slotId,
        month,
        theme: theme ?? '',
      })),
    });
    return this.ofPlan(actor, id);
  }

  @Post('plan-slots/:id/dropping')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: CouncilYearView })
  async drop(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: MeetingReasonRequest,
  ): Promise<CouncilYearView> {
    await this.plans.drop(actor, id, version, reason);
    return this.ofSlot(actor, id);
  }

  @Post('plan-slots/:id/restoration')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: CouncilYearView })
  async restore(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<CouncilYearView> {
    await this.plans.restore(actor, id, version);
    return this.ofSlot(actor, id);
  }

  /** The slot becomes a meeting. */
  @Post('plan-slots/:id/meeting')
  @For('member')
  @ApiCreatedResponse({ type: MeetingView })
  async schedule(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: MeetingRequest,
    @Once() once: OnceKey,
  ): Promise<MeetingView> {
    const meetingId = await this.plans.schedule(actor, id, meetingOf(input), once);
    return presentMeeting(await this.meetings.one(actor, meetingId), this.clock.now());
  }

  private yearOr(asked: number | undefined): number {
    return asked ?? fiscalYearOf(this.clock.today());
  }

  private async printed(
    actor: Member,
    { fiscalYear: asked, naming = 'end' }: YearPaperQuery,
    councilId?: string,
  ): Promise<StreamableFile> {
    const fiscalYear = this.yearOr(asked);
    const content = await this.schedules.print(actor, { fiscalYear, councilId }, naming);
    return pdfAnswer(content, `year-plan-${fiscalYear}`);
  }

  private async listed(
    actor: Member,
    { fiscalYear: asked, format, naming = 'end' }: YearFileQuery,
    councilId?: string,
  ): Promise<StreamableFile> {
    const fiscalYear = this.yearOr(asked);
    const wanted = { fiscalYear, councilId };
    const { type, ending, chunks } = await this.schedules.list(actor, wanted, format, naming);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="year-plan-${fiscalYear}.${ending}"`,
    });
  }

  private async ofPlan(actor: Member, planId: string): Promise<CouncilYearView> {
    return presentYear(await this.queries.ofPlan(actor, planId));
  }

  private async ofSlot(actor: Member, slotId: string): Promise<CouncilYearView> {
    return presentYear(await this.queries.ofSlot(actor, slotId));
  }
}
