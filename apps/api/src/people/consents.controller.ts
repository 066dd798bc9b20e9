import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ConsentsQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { ConsentAnswers, Withdrawals } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { DecisionRequest, scopeOf, WithdrawalRequest } from './consents.dto.js';
import { ConsentView, presentConsent } from './consents.presenter.js';

/** What people decided about telling others, and what they took back. */
@ApiTags('consents')
@Controller()
export class ConsentsController {
  constructor(
    private readonly answers: ConsentAnswers,
    private readonly queries: ConsentsQueries,
    private readonly withdrawals: Withdrawals,
  ) {}

  @Get('people/:id/consents')
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<ConsentView[]> {
    return (await this.queries.ofPerson(actor, id)).map(presentConsent);
  }

  @Post('people/:id/consents')
  @For('caseworker')
  @ApiCreatedResponse({ type: ConsentView })
  async record(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() input: DecisionRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const consentId = await this.answers.record(actor, id, input, once);
    return presentConsent(await this.queries.one(actor, consentId));
  }

  @Get('consents/:id')
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<ConsentView> {
    return presentConsent(await this.queries.one(actor, id));
  }

  @Post('consents/:id/withdrawal')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView })
  async withdraw(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: WithdrawalRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const consentId = await this.withdrawals.withdraw(actor, id, scopeOf(input), input, version, once);
    return presentConsent(await this.queries.one(actor, consentId));
  }
}
