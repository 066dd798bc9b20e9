import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LeafletAgreements, LeafletProofs, Leaflets, LeafletsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  LeafletAgenciesView,
  LeafletAgencyView,
  presentAgencies,
  presentLeafletAgency,
} from './leaflet-agencies.presenter.js';
import { LeafletAgenciesQuery, ToldAnswerRequest } from './leaflets.dto.js';

/** The agencies of an edition, and how each has answered. */
@ApiTags('leaflets')
@Controller('leaflets/:id/agencies')
export class LeafletAgenciesController {
  constructor(
    private readonly leaflets: Leaflets,
    private readonly proofs: LeafletProofs,
    private readonly agreements: LeafletAgreements,
    private readonly queries: LeafletsQueries,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: LeafletAgenciesView })
  async list(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { page, perPage, ...filter }: LeafletAgenciesQuery,
  ): Promise<LeafletAgenciesView> {
    return presentAgencies(await this.queries.agencies(actor, id, filter, { page, perPage }));
  }

  @Get(':aid')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletAgencyView })
  async one(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
  ): Promise<LeafletAgencyView> {
    return presentLeafletAgency(await this.queries.agency(actor, id, aid));
  }

  /** Takes an agency in; twice changes nothing. */
  @Put(':aid')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletAgencyView })
  async include(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
  ): Promise<LeafletAgencyView> {
    await this.leaflets.include(actor, id, aid);
    return this.one(actor, id, aid);
  }

  @Delete(':aid')
  @For('secretariat')
  @HttpCode(204)
  @ApiNoContentResponse()
  async leaveOut(@ByMember() actor: Member, @PathId() id: string, @PathId('aid') aid: string): Promise<void> {
    await this.leaflets.leaveOut(actor, id, aid);
  }

  @Post(':aid/proof')
  @For('secretariat')
  @ApiCreatedResponse({ type: LeafletAgencyView })
  async sendProof(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
    @Once() once: OnceKey,
  ): Promise<LeafletAgencyView> {
    await this.proofs.sendOne(actor, id, aid, once);
    return this.one(actor, id, aid);
  }

  @Put(':aid/answer')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletAgencyView })
  async recordAnswer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('aid') aid: string,
    @Body() { answer, name, note, fields, shown }: ToldAnswerRequest,
  ): Promise<LeafletAgencyView> {
    const agreeing = { fields: fields ?? [], shown: shown ?? '' };
    await this.agreements.recordFor(actor, id, aid, { answer, name, note, agreeing });
    return this.one(actor, id, aid);
  }
}
