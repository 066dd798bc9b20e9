import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LeafletAgreements, LeafletsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember } from '../http/parameters.js';
import { LeafletConsentView, presentConsent } from './leaflet-consent.presenter.js';
import { AgreeRequest, CorrectionRequest } from './leaflets.dto.js';

/** What the leaflet may print about the own agency. */
@ApiTags('leaflets')
@Controller('leaflet-consent')
export class LeafletConsentController {
  constructor(
    private readonly agreements: LeafletAgreements,
    private readonly queries: LeafletsQueries,
  ) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: LeafletConsentView })
  async own(@ByMember() actor: Member): Promise<LeafletConsentView> {
    return presentConsent(actor, await this.queries.own(actor));
  }

  /** Agreeing again to other fields replaces what was agreed to before. */
  @Put()
  @For('manager')
  @ApiOkResponse({ type: LeafletConsentView })
  async agree(@ByMember() actor: Member, @Body() input: AgreeRequest): Promise<LeafletConsentView> {
    await this.agreements.agree(actor, input);
    return this.own(actor);
  }

  /** Not to be printed, or no more; it holds at once. */
  @Delete()
  @For('manager')
  @HttpCode(200)
  @ApiOkResponse({ type: LeafletConsentView })
  async refuse(@ByMember() actor: Member): Promise<LeafletConsentView> {
    await this.agreements.refuse(actor);
    return this.own(actor);
  }

  @Put('correction')
  @For('manager')
  @ApiOkResponse({ type: LeafletConsentView })
  async askForCorrection(
    @ByMember() actor: Member,
    @Body() { words }: CorrectionRequest,
  ): Promise<LeafletConsentView> {
    await this.agreements.askForCorrection(actor, words);
    return this.own(actor);
  }
}
