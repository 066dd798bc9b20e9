import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import {
  type InviteeInput,
  PollInvitees,
  type PollInput,
  Polls,
  PollsQueries,
  PollVotes,
} from '#libs/meetings';
import { Invalid, type OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  NewPollRequest,
  type PollInviteeRequest,
  PollInviteesRequest,
  PollPickRequest,
  PollReopeningRequest,
  PollRequest,
  PollVotesRequest,
} from './polls.dto.js';
import { PollLineView, PollView, presentPoll, presentPollLine } from './polls.presenter.js';

/** 日程調整: polls for the day of a meeting. */
@ApiTags('polls')
@Controller()
export class PollsController {
  constructor(
    private readonly polls: Polls,
    private readonly invitees: PollInvitees,
    private readonly votes: PollVotes,
    private readonly queries: PollsQueries,
  ) {}

  /** Those that wait for an answer or for a decision. */
  @Get('polls')
  @For('member')
  @ApiOkResponse({ type: PollLineView, isArray: true })
  async list(@ByMember() actor: Member): Promise<PollLineView[]> {
    return (await this.queries.open(actor)).map(presentPollLine);
  }

  @Get('councils/:id/polls')
  @For('member')
  @ApiOkResponse({ type: PollLineView, isArray: true })
  async ofCouncil(@ByMember() actor: Member, @PathId() councilId: string): Promise<PollLineView[]> {
    return (await this.queries.ofCouncil(actor, councilId)).map(presentPollLine);
  }

  @Post('councils/:id/polls')
  @For('member')
  @ApiCreatedResponse({ type: PollView })
  async open(
    @ByMember() actor: Member,
    @PathId() councilId: string,
    @Body() input: NewPollRequest,
    @Once() once: OnceKey,
  ): Promise<PollView> {
    const poll = {
      ...pollOf(input),
      slotId: input.slotId ?? null,
      invitees: input.invitees.map(inviteeOf),
    };
    return this.one(actor, await this.polls.open(actor, councilId, poll, once));
  }

  @Get('polls/:id')
  @For('member')
  @ApiOkResponse({ type: PollView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<PollView> {
    return presentPoll(await this.queries.one(actor, id));
  }

  @Put('polls/:id')
  @For('member')
  @ApiOkResponse({ type: PollView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: PollRequest,
  ): Promise<PollView> {
    await this.polls.change(actor, id, version, pollOf(input));
    return this.one(actor, id);
  }

  @Post('polls/:id/invitees')
  @For('member')
  @ApiCreatedResponse({ type: PollView })
  async invite(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { invitees }: PollInviteesRequest,
    @Once() once: OnceKey,
  ): Promise<PollView> {
    await this.invitees.invite(actor, id, invitees.map(inviteeOf), once);
    return this.one(actor, id);
  }

  @Delete('polls/:id/invitees/:iid')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async withdraw(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') inviteeId: string,
    @IfMatch() version: number,
  ): Promise<PollView> {
    await this.invitees.withdraw(actor, id, inviteeId, version);
    return this.one(actor, id);
  }

  /** A new link; the one before is dead. */
  @Post('polls/:id/invitees/:iid/sending')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async sendAgain(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') inviteeId: string,
    @Once() once: OnceKey,
  ): Promise<PollView> {
    await this.invitees.sendAgain(actor, id, inviteeId, once);
    return this.one(actor, id);
  }

  /** The last word counts: nobody overwrites anybody else's. */
  @Put('polls/:id/invitees/:iid/votes')
  @For('member')
  @ApiOkResponse({ type: PollView })
  async vote(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('iid') inviteeId: string,
    @Body() { votes, comment }: PollVotesRequest,
  ): Promise<PollView> {
    const answers = Object.fromEntries(votes.map(({ optionId, answer }) => [optionId, answer]));
    await this.votes.vote(actor, id, inviteeId, { answers, comment: comment ?? '' });
    return this.one(actor, id);
  }

  @Post('polls/:id/reminder')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async remind(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<PollView> {
    await this.invitees.remind(actor, id, once);
    return this.one(actor, id);
  }

  @Post('polls/:id/closing')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<PollView> {
    await this.polls.close(actor, id, version);
    return this.one(actor, id);
  }

  @Post('polls/:id/reopening')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async reopen(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { deadlineOn }: PollReopeningRequest,
  ): Promise<PollView> {
    await this.polls.reopen(actor, id, version, deadlineOn);
    return this.one(actor, id);
  }

  @Post('polls/:id/cancellation')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async cancel(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<PollView> {
    await this.polls.cancel(actor, id, version);
    return this.one(actor, id);
  }

  /** Each day that is picked becomes a meeting in preparation. */
  @Post('polls/:id/picking')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: PollView })
  async pick(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { optionIds, despiteRefusal }: PollPickRequest,
  ): Promise<PollView> {
    await this.polls.pick(actor, id, version, { optionIds, despiteRefusal: despiteRefusal ?? false });
    return this.one(actor, id);
  }
}

function pollOf({ title, note, mode, venue, deadlineOn, hidesVotes, options }: PollRequest): PollInput {
  return {
    ...{ title, mode, deadlineOn },
    note: note ?? '',
    venue: venue ?? '',
    hidesVotes: hidesVotes ?? false,
    options: options.map(({ day, allDay, from, until }) => ({ day, allDay: allDay ?? false, from, until })),
  };
}

/** @throws {Invalid} for somebody without a seat and without an address. */
function inviteeOf({ seatId, name, email, isRequired }: PollInviteeRequest): InviteeInput {
  if (seatId) return { seatId, isRequired: isRequired ?? false };
  if (!name || !email)
    throw new Invalid([
      {
        field: 'invitees',
        label: '回答をお願いする方',
        detail: '回答をお願いする方: 委員を選択するか、氏名とメールアドレスを入力してください。',
      },
    ]);
  return { seatId: null, name, email, isRequired: isRequired ?? false };
}
