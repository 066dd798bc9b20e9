import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { ConfirmationQueries, Confirmations } from '#libs/directory';
import { csvChunks } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { PageQuery } from '../http/page.query.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  ChosenRoundRequest,
  PhoneListQuery,
  RoundGroupRequest,
  RoundListQuery,
} from './confirmation-rounds.dto.js';
import {
  ConfirmationRequestPageView,
  presentGroup,
  presentRequests,
  presentRound,
  presentRounds,
  RoundGroupView,
  RoundPageView,
  RoundView,
} from './confirmation-rounds.presenter.js';
import { phoneListSheet } from './phone-list.csv.js';

const mostPrinted = 1000;
const mostWritten = 300_000;

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
  @ApiOkResponse({ type: RoundPageView })
  async list(@ByMember() actor: Member, @Query() query: PageQuery): Promise<RoundPageView> {
    return presentRounds(await this.queries.rounds(actor, query));
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

  /** How many the group would be, before it is asked. */
  @Get('group')
  @For('secretariat')
  @ApiOkResponse({ type: RoundGroupView })
  async countGroup(@ByMember() actor: Member, @Query() group: RoundGroupRequest): Promise<RoundGroupView> {
    return presentGroup(await this.queries.group(actor, group));
  }

  @Post('group')
  @For('secretariat')
  @ApiCreatedResponse({ type: RoundView })
  async askGroup(
    @ByMember() actor: Member,
    @Body() group: RoundGroupRequest,
    @Once() key: OnceKey,
  ): Promise<RoundView> {
    return presentRound(
      await this.queries.round(actor, await this.confirmations.startForGroup(actor, group, key)),
    );
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

  /** Whom to call, to be printed; more than fit on an afternoon are left for a narrower list. */
  @Get(':id/phone-list')
  @For('secretariat')
  @ApiOkResponse({ type: ConfirmationRequestPageView })
  async phoneList(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() query: PhoneListQuery,
  ): Promise<ConfirmationRequestPageView> {
    return presentRequests(await this.queries.phoneList(actor, id, query, mostPrinted), this.clock.today());
  }

  /** The same, all of it, for a spreadsheet. */
  @Get(':id/phone-list.csv')
  @For('secretariat')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async phoneSheet(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() query: PhoneListQuery,
  ): Promise<StreamableFile> {
    const { items } = await this.queries.phoneList(actor, id, query, mostWritten);
    const today = this.clock.today();
    const name = encodeURIComponent(`電話の一覧_${today}.csv`);
    return new StreamableFile(Readable.from(csvChunks(phoneListSheet(items, today), 'utf8')), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="phone-list.csv"; filename*=UTF-8''${name}`,
    });
  }

  @Post(':id/ending')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async end(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.confirmations.end(actor, id);
  }
}
