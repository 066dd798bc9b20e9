import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Charge, FormerNames, PeopleQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { Leaving } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PersonView, presentPerson } from '../people/people.presenter.js';
import {
  ChargeRequest,
  ContactRequest,
  PersonEndRequest,
  FormerNameRequest,
  ToldQuery,
} from './person-matters.dto.js';
import { presentTakenBack, presentTold, TakenBackView, ToldAgencyView } from './person-matters.presenter.js';

/** What happens to a person of the own agency: support ends, is taken up again; who is in charge; former names. */
@ApiTags('people')
@Controller('people/:id')
export class PersonMattersController {
  constructor(
    private readonly leaving: Leaving,
    private readonly charge: Charge,
    private readonly formerNames: FormerNames,
    private readonly queries: PeopleQueries,
  ) {}

  @Get('told-agencies')
  @For('caseworker')
  @ApiOkResponse({ type: ToldAgencyView, isArray: true })
  async told(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { kind }: ToldQuery,
  ): Promise<ToldAgencyView[]> {
    return (await this.leaving.told(actor, id, kind ?? 'died')).map(presentTold);
  }

  @Post('ending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async end(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: PersonEndRequest,
    @Once() once: OnceKey,
  ): Promise<PersonView> {
    await this.leaving.end(actor, id, input, version, once);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Post('reopening')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async reopen(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<PersonView> {
    await this.leaving.reopen(actor, id, version, once);
    return presentPerson(await this.queries.record(actor, id));
  }

  /** Only within a day: the ending was entered in error. */
  @Post('ending-correction')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: TakenBackView })
  async takeBack(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<TakenBackView> {
    return presentTakenBack(await this.leaving.takeBack(actor, id, version, once));
  }

  @Put('last-contact')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async noteContact(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { on }: ContactRequest,
  ): Promise<PersonView> {
    await this.charge.noteContact(actor, id, on);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Put('charge')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async give(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { accountId }: ChargeRequest,
  ): Promise<PersonView> {
    await this.charge.give(actor, id, accountId ?? null);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Post('former-names')
  @For('caseworker')
  @ApiCreatedResponse({ type: PersonView })
  async addFormerName(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: FormerNameRequest,
    @Once() once: OnceKey,
  ): Promise<PersonView> {
    await this.formerNames.add(actor, id, input, once);
    return presentPerson(await this.queries.record(actor, id));
  }

  @Delete('former-names/:nid')
  @For('caseworker')
  @ApiOkResponse({ type: PersonView })
  async removeFormerName(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('nid') nid: string,
  ): Promise<PersonView> {
    await this.formerNames.remove(actor, id, nid);
    return presentPerson(await this.queries.record(actor, id));
  }
}
