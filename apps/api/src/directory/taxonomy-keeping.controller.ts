import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { TaxonomyKeeping, type TermRow } from '#libs/directory';
import type { Actor, Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { Matching, Text } from '../http/fields.js';
import { By, ByMember, Once } from '../http/parameters.js';
import { ShowsFlag, ShowsNumber, ShowsText } from '../http/view.js';
import { NamedView } from './named.view.js';

/** A new type of agency, or a new name. */
export class AgencyTypeRequest {
  @Text({ label: '名前', max: 60 })
  name!: string;
}

/** A new kind of service. */
export class ServiceKindRequest extends AgencyTypeRequest {
  @Matching(/^[a-z0-9_]+$/, { label: '主に行う機関の種類', max: 60, says: '一覧から選択してください' })
  agencyType!: string;
}

/** Where a type or kind stands: before this one; at the end where none is named. */
export class TermPlaceRequest {
  @Matching(/^[a-z0-9_]+$/, { label: '並び順', max: 60, says: '一覧から選択してください', optional: true })
  before?: string | null;
}

/** A term of a list, with how many agencies use it. */
export class TermUseView extends NamedView {
  @ShowsText({ nullable: true }) agencyType!: string | null;
  @ShowsFlag() addedByNetwork!: boolean;
  @ShowsNumber() used!: number;
}

/** The code that was given. */
export class AddedTermView {
  @ShowsText() code!: string;
}

/** The lists that a network extends: types of agency, kinds of service. */
@ApiTags('agencies')
@Controller()
export class TaxonomyKeepingController {
  constructor(private readonly keeping: TaxonomyKeeping) {}

  @Get('agency-types/in-use')
  @For('secretariat')
  @ApiOkResponse({ type: TermUseView, isArray: true })
  async types(@By() actor: Actor): Promise<TermUseView[]> {
    return (await this.keeping.terms(actor, 'agency_type')).map(presentTerm);
  }

  @Post('agency-types')
  @For('secretariat')
  @ApiCreatedResponse({ type: AddedTermView })
  async addType(
    @ByMember() actor: Member,
    @Body() input: AgencyTypeRequest,
    @Once() once: OnceKey,
  ): Promise<AddedTermView> {
    return { code: await this.keeping.add(actor, 'agency_type', { name: input.name }, once) };
  }

  @Patch('agency-types/:code')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async renameType(
    @ByMember() actor: Member,
    @Param('code') code: string,
    @Body() input: AgencyTypeRequest,
  ): Promise<void> {
    await this.keeping.rename(actor, 'agency_type', code, input.name);
  }

  @Put('agency-types/:code/place')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async placeType(
    @ByMember() actor: Member,
    @Param('code') code: string,
    @Body() { before = null }: TermPlaceRequest,
  ): Promise<void> {
    await this.keeping.place(actor, 'agency_type', code, before);
  }

  @Delete('agency-types/:code')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async removeType(@ByMember() actor: Member, @Param('code') code: string): Promise<void> {
    await this.keeping.remove(actor, 'agency_type', code);
  }

  @Get('service-kinds')
  @For('signedIn')
  @ApiOkResponse({ type: TermUseView, isArray: true })
  async kinds(@By() actor: Actor): Promise<TermUseView[]> {
    return (await this.keeping.terms(actor, 'service_kind')).map(presentTerm);
  }

  @Post('service-kinds')
  @For('secretariat')
  @ApiCreatedResponse({ type: AddedTermView })
  async addKind(
    @ByMember() actor: Member,
    @Body() input: ServiceKindRequest,
    @Once() once: OnceKey,
  ): Promise<AddedTermView> {
    return { code: await this.keeping.add(actor, 'service_kind', input, once) };
  }

  @Patch('service-kinds/:code')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async renameKind(
    @ByMember() actor: Member,
    @Param('code') code: string,
    @Body() input: AgencyTypeRequest,
  ): Promise<void> {
    await this.keeping.rename(actor, 'service_kind', code, input.name);
  }

  @Put('service-kinds/:code/place')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async placeKind(
    @ByMember() actor: Member,
    @Param('code') code: string,
    @Body() { before = null }: TermPlaceRequest,
  ): Promise<void> {
    await this.keeping.place(actor, 'service_kind', code, before);
  }

  @Delete('service-kinds/:code')
  @For('secretariat')
  @HttpCode(204)
  @ApiParam({ name: 'code' })
  @ApiNoContentResponse()
  async removeKind(@ByMember() actor: Member, @Param('code') code: string): Promise<void> {
    await this.keeping.remove(actor, 'service_kind', code);
  }
}

function presentTerm({ code, name, agencyType, addedByNetwork, used }: TermRow): TermUseView {
  return { code, name, agencyType, addedByNetwork, used };
}
