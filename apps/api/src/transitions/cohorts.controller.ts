import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type ListFormat, listFormats, workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import { categoryCodes, type DataCategory } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  type AskedService,
  askedServiceCodes,
  CohortFiles,
  Cohorts,
  type CohortType,
  cohortTypeCodes,
  longestRequestText,
  mostMembers,
  type ReferralPurpose,
  referralPurposeCodes,
} from '#libs/referrals';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { Day, Id, OneOf, SomeIds, SomeOf, Text } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { Values } from '../referrals/particulars.presenter.js';
import {
  CohortSummaryView,
  CohortTypeView,
  CohortView,
  presentCohort,
  presentCohortSummary,
  presentCohortType,
} from './cohorts.presenter.js';

/** A group: who, and what is the same for everybody. */
export class CohortRequest {
  @Text({ label: '名前', max: 100 })
  title!: string;

  @Id({ label: '宛先' })
  recipientAgencyId!: string;

  @SomeIds({ label: '引き継ぐ方', max: mostMembers })
  personIds!: string[];

  @OneOf(cohortTypeCodes, { label: '種別' })
  type!: CohortType;

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

/** How the list is written. */
export class CohortFileQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}

/** まとめて引継ぎ. */
@ApiTags('transitions')
@Controller('cohorts')
export class CohortsController {
  constructor(
    private readonly cohorts: Cohorts,
    private readonly files: CohortFiles,
  ) {}

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

  /** What each type asks for, before there is a group. */
  @Get('types')
  @For('caseworker')
  @ApiOkResponse({ type: CohortTypeView, isArray: true })
  types(): CohortTypeView[] {
    return cohortTypeCodes.map(presentCohortType);
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

  /** 名簿, as a paper. */
  @Get(':id/roster')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async roster(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.files.roster(actor, id), `cohort-${id.slice(-6)}`);
  }

  /** What came of each, as a list. */
  @Get(':id/file')
  @For('caseworker')
  @ApiProduces('text/csv', workbookType)
  @ApiOkResponse(pdfSchema)
  async file(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Query() { format }: CohortFileQuery,
  ): Promise<StreamableFile> {
    const { type, ending, chunks } = await this.files.list(actor, id, format);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="cohort-${id.slice(-6)}.${ending}"`,
    });
  }

  private async show(actor: Member, id: string): Promise<CohortView> {
    return presentCohort(await this.cohorts.open(actor, id));
  }
}
