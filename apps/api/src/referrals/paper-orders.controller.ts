import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  mostPrinted,
  type PaperOrder,
  PaperOrders,
  type PaperOrderState,
  paperOrderStates,
} from '#libs/referrals';
import { pdfAnswer, pdfSchema } from '../disclosures/pdf.answer.js';
import { For } from '../http/audience.decorator.js';
import { SomeIds } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../http/view.js';

/** Which referrals are printed into one file, in this order. */
export class PaperOrderRequest {
  @SomeIds({ label: '印刷する依頼', max: mostPrinted })
  referralIds!: string[];
}

/** A new order. */
export class OrderedPapersView {
  @ShowsId() id!: string;
}

/** An order, and how far it is. */
export class PaperOrderView {
  @ShowsId() id!: string;
  @ShowsText({ codes: paperOrderStates }) state!: PaperOrderState;
  @ShowsId({ list: true }) referralIds!: string[];
  /** How many of them are read. */
  @ShowsNumber() done!: number;
  @ShowsNumber({ nullable: true }) pages!: number | null;
  @ShowsMoment() orderedAt!: string;
  @ShowsMoment() expiresAt!: string;
}

/** Requests of many referrals in one file, a bookmark each: set beside the request, fetched within a day. */
@ApiTags('referrals')
@Controller('paper-orders')
export class PaperOrdersController {
  constructor(private readonly orders: PaperOrders) {}

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: OrderedPapersView })
  async order(
    @ByMember() actor: Member,
    @Body() { referralIds }: PaperOrderRequest,
    @Once() once: OnceKey,
  ): Promise<OrderedPapersView> {
    return { id: await this.orders.order(actor, referralIds, once) };
  }

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: PaperOrderView, isArray: true })
  async list(@ByMember() actor: Member): Promise<PaperOrderView[]> {
    return (await this.orders.list(actor)).map(present);
  }

  @Get(':id/file')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async file(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.orders.fetch(actor, id), `requests-${id.slice(-6)}`);
  }
}

function present({ id, state, referralIds, done, pages, orderedAt, expiresAt }: PaperOrder): PaperOrderView {
  return {
    ...{ id, state, done, pages },
    referralIds: [...referralIds],
    orderedAt: orderedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
