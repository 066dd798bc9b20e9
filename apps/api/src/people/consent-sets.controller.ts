import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { belongsTo, type Member } from '#libs/identity';
import {
  categoryCodes,
  type DataCategory,
  type OfferedSet,
  OwnSets,
  type Purpose,
  purposeCodes,
} from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { OneOf, Parts, SomeOf, Text } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsFlag, ShowsText, ShowsView } from '../http/view.js';

/** A purpose with the kinds of data that are asked for it. */
export class ConsentSetPart {
  @OneOf(purposeCodes, { label: '利用目的' })
  purpose!: Purpose;

  @SomeOf(categoryCodes, { label: '伝える内容', min: 1 })
  categories!: DataCategory[];
}

/** A set to be kept for the agency. */
export class ConsentSetRequest {
  @Text({ label: '名前', max: 60 })
  name!: string;

  @Parts(() => ConsentSetPart, { label: '目的と内容', min: 1, max: 20 })
  cells!: ConsentSetPart[];
}

/** A purpose with its kinds of data, in a usual set. */
export class UsualPartView {
  @ShowsText({ codes: purposeCodes }) purpose!: Purpose;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
}

/** What is usually asked together. */
export class UsualSetView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
  @ShowsView(() => UsualPartView, { list: true }) cells!: UsualPartView[];
  /** Kept by the own agency. */
  @ShowsFlag() own!: boolean;
}

/** The sets, and whether the reader may keep some for the agency. */
export class UsualSetsView {
  @ShowsView(() => UsualSetView, { list: true }) items!: UsualSetView[];
  @ShowsFlag() canKeep!: boolean;
}

/** 定型の同意セット. */
@ApiTags('consents')
@Controller('consent-sets')
export class ConsentSetsController {
  constructor(private readonly sets: OwnSets) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: UsualSetsView })
  async offered(@ByMember() actor: Member): Promise<UsualSetsView> {
    return {
      items: (await this.sets.offered(actor)).map(present),
      canKeep: belongsTo('manager', actor.role),
    };
  }

  @Post()
  @For('manager')
  @ApiCreatedResponse({ type: UsualSetsView })
  async keep(
    @ByMember() actor: Member,
    @Body() input: ConsentSetRequest,
    @Once() once: OnceKey,
  ): Promise<UsualSetsView> {
    await this.sets.keep(actor, input, once);
    return this.offered(actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @For('manager')
  @ApiNoContentResponse()
  async drop(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.sets.drop(actor, id);
  }
}

function present({ code, name, cells, ownId }: OfferedSet): UsualSetView {
  return {
    code,
    name,
    cells: cells.map(({ purpose, categories }) => ({ purpose, categories: [...categories] })),
    own: ownId !== null,
  };
}
