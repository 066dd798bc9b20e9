import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ConfirmationQueries, Confirmations } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ChosenRoundRequest, RoundListQuery } from './confirmation-rounds.dto.js';
import {
  ConfirmationRequestPageView,
  presentRequests,
  presentRound,
  RoundView,
} from './confirmation-rounds.presenter.js';

/** Rounds in which agencies are asked whether their entry is true. */
@ApiTags('upkeep')
@Controller('confirmation-rounds')
export class ConfirmationRoundsController {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly queries: ConfirmationQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @For('secretariat')
  @ApiOkResponse({ type: RoundView, isArray: true })
  async list(@ByMember() actor: Member): Promise<RoundView[]> {
    return (await this.queries.rounds(actor)).map(presentRound);
  }

  /** Starts the yearly round. */
  @Post()
  @For('secretariat')
  @ApiCreatedResponse({ type: RoundView })
  async start(@ByMember() actor: Member, @Once() key: OnceKey): Promise<RoundView> {
    const id = await this.confirmations.start(actor, undefined, key);
    return presentRound(await this.queries.round(actor, id));
  }

  @Post('chosen')
  @For('secretariat')
  @ApiCreatedResponse({ type: RoundView })
  async askChosen(
    @ByMember() actor: Member,
    @Body() { agencies }: ChosenRoundRequest,
    @Once() key: OnceKey,
  ): Promise<RoundView> {
    const chosen = agencies.map(({ agencyId }) => agencyId);
    return presentRound(await this.queries.round(actor, await this.confirmations.start(actor, chosen, key)));
  }

  @Get(':id')
  @For('secretariat')
  @ApiOkResponse({ type: RoundView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<RoundView> {
    return presentRound(await this.queries.round(actor, id));
  }

  @Get(':id/requests')
  @For('secretariat')
  @ApiOkResponse({ type: ConfirmationRequestPageView })
  async requests(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() query: RoundListQuery,
  ): Promise<ConfirmationRequestPageView> {
    const found = await this.queries.requests(actor, id, query.list ?? 'all', query);
    return presentRequests(found, this.clock.today());
  }

  @Post(':id/ending')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async end(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.confirmations.end(actor, id);
  }
}
