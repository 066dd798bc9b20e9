import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LeafletProofs, Leaflets, LeafletsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PageQuery } from '../http/page.query.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { LeafletPlanRequest, LeafletRequest, ProofsRequest } from './leaflets.dto.js';
import { LeafletsView, LeafletView, presentLeaflet, presentLeaflets } from './leaflets.presenter.js';

/** Editions of the network's leaflet. */
@ApiTags('leaflets')
@Controller('leaflets')
export class LeafletsController {
  constructor(
    private readonly leaflets: Leaflets,
    private readonly proofs: LeafletProofs,
    private readonly queries: LeafletsQueries,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: LeafletsView })
  async list(@ByMember() actor: Member, @Query() { page, perPage }: PageQuery): Promise<LeafletsView> {
    return presentLeaflets(await this.queries.editions(actor, { page, perPage }));
  }

  @Post()
  @For('secretariat')
  @ApiCreatedResponse({ type: LeafletView })
  async plan(
    @ByMember() actor: Member,
    @Body() { circle, ...input }: LeafletPlanRequest,
    @Once() once: OnceKey,
  ): Promise<LeafletView> {
    return this.one(actor, await this.leaflets.plan(actor, planOf(input), circle, once));
  }

  @Get(':id')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<LeafletView> {
    return presentLeaflet(await this.queries.edition(actor, id));
  }

  @Put(':id')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: LeafletRequest,
  ): Promise<LeafletView> {
    await this.leaflets.change(actor, id, version, planOf(input));
    return this.one(actor, id);
  }

  @Post(':id/proofs')
  @For('secretariat')
  @ApiCreatedResponse({ type: LeafletView })
  async sendProofs(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { to }: ProofsRequest,
    @Once() once: OnceKey,
  ): Promise<LeafletView> {
    await this.proofs.send(actor, id, to, once);
    return this.one(actor, id);
  }

  @Post(':id/reminders')
  @For('secretariat')
  @ApiCreatedResponse({ type: LeafletView })
  async remind(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<LeafletView> {
    await this.proofs.remind(actor, id, once);
    return this.one(actor, id);
  }

  @Put(':id/issue')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletView })
  async issue(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<LeafletView> {
    await this.leaflets.move(actor, id, version, 'issue');
    return this.one(actor, id);
  }

  @Put(':id/reopening')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletView })
  async reopen(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<LeafletView> {
    await this.leaflets.move(actor, id, version, 'reopen');
    return this.one(actor, id);
  }

  @Put(':id/cancellation')
  @For('secretariat')
  @ApiOkResponse({ type: LeafletView })
  async cancel(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<LeafletView> {
    await this.leaflets.move(actor, id, version, 'cancel');
    return this.one(actor, id);
  }
}

function planOf({ areaName, introduction, contact, ...said }: LeafletRequest) {
  return { ...said, areaName: areaName ?? '', introduction: introduction ?? '', contact: contact ?? '' };
}
