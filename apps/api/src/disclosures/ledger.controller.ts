import { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { workbookType } from '#libs/documents';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  AgencyRepresentatives,
  type LedgerFormat,
  ledgerFormats,
  LedgerOrders,
  LedgerQueries,
  PersonPapers,
  ProvisionHistories,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, Id, OneOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';
import { presentPage } from '../http/page.view.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsId, ShowsNumber, ShowsText } from '../http/view.js';
import {
  LedgerPageView,
  presentHistory,
  presentLedgerRow,
  ProvisionHistoryView,
} from './ledger.presenter.js';
import { pdfAnswer, pdfSchema } from './pdf.answer.js';

const sides = ['provider', 'recipient'] as const;

/** Which part of the ledger. */
export class LedgerQuery extends PageQuery {
  @OneOf(sides, { label: '記録の側' })
  side!: (typeof sides)[number];

  @Day({ label: '始まりの日', optional: true })
  from?: string | null;

  @Day({ label: '終わりの日', optional: true })
  until?: string | null;
}

/** A list of the ledger to be taken along, and what for. */
export class LedgerOrderRequest {
  @OneOf(sides, { label: '記録の側' })
  side!: (typeof sides)[number];

  @Day({ label: '始まりの日' })
  from!: string;

  @Day({ label: '終わりの日' })
  until!: string;

  @Id({ label: '本人', optional: true })
  personId?: string | null;

  @OneOf(ledgerFormats, { label: '形式' })
  format!: LedgerFormat;

  @Text({ label: '出力する理由', max: 200 })
  reason!: string;
}

/** An order, to be fetched when it suits. */
export class LedgerOrderView {
  @ShowsId() id!: string;
}

/** Who represents the own agency, for the ledger. */
export class RepresentativeRequest {
  @Text({ label: '代表者名', max: 100 })
  name!: string;
}

/** Who represents an agency; empty while nobody has said so. */
export class RepresentativeView {
  @ShowsText({ nullable: true }) name!: string | null;
  @ShowsNumber() version!: number;
}

const earliest = '2000-01-01';
const latest = '2999-12-31';

/** The ledger of the own agency, and the history of a person. */
@ApiTags('disclosures')
@Controller()
export class LedgerController {
  constructor(
    private readonly ledger: LedgerQueries,
    private readonly orders: LedgerOrders,
    private readonly histories: ProvisionHistories,
    private readonly papers: PersonPapers,
    private readonly representatives: AgencyRepresentatives,
  ) {}

  @Get('disclosure-ledger')
  @For('caseworker')
  @ApiOkResponse({ type: LedgerPageView })
  async page(
    @ByMember() actor: Member,
    @Query() { side, from, until, page, perPage }: LedgerQuery,
  ): Promise<LedgerPageView> {
    const part = { side, from: from ?? earliest, until: until ?? latest };
    return presentPage(await this.ledger.page(actor, part, { page, perPage }), presentLedgerRow);
  }

  @Post('ledger-orders')
  @For('caseworker')
  @ApiCreatedResponse({ type: LedgerOrderView })
  async order(
    @ByMember() actor: Member,
    @Body() { format, reason, ...part }: LedgerOrderRequest,
    @Once() once: OnceKey,
  ): Promise<LedgerOrderView> {
    return { id: await this.orders.order(actor, part, format, reason, once) };
  }

  @Get('ledger-orders/:id/file')
  @For('caseworker')
  @ApiProduces('text/csv', workbookType, 'application/pdf')
  @ApiOkResponse(pdfSchema)
  async file(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    const { type, ending, chunks } = await this.orders.fetch(actor, id);
    return new StreamableFile(Readable.from(chunks), {
      type,
      disposition: `attachment; filename="ledger-${id.slice(-6)}.${ending}"`,
    });
  }

  @Get('people/:id/provision-history')
  @For('caseworker')
  @ApiOkResponse({ type: ProvisionHistoryView })
  async history(@ByMember() actor: Member, @PathId() id: string): Promise<ProvisionHistoryView> {
    return presentHistory(await this.histories.of(actor, id));
  }

  @Get('people/:id/provision-history/paper')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async historyPaper(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.papers.history(actor, id), `history-${id.slice(-6)}`);
  }

  @Get('agency-representative')
  @For('member')
  @ApiOkResponse({ type: RepresentativeView })
  async representative(@ByMember() actor: Member): Promise<RepresentativeView> {
    const { name, version } = await this.representatives.own(actor);
    return { name, version };
  }

  @Put('agency-representative')
  @For('manager')
  @ApiOkResponse({ type: RepresentativeView })
  async nameRepresentative(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: RepresentativeRequest,
  ): Promise<RepresentativeView> {
    await this.representatives.name(actor, input.name, version);
    const own = await this.representatives.own(actor);
    return { name: own.name, version: own.version };
  }
}
