import { Body, Controller, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { MeetingSeries, MeetingsQueries, type WeekNo } from '#libs/meetings';
import { Clock, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { meetingOf } from './meetings.controller.js';
import { MeetingView, presentMeeting } from './meetings.presenter.js';
import { MeetingSeriesChangeRequest, MeetingSeriesRequest } from './series.dto.js';

/** くり返しの会議: several meetings that are planned, and changed, together. */
@ApiTags('meetings')
@Controller()
export class MeetingSeriesController {
  constructor(
    private readonly series: MeetingSeries,
    private readonly queries: MeetingsQueries,
    private readonly clock: Clock,
  ) {}

  @Post('councils/:id/series')
  @For('member')
  @ApiCreatedResponse({ type: MeetingView })
  async plan(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Body() input: MeetingSeriesRequest,
    @Once() once: OnceKey,
  ): Promise<MeetingView> {
    const { rhythm: kind, every, weekNo, count } = input;
    const rhythm = kind === 'weeks' ? { kind, every } : { kind, every, weekNo: weekNo as WeekNo };
    const plan = { first: meetingOf(input), rhythm, count };
    return this.one(actor, await this.series.plan(actor, councilId, plan, once));
  }

  @Put('meetings/:id/series')
  @For('member')
  @ApiOkResponse({ type: MeetingView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: MeetingSeriesChangeRequest,
  ): Promise<MeetingView> {
    await this.series.change(actor, id, version, meetingOf(input), input.scope);
    return this.one(actor, id);
  }

  private async one(actor: Member, id: string): Promise<MeetingView> {
    return presentMeeting(await this.queries.one(actor, id), this.clock.now());
  }
}
