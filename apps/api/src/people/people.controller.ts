import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Disclosures, People, PeopleQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { DisclosureView, presentDisclosure } from './disclosures.presenter.js';
import { IdentifyRequest, PeopleQuery, RegisterRequest, SheetRequest } from './people.dto.js';
import { PeopleView, PersonView, presentPeople, presentPerson } from './people.presenter.js';
import { knownCategory, knownFields } from './sheet.rules.js';

/** The people whom the own agency supports. */
@ApiTags('people')
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly queries: PeopleQueries,
    private readonly disclosures: Disclosures,
  ) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: PeopleView })
  async list(@ByMember() actor: Member, @Query() wanted: PeopleQuery): Promise<PeopleView> {
    return presentPeople(await this.queries.list(actor, wanted));
  }

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: PersonView })
  async register(
    @ByMember() actor: Member,
    @Body() input: RegisterRequest,
    @Once() once: OnceKey,
  ): Promise<PersonView> {
    const id = await this.people.register(actor, { ...input, birthDate: input.birthDate ?? null }, once);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Get(':id')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<PersonView> {
    return presentPerson(await this.queries.open(actor, id));
  }

  @Patch(':id')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async identify(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: IdentifyRequest,
  ): Promise<PersonView> {
    await this.people.identify(actor, id, { ...input, birthDate: input.birthDate ?? null }, version);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Put(':id/sections/:category')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async writeSheet(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Param('category') category: string,
    @IfMatch() version: number,
    @Body() { fields }: SheetRequest,
  ): Promise<PersonView> {
    const known = knownCategory(category);
    await this.people.writeSheet(actor, id, known, knownFields(known, fields), version);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Get(':id/disclosures')
  @For('caseworker')
  @ApiOkResponse({ type: DisclosureView, isArray: true })
  async disclosed(@ByMember() actor: Member, @PathId() id: string): Promise<DisclosureView[]> {
    return (await this.disclosures.ofPerson(actor, id)).map(presentDisclosure);
  }
}
