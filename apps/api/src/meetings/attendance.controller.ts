import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { fiscalYearOf } from '#libs/directory';
import { workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import {
  AttendanceFigures,
  type AttendanceInput,
  AttendanceLists,
  AttendanceQueries,
  AttendanceSheets,
} from '#libs/meetings';
import { Clock } from '#libs/platform';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  type AttendanceLineRequest,
  AttendanceRequest,
  CheckInRequest,
  ViewsRequest,
  AttendanceFileQuery,
  YearQuery,
} from './attendance.dto.js';
import {
  AttendanceFiguresView,
  AttendanceView,
  presentAttendance,
  presentFigures,
} from './attendance.presenter.js';

/** 出欠: who was at a meeting, and over the year. */
@ApiTags('meetings')
@Controller()
export class AttendanceController {
  constructor(
    private readonly lists: AttendanceLists,
    private readonly queries: AttendanceQueries,
    private readonly figures: AttendanceFigures,
    private readonly sheets: AttendanceSheets,
    private readonly clock: Clock,
  ) {}

  @Get('meetings/:id/attendance')
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<AttendanceView> {
    return presentAttendance(await this.queries.ofMeeting(actor, id));
  }

  @Put('meetings/:id/attendance')
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { lines }: AttendanceRequest,
  ): Promise<AttendanceView> {
    await this.lists.write(actor, id, version, lines.map(lineOf));
    return this.read(actor, id);
  }

  @Post('meetings/:id/attendance-closing')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<AttendanceView> {
    await this.lists.close(actor, id, version);
    return this.read(actor, id);
  }

  @Post('meetings/:id/attendance-reopening')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async reopen(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<AttendanceView> {
    await this.lists.reopen(actor, id, version);
    return this.read(actor, id);
  }

  /** Gives out a new word of the day; the one before is worth nothing any more. */
  @Post('meetings/:id/check-in-code')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async openCheckIn(@ByMember() actor: Member, @PathId() id: string): Promise<AttendanceView> {
    await this.lists.openCheckIn(actor, id);
    return this.read(actor, id);
  }

  @Put('meetings/:id/views')
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async countViews(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { views = null }: ViewsRequest,
  ): Promise<AttendanceView> {
    await this.lists.countViews(actor, id, version, views);
    return this.read(actor, id);
  }

  /** Somebody says that they are there. */
  @Post('meetings/:id/check-in')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: AttendanceView })
  async checkIn(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: CheckInRequest,
  ): Promise<AttendanceView> {
    await this.lists.checkIn(actor, id, input);
    return this.read(actor, id);
  }

  @Get('meetings/:id/attendance-sheet')
  @For('member')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async print(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.sheets.print(actor, id), `attendance-${this.clock.today()}`);
  }

  @Get('councils/:id/attendance')
  @For('member')
  @ApiOkResponse({ type: AttendanceFiguresView })
  async ofYear(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { fiscalYear = this.thisYear() }: YearQuery,
  ): Promise<AttendanceFiguresView> {
    return presentFigures(fiscalYear, await this.figures.ofYear(actor, id, fiscalYear));
  }

  @Get('councils/:id/attendance-list')
  @For('member')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async list(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { fiscalYear = this.thisYear(), format }: AttendanceFileQuery,
  ): Promise<StreamableFile> {
    const { type, ending, chunks } = await this.figures.write(actor, id, fiscalYear, format);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="attendance-${fiscalYear}.${ending}"`,
    });
  }

  private thisYear(): number {
    return fiscalYearOf(this.clock.today());
  }
}

function lineOf(line: AttendanceLineRequest): AttendanceInput {
  return {
    seatId: line.seatId ?? null,
    agencyId: line.agencyId ?? null,
    name: line.name,
    post: line.post ?? '',
    capacity: line.capacity,
    substituteFor: line.substituteFor ?? '',
    how: line.how ?? null,
    status: line.status,
    cameAt: line.cameAt ?? null,
    leftAt: line.leftAt ?? null,
    reason: line.reason ?? '',
  };
}
