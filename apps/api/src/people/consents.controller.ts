import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ConsentsQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { ConsentAnswers } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { DecisionRequest } from './consents.dto.js';
import { ConsentView, presentConsent } from './consents.presenter.js';

/** What people decided about telling others, and what they took back. */
@ApiTags('consents')
@Controller()
export class ConsentsController {
  constructor(
    private readonly answers: ConsentAnswers,
    private readonly queries: ConsentsQueries,
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
}
