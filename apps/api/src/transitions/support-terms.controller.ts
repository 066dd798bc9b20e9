import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { SupportTerms, type TermKind, termKindCodes } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, OneOf, WholeNumber } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { presentTerm, SupportTermView, TermDraftView } from './support-terms.presenter.js';

/** How far ahead one looks. */
export class SupportTermsQuery {
  @WholeNumber({ label: '何か月先まで', min: 1, max: 60, standard: 12 })
  months!: number;
}

/** What is written down of a support that ends. */
export class SupportTermRequest {
  @OneOf(termKindCodes, { label: '種類' })
  kind!: TermKind;

  @Day({ label: '就職日・卒業日', optional: true })
  baseOn?: string | null;
}

/** The day put right. */
export class TermChangeRequest {
  @Day({ label: '就職日・卒業日' })
  baseOn!: string;
}

/** 満了・卒業が近い方. */
@ApiTags('transitions')
@Controller()
export class SupportTermsController {
  constructor(private readonly terms: SupportTerms) {}

  @Get('support-terms')
  @For('caseworker')
  @ApiOkResponse({ type: SupportTermView, isArray: true })
  async list(@ByMember() actor: Member, @Query() { months }: SupportTermsQuery): Promise<SupportTermView[]> {
    return (await this.terms.list(actor, { months })).map(presentTerm);
  }

  @Get('people/:id/support-terms')
  @For('caseworker')
  @ApiOkResponse({ type: SupportTermView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() personId: string): Promise<SupportTermView[]> {
    return (await this.terms.list(actor, { personId })).map(presentTerm);
  }

  @Post('people/:id/support-terms')
  @For('caseworker')
  @ApiCreatedResponse({ type: SupportTermView })
  async plan(
    @ByMember() actor: Member,
    @PathId() personId: string,
    @Body() { kind, baseOn }: SupportTermRequest,
    @Once() once: OnceKey,
  ): Promise<SupportTermView> {
    const id = await this.terms.plan(actor, personId, { kind, baseOn: baseOn ?? null }, once);
    return presentTerm(await this.terms.one(actor, id));
  }

  @Put('support-terms/:id')
  @For('caseworker')
  @ApiOkResponse({ type: SupportTermView })
  async change(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { baseOn }: TermChangeRequest,
  ): Promise<SupportTermView> {
    await this.terms.change(actor, id, baseOn, version);
    return presentTerm(await this.terms.one(actor, id));
  }

  @Post('support-terms/:id/end')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: SupportTermView })
  async end(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<SupportTermView> {
    await this.terms.end(actor, id, version);
    return presentTerm(await this.terms.one(actor, id));
  }

  @Post('support-terms/:id/draft')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: TermDraftView })
  async draft(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Once() once: OnceKey,
  ): Promise<TermDraftView> {
    return { referralId: await this.terms.draft(actor, id, once) };
  }
}
