import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AgenciesQueries, EntryEditing } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { AgencyView, presentAgency } from './agency.presenter.js';
import { EntryDraftRequest, EntryPreviewRequest, EntryRequest, NewEntryRequest } from './entries.dto.js';
import {
  DraftSavedView,
  EntryInEditingView,
  HandedInView,
  MadeAgencyView,
  presentHandedIn,
  presentInEditing,
} from './entry.presenter.js';

/** The form of an entry, for those who keep it. */
@ApiTags('entries')
@Controller('agencies')
export class EntriesController {
  constructor(
    private readonly editing: EntryEditing,
    private readonly agencies: AgenciesQueries,
    private readonly clock: Clock,
  ) {}

  @Post()
  @For('secretariat')
  @ApiCreatedResponse({ type: MadeAgencyView })
  async create(
    @ByMember() actor: Member,
    @Body() input: NewEntryRequest,
    @Once() once: OnceKey,
  ): Promise<MadeAgencyView> {
    return { id: await this.editing.create(actor, input.entry, once) };
  }

  @Get(':id/entry')
  @For('member')
  @ApiOkResponse({ type: EntryInEditingView })
  async inEditing(@ByMember() actor: Member, @PathId() id: string): Promise<EntryInEditingView> {
    return presentInEditing(await this.editing.inEditing(actor, id), actor);
  }

  /** Hands in what is in the form: only the fields that are given change. */
  @Patch(':id/entry')
  @For('member')
  @ApiOkResponse({ type: HandedInView })
  async handIn(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: EntryRequest,
  ): Promise<HandedInView> {
    return presentHandedIn(await this.editing.handIn(actor, id, version, input));
  }

  @Put(':id/entry-draft')
  @For('member')
  @ApiOkResponse({ type: DraftSavedView })
  async saveDraft(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: EntryDraftRequest,
  ): Promise<DraftSavedView> {
    const { savedAt, version } = await this.editing.saveDraft(actor, id, input);
    return { savedAt, entryVersion: version };
  }

  @Delete(':id/entry-draft')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async discardDraft(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.editing.discardDraft(actor, id);
  }

  /** The page as others would see it; nothing is kept. */
  @Post(':id/entry-preview')
  @For('member')
  @HttpCode(200)
  @ApiOkResponse({ type: AgencyView })
  async preview(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: EntryPreviewRequest,
  ): Promise<AgencyView> {
    const entry = await this.editing.previewed(actor, id, input.entry);
    const row = await this.agencies.previewOf(actor, entry, input.circle);
    return presentAgency(row, actor, this.clock.now());
  }
}
