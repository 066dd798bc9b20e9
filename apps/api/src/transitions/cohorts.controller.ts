import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { categoryCodes, type DataCategory } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  type AskedService,
  askedServiceCodes,
  Cohorts,
  longestRequestText,
  mostMembers,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralType,
  referralTypeCodes,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, Id, OneOf, SomeIds, SomeOf, Text } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { Values } from '../referrals/particulars.presenter.js';
import { CohortSummaryView, CohortView, presentCohort, presentCohortSummary } from './cohorts.presenter.js';

/** A group: who, and what is the same for everybody. */
export class CohortRequest {
  @Text({ label: '名前', max: 100 })
  title!: string;

  @Id({ label: '宛先' })
  recipientAgencyId!: string;

  @SomeIds({ label: '引き継ぐ方', max: mostMembers })
  personIds!: string[];

  @OneOf(referralTypeCodes, { label: '種別' })
  type!: ReferralType;

  @OneOf(referralPurposeCodes, { label: '利用目的' })
  purpose!: ReferralPurpose;

  @Day({ label: '回答希望日', optional: true })
  replyBy?: string | null;

  @SomeOf(askedServiceCodes, { label: '依頼する支援' })
  services!: AskedService[];

  @SomeOf(categoryCodes, { label: '伝える内容', min: 1 })
  categories!: DataCategory[];

  @Text({ label: '依頼の内容', max: longestRequestText })
  ask!: string;

  @Text({ label: 'これまでの経過', max: longestRequestText, min: 0 })
  background!: string;

  @Values({ label: '種別ごとの項目' })
  values!: Record<string, string>;
}

/** What is said of one person alone. */
export class CohortMemberRequest {
  @Text({ label: '本人の意向', max: longestRequestText, min: 0 })
  wish!: string;

  @Values({ label: '種別ごとの項目' })
  values!: Record<string, string>;
}

/** まとめて引継ぎ. */
@ApiTags('transitions')
@Controller('cohorts')
export class CohortsController {
  constructor(private readonly cohorts: Cohorts) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: CohortSummaryView, isArray: true })
  async list(@ByMember() actor: Member): Promise<CohortSummaryView[]> {
    return (await this.cohorts.list(actor)).map(presentCohortSummary);
  }

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: CohortView })
  async gather(
    @ByMember() actor: Member,
    @Body() { personIds, ...common }: CohortRequest,
    @Once() once: OnceKey,
  ): Promise<CohortView> {
    const input = { ...common, replyBy: common.replyBy ?? null };
    return this.show(actor, await this.cohorts.gather(actor, personIds, input, once));
  }

  @Get(':id')
  @For('caseworker')
  @ApiOkResponse({ type: CohortView })
  async open(@ByMember() actor: Member, @PathId() id: string): Promise<CohortView> {
    return this.show(actor, id);
  }

  @Put(':id/members/:pid')
  @For('caseworker')
  @ApiOkResponse({ type: CohortView })
  async describe(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('pid') personId: string,
    @Body() input: CohortMemberRequest,
  ): Promise<CohortView> {
    await this.cohorts.describe(actor, id, personId, input);
    return this.show(actor, id);
  }

  @Post(':id/sending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: CohortView })
  async send(@ByMember() actor: Member, @PathId() id: string): Promise<CohortView> {
    await this.cohorts.sendSome(actor, id);
    return this.show(actor, id);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: CohortView })
  async retry(@ByMember() actor: Member, @PathId() id: string): Promise<CohortView> {
    await this.cohorts.retry(actor, id);
    return this.show(actor, id);
  }

  private async show(actor: Member, id: string): Promise<CohortView> {
    return presentCohort(await this.cohorts.open(actor, id));
  }
}
