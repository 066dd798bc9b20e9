import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type ActionInput, ActionItems, ActionItemsQueries } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  ActionItemRequest,
  ActionItemsQuery,
  ActionMoveRequest,
  ActionReportRequest,
  NewActionItemRequest,
} from './action-items.dto.js';
import {
  ActionItemPageView,
  ActionItemRecordView,
  MeetingActionsView,
  presentActionItem,
  presentActionItems,
  presentMeetingActions,
} from './action-items.presenter.js';

/** 対応事項: what councils have given somebody to do. */
@ApiTags('meetings')
@Controller()
export class ActionItemsController {
  constructor(
    private readonly items: ActionItems,
    private readonly queries: ActionItemsQueries,
  ) {}

  @Get('action-items')
  @For('member')
  @ApiOkResponse({ type: ActionItemPageView })
  async list(@ByMember() actor: Member, @Query() query: ActionItemsQuery): Promise<ActionItemPageView> {
    return presentActionItems(await this.queries.mine(actor, query.states, query));
  }

  @Get('councils/:id/action-items')
  @For('member')
  @ApiOkResponse({ type: ActionItemPageView })
  async ofCouncil(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Query() query: ActionItemsQuery,
  ): Promise<ActionItemPageView> {
    return presentActionItems(await this.queries.ofCouncil(actor, councilId, query.states, query));
  }

  @Get('meetings/:id/action-items')
  @For('member')
  @ApiOkResponse({ type: MeetingActionsView })
  async ofMeeting(@ByMember() actor: Member, @PathId() meetingId: string): Promise<MeetingActionsView> {
    return presentMeetingActions(await this.queries.ofMeeting(actor, meetingId));
  }

  @Post('councils/:id/action-items')
  @For('member')
  @ApiCreatedResponse({ type: ActionItemRecordView })
  async raise(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Body() { meetingId = null, agendaItemId = null, ...input }: NewActionItemRequest,
    @Once() once: OnceKey,
  ): Promise<ActionItemRecordView> {
    return this.one(
      actor,
      await this.items.raise(actor, councilId, { ...itemOf(input), meetingId, agendaItemId }, once),
    );
  }

  @Get('action-items/:id')
  @For('member')
  @ApiOkResponse({ type: ActionItemRecordView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<ActionItemRecordView> {
    return presentActionItem(await this.queries.one(actor, id));
  }

  @Put('action-items/:id')
  @For('member')
  @ApiOkResponse({ type: ActionItemRecordView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: ActionItemRequest,
  ): Promise<ActionItemRecordView> {
    await this.items.change(actor, id, version, itemOf(input));
    return this.one(actor, id);
  }

  @Post('action-items/:id/events')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: ActionItemRecordView })
  async report(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { note, state = null, meetingId = null }: ActionReportRequest,
  ): Promise<ActionItemRecordView> {
    await this.items.report(actor, id, version, { note: note ?? '', state, meetingId });
    return this.one(actor, id);
  }

  @Post('action-items/:id/move')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: ActionItemRecordView })
  async move(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { councilId, note }: ActionMoveRequest,
  ): Promise<ActionItemRecordView> {
    await this.items.move(actor, id, version, { councilId, note: note ?? '' });
    return this.one(actor, id);
  }
}

function itemOf({ task, ownerAgencyId, ownerName, dueOn, priority }: ActionItemRequest): ActionInput {
  return {
    task,
    ownerAgencyId: ownerAgencyId ?? null,
    ownerName: ownerName ?? '',
    dueOn: dueOn ?? null,
    priority,
  };
}
