import { Body, Controller, Get, HttpCode, Patch, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { categoryCodes, type DataCategory } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  type MisdirectionReason,
  misdirectionReasons,
  type MisdirectionRecord,
  Misdirections,
  MisdirectionsQueries,
  PersonPapers,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, OneOf, Text } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { pdfAnswer, pdfSchema } from './pdf.answer.js';
import { ErasureDutyView, presentDuty } from './withdrawals.presenter.js';

/** What is known of a sending to the wrong agency. */
export class MisdirectionRequest {
  @OneOf(misdirectionReasons, { label: '誤りの種類' })
  reason!: MisdirectionReason;

  @Day({ label: '気づいた日' })
  foundOn!: string;

  @Text({ label: '経緯', max: 2000 })
  account!: string;
}

/** What was done about it since. */
export class MeasuresRequest {
  @Text({ label: '対応と再発防止', max: 2000, optional: true })
  measures?: string | null;

  @Day({ label: '本人に知らせた日', optional: true })
  personToldOn?: string | null;

  @Day({ label: '個人情報保護委員会などに報告した日', optional: true })
  reportedOn?: string | null;
}

/** Somebody who opened what was not meant for them. */
export class OpenedByView {
  @ShowsMoment() at!: string;
  @ShowsText() byName!: string;
  @ShowsText() agencyName!: string;
}

/** A sending to the wrong agency. */
export class MisdirectionView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsId() referralId!: string;
  @ShowsText() referralNumber!: string;
  @ShowsId() personId!: string;
  @ShowsText() agencyName!: string;
  @ShowsText({ list: true, codes: categoryCodes }) categories!: DataCategory[];
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsMoment() foundAt!: string;
  @ShowsText() recordedBy!: string;
  @ShowsMoment() recordedAt!: string;
  @ShowsText() account!: string;
  @ShowsText({ nullable: true }) measures!: string | null;
  @ShowsView(() => OpenedByView, { list: true }) openedBy!: OpenedByView[];
  @ShowsDay({ nullable: true }) personToldOn!: string | null;
  @ShowsDay({ nullable: true }) reportedOn!: string | null;
  @ShowsMoment({ nullable: true }) closedAt!: string | null;
  @ShowsView(() => ErasureDutyView, { nullable: true }) duty!: ErasureDutyView | null;
  @ShowsNumber() version!: number;
}

/** Sendings that went to the wrong agency, from the block to the end. */
@ApiTags('referrals')
@Controller()
export class MisdirectionsController {
  constructor(
    private readonly misdirections: Misdirections,
    private readonly queries: MisdirectionsQueries,
    private readonly papers: PersonPapers,
  ) {}

  @Post('referrals/:id/recipients/:rid/misdirection')
  @For('acceptor')
  @ApiCreatedResponse({ type: MisdirectionView })
  async record(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
    @IfMatch() version: number,
    @Body() { foundOn, ...said }: MisdirectionRequest,
    @Once() once: OnceKey,
  ): Promise<MisdirectionView> {
    const at = { referralId: id, lineId, seenVersion: version };
    const input = { foundAt: new Date(`${foundOn}T00:00:00+09:00`), ...said };
    const recorded = await this.misdirections.record(actor, at, input, once);
    return presentMisdirection(await this.queries.one(actor, recorded), actor);
  }

  @Get('misdirections')
  @For('caseworker')
  @ApiOkResponse({ type: MisdirectionView, isArray: true })
  async list(@ByMember() actor: Member): Promise<MisdirectionView[]> {
    return (await this.queries.list(actor)).map((found) => presentMisdirection(found, actor));
  }

  @Get('misdirections/:id')
  @For('caseworker')
  @ApiOkResponse({ type: MisdirectionView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<MisdirectionView> {
    return presentMisdirection(await this.queries.one(actor, id), actor);
  }

  @Patch('misdirections/:id')
  @For('caseworker')
  @ApiOkResponse({ type: MisdirectionView })
  async follow(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: MeasuresRequest,
  ): Promise<MisdirectionView> {
    await this.misdirections.follow(actor, id, input, version);
    return presentMisdirection(await this.queries.one(actor, id), actor);
  }

  @Post('misdirections/:id/closing')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: MisdirectionView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<MisdirectionView> {
    await this.misdirections.close(actor, id, version, once);
    return presentMisdirection(await this.queries.one(actor, id), actor);
  }

  @Get('misdirections/:id/paper')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async paper(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.papers.misdirection(actor, id), `notice-${id.slice(-6)}`);
  }
}

function presentMisdirection(record: MisdirectionRecord, { agencyId }: Member): MisdirectionView {
  return {
    id: record.id,
    number: record.number,
    referralId: record.referralId,
    referralNumber: record.referralNumber,
    personId: record.personId,
    agencyName: record.agencyName,
    categories: categoryCodes.filter((code) => record.categories.includes(code)),
    sentAt: record.sentAt?.toISOString() ?? null,
    foundAt: record.foundAt.toISOString(),
    recordedBy: record.recordedBy,
    recordedAt: record.recordedAt.toISOString(),
    account: record.account,
    measures: record.measures,
    openedBy: record.openedBy.map(({ at, byName, agencyName }) => ({
      at: new Date(at).toISOString(),
      byName,
      agencyName,
    })),
    personToldOn: record.personToldOn,
    reportedOn: record.reportedOn,
    closedAt: record.closedAt?.toISOString() ?? null,
    duty: record.duty && presentDuty(record.duty, agencyId),
    version: record.version,
  };
}
