import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type MeetingInput, Meetings, MeetingsQueries, type MeetingsWanted } from '#libs/meetings';
import { Clock, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { MeetingReasonRequest, MeetingRequest, MeetingsQuery } from './meetings.dto.js';
import { MeetingPageView, MeetingView, presentMeeting, presentMeetings } from './meetings.presenter.js';

/** 会議: meetings of councils, from the plan to the end. */
@ApiTags('meetings')
@Controller()
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly queries: MeetingsQueries,
    private readonly clock: Clock,
  ) {}

  @Get('meetings')
  @For('member')
  @ApiOkResponse({ type: MeetingPageView })
  async list(@ByMember() actor: Member, @Query() query: MeetingsQuery): Promise<MeetingPageView> {
    return presentMeetings(await this.queries.list(actor, wantedOf(query), query));
  }

  @Get('councils/:id/meetings')
  @For('member')
  @ApiOkResponse({ type: MeetingPageView })
  async ofCouncil(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() query: MeetingsQuery,
  ): Promise<MeetingPageView> {
    return presentMeetings(await this.queries.ofCouncil(actor, councilId, wantedOf(query), query));
  }

  @Post('councils/:id/meetings')
  @For('member')
  @ApiCreatedResponse({ type: MeetingView })
  async plan(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Body() input: MeetingRequest,
    @Once() once: OnceKey,
  ): Promise<MeetingView> {
    return this.one(actor, await this.meetings.plan(actor, councilId, meetingOf(input), once));
  }

  @Get('meetings/:id')
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<MeetingView> {
    return presentMeeting(await this.queries.one(actor, id), this.clock.now());
  }

  @Put('meetings/:id')
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: MeetingRequest,
  ): Promise<MeetingView> {
    await this.meetings.change(actor, id, version, meetingOf(input));
    return this.one(actor, id);
  }

  @Post('meetings/:id/announcement')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async announce(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MeetingView> {
    await this.meetings.announce(actor, id, version);
    return this.one(actor, id);
  }

  @Post('meetings/:id/postponement')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async postpone(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: MeetingReasonRequest,
  ): Promise<MeetingView> {
    await this.meetings.postpone(actor, id, version, reason);
    return this.one(actor, id);
  }

  @Post('meetings/:id/cancellation')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async cancel(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { reason }: MeetingReasonRequest,
  ): Promise<MeetingView> {
    await this.meetings.cancel(actor, id, version, reason);
    return this.one(actor, id);
  }

  @Post('meetings/:id/opening')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async begin(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MeetingView> {
    await this.meetings.begin(actor, id, version);
    return this.one(actor, id);
  }

  @Post('meetings/:id/ending')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async end(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MeetingView> {
    await this.meetings.end(actor, id, version);
    return this.one(actor, id);
  }

  /** For whoever did not press the buttons on the day. */
  @Post('meetings/:id/record')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async record(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MeetingView> {
    await this.meetings.record(actor, id, version);
    return this.one(actor, id);
  }

  @Post('meetings/:id/closing')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<MeetingView> {
    await this.meetings.close(actor, id, version);
    return this.one(actor, id);
  }
}

function wantedOf({ fiscalYear, from, until, states, order = 'oldest' }: MeetingsQuery): MeetingsWanted {
  return { fiscalYear, from, until, states, order };
}

/** A meeting as it was typed. */
export function meetingOf(input: MeetingRequest): MeetingInput {
  return {
    title: input.title,
    mode: input.mode,
    day: input.day,
    allDay: input.allDay ?? false,
    from: input.from,
    until: input.until,
    tz: input.tz ?? 'Asia/Tokyo',
    venue: input.venue ?? '',
    address: input.address ?? '',
    venueCapacity: input.venueCapacity ?? null,
    webCapacity: input.webCapacity ?? null,
    webLink: input.webLink ?? '',
    webNote: input.webNote ?? '',
    onDemandFrom: input.onDemandFrom ?? null,
    onDemandUntil: input.onDemandUntil ?? null,
    note: input.note ?? '',
    isPublic: input.isPublic ?? false,
    preparesId: input.preparesId ?? null,
  };
}
