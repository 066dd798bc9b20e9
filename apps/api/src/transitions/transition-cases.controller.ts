import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  TransitionCases,
  TransitionCasesQueries,
  type TransitionKind,
  transitionKindCodes,
  TransitionPapers,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, Id, OneOf, SomeIds, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';
import { presentPage } from '../http/page.view.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  presentTransition,
  presentTransitionRow,
  TransitionCaseView,
  TransitionPageView,
} from './transition-cases.presenter.js';

/** Which transitions are wanted. */
export class TransitionCasesQuery extends PageQuery {
  @OneOf(['open', 'closed'], { label: '状態', optional: true })
  state: 'open' | 'closed' = 'open';

  @OneOf(transitionKindCodes, { label: '種類', optional: true })
  kind?: TransitionKind;
}

/** The goal, and from when to when. */
export class TransitionPlanRequest {
  @Text({ label: '目標', max: 1000 })
  goal!: string;

  @Day({ label: '予定の始まり' })
  startsOn!: string;

  @Day({ label: '予定の終わり' })
  endsOn!: string;
}

/** A transition as it is opened. */
export class TransitionRequest extends TransitionPlanRequest {
  @OneOf(transitionKindCodes, { label: '種類' })
  kind!: TransitionKind;

  @Id({ label: '満了・卒業', optional: true })
  supportTermId?: string | null;

  @SomeIds({ label: '依頼', max: 20, optional: true })
  referralIds?: string[] | null;
}

/** A referral to be taken in. */
export class TransitionReferralRequest {
  @Id({ label: '依頼' })
  referralId!: string;
}

/** What came of it. */
export class TransitionClosingRequest {
  @Text({ label: '結果', max: 1000 })
  outcome!: string;
}

/** 移行ケース: several referrals by which one person goes from school to work, or from one support to the next. */
@ApiTags('transitions')
@Controller()
export class TransitionCasesController {
  constructor(
    private readonly cases: TransitionCases,
    private readonly queries: TransitionCasesQueries,
    private readonly papers: TransitionPapers,
  ) {}

  @Get('transition-cases')
  @For('caseworker')
  @ApiOkResponse({ type: TransitionPageView })
  async list(
    @ByMember() actor: Member,
    @Query() { state, kind, ...request }: TransitionCasesQuery,
  ): Promise<TransitionPageView> {
    return presentPage(
      await this.queries.list(actor, { state, kind: kind ?? null }, request),
      presentTransitionRow,
    );
  }

  @Get('people/:id/transition-cases')
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<TransitionCaseView[]> {
    return (await this.queries.ofPerson(actor, id)).map(presentTransition);
  }

  @Post('people/:id/transition-cases')
  @For('caseworker')
  @ApiCreatedResponse({ type: TransitionCaseView })
  async open(
    @ByMember() actor: Member,
    @PathId() personId: string,
    @Body() { supportTermId, referralIds, ...plan }: TransitionRequest,
    @Once() once: OnceKey,
  ): Promise<TransitionCaseView> {
    const input = { ...plan, supportTermId: supportTermId ?? null, referralIds: referralIds ?? [] };
    return this.show(actor, await this.cases.open(actor, personId, input, once));
  }

  @Get('transition-cases/:id')
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<TransitionCaseView> {
    return this.show(actor, id);
  }

  @Put('transition-cases/:id')
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView })
  async plan(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() plan: TransitionPlanRequest,
  ): Promise<TransitionCaseView> {
    await this.cases.plan(actor, { caseId: id, seenVersion: version }, plan);
    return this.show(actor, id);
  }

  @Post('transition-cases/:id/referrals')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView })
  async take(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { referralId }: TransitionReferralRequest,
    @Once() once: OnceKey,
  ): Promise<TransitionCaseView> {
    return this.show(actor, await this.cases.take(actor, id, referralId, once));
  }

  @Delete('transition-cases/:id/referrals/:rid')
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView })
  async release(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') referralId: string,
  ): Promise<TransitionCaseView> {
    await this.cases.release(actor, id, referralId);
    return this.show(actor, id);
  }

  @Post('transition-cases/:id/closing')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: TransitionCaseView })
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { outcome }: TransitionClosingRequest,
    @Once() once: OnceKey,
  ): Promise<TransitionCaseView> {
    const at = { caseId: id, seenVersion: version };
    return this.show(actor, await this.cases.close(actor, at, outcome, once));
  }

  @Get('transition-cases/:id/sheet')
  @For('caseworker')
  @Header('cache-control', 'no-store')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async sheet(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    const pdf = await this.papers.sheet(actor, id);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: 'inline; filename="transition.pdf"',
    });
  }

  private async show(actor: Member, id: string): Promise<TransitionCaseView> {
    return presentTransition(await this.queries.one(actor, id));
  }
}
