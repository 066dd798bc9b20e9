import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { PersonDuplicates } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PersonPairsQuery } from './person-pairs.dto.js';
import {
  ComparedPairView,
  FoundPairsView,
  PersonPairsView,
  presentCompared,
  presentPairs,
} from './person-pairs.presenter.js';

/** People of whom the own agency may keep two records. */
@ApiTags('people')
@Controller('person-pairs')
export class PersonPairsController {
  constructor(private readonly duplicates: PersonDuplicates) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: PersonPairsView })
  async list(
    @ByMember() actor: Member,
    @Query() { state, page, perPage }: PersonPairsQuery,
  ): Promise<PersonPairsView> {
    return presentPairs(await this.duplicates.list(actor, { state: state ?? 'proposed', page, perPage }));
  }

  @Post('search')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: FoundPairsView })
  async search(@ByMember() actor: Member): Promise<FoundPairsView> {
    return { found: await this.duplicates.search(actor) };
  }

  @Get(':id')
  @For('caseworker')
  @ApiOkResponse({ type: ComparedPairView })
  async compare(@ByMember() actor: Member, @PathId() id: string): Promise<ComparedPairView> {
    return presentCompared(await this.duplicates.compare(actor, id));
  }

  /** They are two people. */
  @Post(':id/distinction')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async distinguish(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<void> {
    await this.duplicates.distinguish(actor, id, once);
  }
}
