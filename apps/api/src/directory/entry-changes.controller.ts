import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EntryApproval, EntryHistory } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  EntryChangesView,
  EntryChangeView,
  EntryHistoryView,
  presentChange,
  presentHistory,
  presentWaiting,
} from './entry-change.presenter.js';
import {
  ApprovalRequest,
  ChosenFieldsRequest,
  EntryChangesQuery,
  HistoryQuery,
  RefusalRequest,
} from './entry-changes.dto.js';
import { HandedInView, presentHandedIn } from './entry.presenter.js';

/** The history of entries, what waits in it, and the way back. */
@ApiTags('entries')
@Controller()
export class EntryChangesController {
  constructor(
    private readonly history: EntryHistory,
    private readonly approval: EntryApproval,
  ) {}

  @Get('agencies/:id/changes')
  @For('member')
  @ApiOkResponse({ type: EntryHistoryView })
  async ofAgency(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() query: HistoryQuery,
  ): Promise<EntryHistoryView> {
    return presentHistory(await this.history.ofAgency(actor, id, query), actor);
  }

  /** What waits for the secretariat. */
  @Get('entry-changes')
  @For('member')
  @ApiOkResponse({ type: EntryChangesView })
  async waiting(@ByMember() actor: Member, @Query() query: EntryChangesQuery): Promise<EntryChangesView> {
    return presentWaiting(await this.history.waiting(actor, query), actor);
  }

  @Get('entry-changes/:id')
  @For('member')
  @ApiOkResponse({ type: EntryChangeView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<EntryChangeView> {
    const found = await this.history.one(actor, id);
    return presentChange(found.change, found, actor);
  }

  @Post('entry-changes/:id/approval')
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async approve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: ApprovalRequest,
  ): Promise<void> {
    await this.approval.approve(actor, id, input);
  }

  @Post('entry-changes/:id/refusal')
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async refuse(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: RefusalRequest,
  ): Promise<void> {
    await this.approval.refuse(actor, id, input.note);
  }

  @Post('entry-changes/:id/withdrawal')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async withdraw(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.approval.withdraw(actor, id);
  }

  @Post('entry-changes/:id/undoing')
  @For('member')
  @HttpCode(200)
  @ApiOkResponse({ type: HandedInView })
  async undo(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: ChosenFieldsRequest,
  ): Promise<HandedInView> {
    return presentHandedIn(await this.approval.undo(actor, id, input));
  }
}
