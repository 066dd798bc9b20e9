import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Clock, type OnceKey } from '#libs/platform';
import { CapacitySuggestions, VacancyInquiries, VacancyInquiriesQueries } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsText, ShowsView } from '../http/view.js';
import { InquiriesQuery, InquiryRequest, RoomAnswerRequest } from './vacancy-inquiries.dto.js';
import {
  InquiryPageView,
  inquiryTerms,
  InquiryTermsView,
  InquiryView,
  presentInquiries,
  presentInquiry,
} from './vacancy-inquiries.presenter.js';

const usualDays = 5;

/** A service of which the own entry says that it is full. */
export class FullServiceView {
  @ShowsText() name!: string;
  @ShowsDay() asOf!: string;
  @ShowsText() saidBy!: string;
}

/** A reason that the own entry speaks for. */
export class DeclineSuggestionView {
  @ShowsText({ codes: ['no_capacity'] }) reason!: 'no_capacity';
  @ShowsView(() => FullServiceView, { list: true }) services!: FullServiceView[];
}

/** 空き照会: is there room for somebody like this? */
@ApiTags('vacancy-inquiries')
@Controller()
export class VacancyInquiriesController {
  constructor(
    private readonly inquiries: VacancyInquiries,
    private readonly queries: VacancyInquiriesQueries,
    private readonly suggestions: CapacitySuggestions,
    private readonly clock: Clock,
  ) {}

  @Get('vacancy-inquiry-terms')
  @For('caseworker')
  @ApiOkResponse({ type: InquiryTermsView })
  terms(): InquiryTermsView {
    return inquiryTerms;
  }

  @Get('vacancy-inquiries')
  @For('caseworker')
  @ApiOkResponse({ type: InquiryPageView })
  async list(@ByMember() actor: Member, @Query() query: InquiriesQuery): Promise<InquiryPageView> {
    const { box = 'received', state, unanswered } = query;
    return presentInquiries(await this.queries.list(actor, { box, state, unanswered }, query));
  }

  @Post('vacancy-inquiries')
  @For('caseworker')
  @ApiCreatedResponse({ type: InquiryView })
  async ask(
    @ByMember() actor: Member,
    @Body() input: InquiryRequest,
    @Once() once: OnceKey,
  ): Promise<InquiryView> {
    const { days = usualDays, noteChecked = false } = input;
    return this.read(actor, await this.inquiries.ask(actor, { ...input, days, noteChecked }, once));
  }

  @Get('vacancy-inquiries/:id')
  @For('caseworker')
  @ApiOkResponse({ type: InquiryView })
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<InquiryView> {
    return presentInquiry(await this.queries.one(actor, id), actor.agencyId, this.clock.today());
  }

  /** Answers for the own agency; If-Match is the version of the own answer. */
  @Put('vacancy-inquiries/:id/answer')
  @For('caseworker')
  @ApiOkResponse({ type: InquiryView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { answer, months = null, note, noteChecked = false }: RoomAnswerRequest,
  ): Promise<InquiryView> {
    await this.inquiries.answer(actor, id, version, { answer, months, note, noteChecked });
    return this.read(actor, id);
  }

  @Post('vacancy-inquiries/:id/closing')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: InquiryView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<InquiryView> {
    await this.inquiries.close(actor, id, version);
    return this.read(actor, id);
  }

  /** Takes the own words out. Without a version: what should not have been written goes whatever somebody else did meanwhile. */
  @Delete('vacancy-inquiries/:id/note')
  @For('caseworker')
  @ApiOkResponse({ type: InquiryView })
  async strike(@ByMember() actor: Member, @PathId() id: string): Promise<InquiryView> {
    await this.inquiries.strike(actor, id);
    return this.read(actor, id);
  }

  /** What the own entry speaks for, where an answer is due; nobody declines by itself. */
  @Get('referrals/:id/recipients/:rid/decline-suggestions')
  @For('caseworker')
  @ApiOkResponse({ type: DeclineSuggestionView, isArray: true })
  async suggest(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
  ): Promise<DeclineSuggestionView[]> {
    const found = await this.suggestions.forLine(actor, id, lineId);
    return found.map(({ reason, services }) => ({ reason, services: [...services] }));
  }
}
