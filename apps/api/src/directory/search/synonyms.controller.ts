import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type SynonymRow, Synonyms } from '#libs/directory';
import type { Actor, Member } from '#libs/identity';
import { For } from '../../http/audience.decorator.js';
import { By, ByMember, IfMatch, ifMatchHeader } from '../../http/parameters.js';
import { PathId } from '../../http/path-id.js';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../../http/view.js';
import { ExpansionQuery, SynonymRequest } from './synonyms.dto.js';

/** Words that find each other, or (with `finds`) words that find others which do not find them. */
export class SynonymView {
  @ShowsId() id!: string;
  @ShowsText({ list: true }) words!: string[];
  @ShowsText({ list: true }) finds!: string[];
  @ShowsMoment() updatedAt!: string;
  @ShowsNumber() version!: number;
}

/** What one typed word stands for. */
export class ExpansionView {
  @ShowsText() typed!: string;
  @ShowsText({ list: true }) finds!: string[];
}

/** A group that was added. */
export class AddedSynonymView {
  @ShowsId() id!: string;
}

/** Words that stand for others, as this network speaks. */
@ApiTags('agencies')
@Controller('synonyms')
export class SynonymsController {
  constructor(private readonly synonyms: Synonyms) {}

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: SynonymView, isArray: true })
  async list(@By() actor: Actor): Promise<SynonymView[]> {
    return (await this.synonyms.list(actor)).map(presentSynonym);
  }

  /** To try out what a search looks for. */
  @Get('expansion')
  @For('signedIn')
  @ApiOkResponse({ type: ExpansionView, isArray: true })
  async expand(@By() actor: Actor, @Query() { words }: ExpansionQuery): Promise<ExpansionView[]> {
    return (await this.synonyms.expansionOf(actor, words ?? '')).map(({ typed, finds }) => ({
      typed,
      finds,
    }));
  }

  /** Twice the same group is the same as once. */
  @Post()
  @For('secretariat')
  @ApiCreatedResponse({ type: AddedSynonymView })
  async add(@ByMember() actor: Member, @Body() input: SynonymRequest): Promise<AddedSynonymView> {
    return { id: await this.synonyms.add(actor, input.asWords()) };
  }

  @Put(':id')
  @For('secretariat')
  @HttpCode(204)
  @ApiHeader(ifMatchHeader)
  @ApiNoContentResponse()
  async rewrite(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: SynonymRequest,
  ): Promise<void> {
    await this.synonyms.rewrite(actor, id, version, input.asWords());
  }

  @Delete(':id')
  @For('secretariat')
  @HttpCode(204)
  @ApiHeader(ifMatchHeader)
  @ApiNoContentResponse()
  async remove(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.synonyms.remove(actor, id, version);
  }
}

function presentSynonym({ id, words, finds, updatedAt, version }: SynonymRow): SynonymView {
  return { id, words: [...words], finds: [...finds], updatedAt, version };
}
