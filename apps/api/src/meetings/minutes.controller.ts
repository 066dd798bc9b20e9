import { Body, Controller, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { wordType } from '#libs/documents';
import type { Member } from '#libs/identity';
import {
  MinutesApproval,
  MinutesCirculation,
  MinutesPapers,
  MinutesQueries,
  MinutesWriting,
} from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  AmendmentRequest,
  MinutesCirculationRequest,
  MinutesApprovalRequest,
  MinutesFileQuery,
  MinutesHeadRequest,
  MinutesResolutionRequest,
  MinutesReviewRequest,
  MinutesTextRequest,
} from './minutes.dto.js';
import {
  MinutesOfMeetingView,
  MinutesSavedView,
  MinutesVersionView,
  presentMinutes,
  presentMinutesOfMeeting,
} from './minutes.presenter.js';

/** 議事録: minutes of meetings, from the draft to what holds. */
@ApiTags('meetings')
@Controller()
export class MinutesController {
  constructor(
    private readonly writing: MinutesWriting,
    private readonly circulation: MinutesCirculation,
    private readonly approval: MinutesApproval,
    private readonly queries: MinutesQueries,
    private readonly papers: MinutesPapers,
  ) {}

  @Get('meetings/:id/minutes')
  @For('member')
  @ApiOkResponse({ type: MinutesOfMeetingView })
  async ofMeeting(@ByMember() actor: Member, @PathId() meetingId: string): Promise<MinutesOfMeetingView> {
    return presentMinutesOfMeeting(await this.queries.ofMeeting(actor, meetingId));
  }

  @Post('meetings/:id/minutes')
  @For('member')
  @ApiCreatedResponse({ type: MinutesVersionView })
  async begin(
    @ByMember() actor: Member,
    @PathId() meetingId: string,
    @Once() once: OnceKey,
  ): Promise<MinutesVersionView> {
    return this.one(actor, await this.writing.begin(actor, meetingId, once));
  }

  @Get('minutes-versions/:id')
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<MinutesVersionView> {
    return presentMinutes(await this.queries.one(actor, id));
  }

  @Get('minutes-versions/:id/file')
  @For('member')
  @ApiProduces('application/pdf', wordType)
  @ApiOkResponse(pdfSchema)
  async print(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { format }: MinutesFileQuery,
  ): Promise<StreamableFile> {
    const { content, name } = await this.papers.print(actor, id, format);
    return new StreamableFile(content, {
      type: format === 'docx' ? wordType : 'application/pdf',
      length: content.length,
      disposition: `attachment; filename="${name}.${format}"`,
    });
  }

  @Put('minutes-versions/:id/head')
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async setHead(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { place, attendees }: MinutesHeadRequest,
  ): Promise<MinutesVersionView> {
    await this.writing.setHead(actor, id, version, { place: place ?? '', attendees: attendees ?? null });
    return this.one(actor, id);
  }

  @Put('minutes-items/:id')
  @For('member')
  @ApiOkResponse({ type: MinutesSavedView })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() seen: number,
    @Body() { discussion, decision, effectiveOn = null }: MinutesTextRequest,
  ): Promise<MinutesSavedView> {
    const text = { discussion: discussion ?? '', decision: decision ?? '', effectiveOn };
    return { version: await this.writing.write(actor, id, seen, text) };
  }

  @Post('minutes-versions/:id/circulation')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async circulate(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { deadlineOn = null }: MinutesCirculationRequest,
  ): Promise<MinutesVersionView> {
    await this.circulation.circulate(actor, id, version, { deadlineOn });
    return this.one(actor, id);
  }

  /** The last word counts; it may be said again. */
  @Put('minutes-versions/:id/review')
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async review(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { verdict, comment }: MinutesReviewRequest,
  ): Promise<MinutesVersionView> {
    await this.circulation.review(actor, id, { verdict, comment: comment ?? '' });
    return this.one(actor, id);
  }

  @Put('minutes-reviews/:id/resolution')
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async resolve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { resolution }: MinutesResolutionRequest,
  ): Promise<MinutesVersionView> {
    return this.one(actor, await this.circulation.resolve(actor, id, resolution));
  }

  @Post('minutes-versions/:id/revision')
  @For('member')
  @ApiCreatedResponse({ type: MinutesVersionView })
  async revise(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Once() once: OnceKey,
  ): Promise<MinutesVersionView> {
    return this.one(actor, await this.circulation.revise(actor, id, once));
  }

  @Post('minutes-versions/:id/approval')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async approve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { how, approvedBy, meetingId = null, overrideReason }: MinutesApprovalRequest,
  ): Promise<MinutesVersionView> {
    const input = { how, approvedBy: approvedBy ?? '', meetingId, overrideReason: overrideReason ?? '' };
    await this.approval.approve(actor, id, version, input);
    return this.one(actor, id);
  }

  @Post('minutes-versions/:id/publication')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MinutesVersionView })
  async publish(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MinutesVersionView> {
    await this.approval.publish(actor, id, version);
    return this.one(actor, id);
  }

  @Post('minutes-versions/:id/amendment')
  @For('member')
  @ApiCreatedResponse({ type: MinutesVersionView })
  async amend(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { reason, decidedMeetingId = null }: AmendmentRequest,
    @Once() once: OnceKey,
  ): Promise<MinutesVersionView> {
    return this.one(actor, await this.circulation.amend(actor, id, { reason, decidedMeetingId }, once));
  }
}
