import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import {
  Askings,
  AskingsQueries,
  ConsentDutiesQueries,
  ConsentMatrixQueries,
  ConsentsQueries,
} from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { ConsentAnswers } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { AskingAnswerRequest, AskingRequest, DutiesQuery } from './askings.dto.js';
import {
  AskingView,
  ConsentDutiesView,
  ConsentMatrixView,
  presentAsking,
  presentDuties,
  presentMatrix,
} from './askings.presenter.js';
import { ConsentView, presentConsent } from './consents.presenter.js';

/** What people are asked before anything is told, and what they answer. */
@ApiTags('consents')
@Controller()
export class AskingsController {
  constructor(
    private readonly askings: Askings,
    private readonly queries: AskingsQueries,
    private readonly answers: ConsentAnswers,
    private readonly consents: ConsentsQueries,
    private readonly matrix: ConsentMatrixQueries,
    private readonly duties: ConsentDutiesQueries,
  ) {}

  @Get('people/:id/askings')
  @For('caseworker')
  @ApiOkResponse({ type: AskingView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<AskingView[]> {
    return (await this.queries.openOf(actor, id)).map(presentAsking);
  }

  @Post('people/:id/askings')
  @For('caseworker')
  @ApiCreatedResponse({ type: AskingView })
  async draft(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: AskingRequest,
    @Once() once: OnceKey,
  ): Promise<AskingView> {
    return presentAsking(await this.queries.one(actor, await this.askings.draft(actor, id, input, once)));
  }

  /** All that may be told about the person now, cell by cell. */
  @Get('people/:id/consent-matrix')
  @For('caseworker')
  @ApiOkResponse({ type: ConsentMatrixView })
  async table(@ByMember() actor: Member, @PathId() id: string): Promise<ConsentMatrixView> {
    return presentMatrix(await this.matrix.ofPerson(actor, id));
  }

  /** The same again, prefilled, before a consent ends. */
  @Post('consents/:id/renewal')
  @For('caseworker')
  @ApiCreatedResponse({ type: AskingView })
  async renew(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<AskingView> {
    return presentAsking(await this.queries.one(actor, await this.askings.renew(actor, id, once)));
  }

  @Get('askings/:id')
  @For('caseworker')
  @ApiOkResponse({ type: AskingView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<AskingView> {
    return presentAsking(await this.queries.one(actor, id));
  }

  @Put('askings/:id')
  @For('caseworker')
  @ApiOkResponse({ type: AskingView })
  async rewrite(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: AskingRequest,
  ): Promise<AskingView> {
    await this.askings.rewrite(actor, id, input, version);
    return presentAsking(await this.queries.one(actor, id));
  }

  /** From now on the person has it in their hands. */
  @Post('askings/:id/issue')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: AskingView })
  async issue(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<AskingView> {
    await this.askings.issue(actor, id, version);
    return presentAsking(await this.queries.one(actor, id));
  }

  @Post('askings/:id/answer')
  @For('caseworker')
  @ApiCreatedResponse({ type: ConsentView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: AskingAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const consentId = await this.answers.answer(actor, id, input, version, once);
    return presentConsent(await this.consents.one(actor, consentId));
  }

  /** Called off without an answer; the number is not used again. */
  @Post('askings/:id/cancellation')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: AskingView })
  async drop(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<AskingView> {
    await this.askings.drop(actor, id, version);
    return presentAsking(await this.queries.one(actor, id));
  }

  /** What there is to do: renewals, papers, answers, people to be asked themselves. */
  @Get('consent-duties')
  @For('caseworker')
  @ApiOkResponse({ type: ConsentDutiesView })
  async todo(@ByMember() actor: Member, @Query() { kind }: DutiesQuery): Promise<ConsentDutiesView> {
    return presentDuties(await this.duties.list(actor, kind), await this.duties.counts(actor));
  }
}
