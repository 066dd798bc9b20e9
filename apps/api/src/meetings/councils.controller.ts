import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { type CouncilInput, Councils, CouncilsQueries, type HolderInput, Seats } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  CouncilRequest,
  SeatChangeRequest,
  SeatFillingRequest,
  type SeatHolderRequest,
  SeatRequest,
  SeatsQuery,
} from './councils.dto.js';
import {
  CouncilLineView,
  CouncilView,
  presentCouncil,
  presentCouncils,
  presentSeats,
  SeatView,
} from './councils.presenter.js';

/** 会議体: councils and who sits there. */
@ApiTags('councils')
@Controller('councils')
export class CouncilsController {
  constructor(
    private readonly councils: Councils,
    private readonly seats: Seats,
    private readonly queries: CouncilsQueries,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: CouncilLineView, isArray: true })
  async list(@ByMember() actor: Member): Promise<CouncilLineView[]> {
    return presentCouncils(await this.queries.all(actor));
  }

  @Post()
  @For('member')
  @ApiCreatedResponse({ type: CouncilView })
  async found(
    @ByMember() actor: Member,
    @Body() input: CouncilRequest,
    @Once() once: OnceKey,
  ): Promise<CouncilView> {
    return this.one(actor, await this.councils.found(actor, councilOf(input), once));
  }

  @Get(':id')
  @For('member')
  @ApiOkResponse({ type: CouncilView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<CouncilView> {
    return presentCouncil(await this.queries.one(actor, id));
  }

  @Put(':id')
  @For('member')
  @ApiOkResponse({ type: CouncilView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: CouncilRequest,
  ): Promise<CouncilView> {
    await this.councils.change(actor, id, version, councilOf(input));
    return this.one(actor, id);
  }

  @Post(':id/dissolution')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: CouncilView })
  async dissolve(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<CouncilView> {
    await this.councils.dissolve(actor, id, version);
    return this.one(actor, id);
  }

  @Get(':id/seats')
  @For('member')
  @ApiOkResponse({ type: SeatView, isArray: true })
  async listSeats(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { ended = false }: SeatsQuery,
  ): Promise<SeatView[]> {
    const { standing } = await this.queries.one(actor, id);
    return presentSeats(await this.queries.seats(actor, id, { ended }), { keeps: standing === 'keeps' });
  }

  @Post(':id/seats')
  @For('member')
  @ApiCreatedResponse({ type: SeatView, isArray: true })
  async giveSeat(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { agencyId, role, fromOn, untilOn = null, holder }: SeatRequest,
    @Once() once: OnceKey,
  ): Promise<SeatView[]> {
    const seat = { agencyId, role, fromOn, untilOn, holder: holderOf(holder) };
    await this.seats.give(actor, id, seat, once);
    return this.listSeats(actor, id, {});
  }

  @Put(':id/seats/:sid')
  @For('member')
  @ApiOkResponse({ type: SeatView, isArray: true })
  async changeSeat(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('sid') seatId: string,
    @IfMatch() version: number,
    @Body() { role, untilOn = null }: SeatChangeRequest,
  ): Promise<SeatView[]> {
    await this.seats.change(actor, id, seatId, version, { role, untilOn });
    return this.listSeats(actor, id, {});
  }

  @Put(':id/seats/:sid/holder')
  @For('member')
  @ApiOkResponse({ type: SeatView, isArray: true })
  async fillSeat(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('sid') seatId: string,
    @IfMatch() version: number,
    @Body() { fromOn, ...holder }: SeatFillingRequest,
  ): Promise<SeatView[]> {
    await this.seats.fill(actor, id, seatId, version, { ...holderOf(holder), fromOn });
    return this.listSeats(actor, id, {});
  }
}

function councilOf({ parentId = null, purpose, quorumCount = null, ...said }: CouncilRequest): CouncilInput {
  return { ...said, parentId, purpose: purpose ?? '', quorumCount };
}

function holderOf({ name, post, email = null }: SeatHolderRequest): HolderInput {
  return { name, post: post ?? '', email };
}
