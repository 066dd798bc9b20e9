import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor, Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  Declines,
  type DeclineReviewState,
  declineReviewStateCodes,
  declineReviewStates,
  type DeclineSetting,
  DeclineSettings,
  DeclinesQueries,
  type DeclineVerb,
  declineVerbCodes,
  declineVerbs,
  type LineAddress,
  reasonsOf,
  ReferralDetails,
  referralTypes,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Flag, OneOf, Text, WholeNumber } from '../http/fields.js';
import { By, ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';
import { LineAt, Move } from './line-move.js';
import { NamedAgencyView, presentReferral, ReferralView } from './referrals.presenter.js';

const verdicts = ['confirmed', 'reconsidered'] as const;

/** Whether the secretariat looks at refusals, and for how long. */
export class DeclineSettingRequest {
  @Flag({ label: '受入不可の回答を、事務局が確認する' })
  isReviewed!: boolean;

  @WholeNumber({ label: '確認の期限（営業日）', min: 1, max: 10 })
  reviewDays!: number;
}

/** What the secretariat says. */
export class DeclineDecisionRequest {
  @OneOf(verdicts, { label: '判断' })
  verdict!: (typeof verdicts)[number];

  @Text({ label: '再検討してほしいこと', max: 500, optional: true })
  note?: string | null;
}

/** Whether the secretariat looks at refusals, and for how long. */
export class DeclineSettingView {
  @ShowsFlag() isReviewed!: boolean;
  @ShowsNumber() reviewDays!: number;
  @ShowsNumber() version!: number;
}

/** A no that waits for the secretariat: nothing about the person. */
export class DeclineToReviewView {
  @ShowsId() id!: string;
  @ShowsText() number!: string;
  @ShowsText() typeName!: string;
  @ShowsView(() => NamedAgencyView) source!: NamedAgencyView;
  @ShowsView(() => NamedAgencyView) recipient!: NamedAgencyView;
  /** 受入不可, or whom the recipient names in its place. */
  @ShowsText() verbName!: string;
  @ShowsText({ list: true }) named!: readonly string[];
  @ShowsText() reasonName!: string;
  @ShowsMoment() proposedAt!: string;
  @ShowsDay() dueOn!: string;
  @ShowsNumber() version!: number;
}

/** A no that is, or was, looked at. */
export class DeclineReviewView {
  @ShowsId() id!: string;
  @ShowsId() lineId!: string;
  @ShowsText({ codes: declineVerbCodes }) verb!: DeclineVerb;
  @ShowsText() reasonName!: string;
  @ShowsText({ codes: declineReviewStateCodes }) state!: DeclineReviewState;
  @ShowsText() stateName!: string;
  @ShowsMoment() proposedAt!: string;
  @ShowsDay() dueOn!: string;
  @ShowsText({ nullable: true }) note!: string | null;
  @ShowsMoment({ nullable: true }) decidedAt!: string | null;
  @ShowsFlag() mayTakeBack!: boolean;
}

/** 受入不可の確認: the secretariat looks at a no before it stands, where the network wishes it. */
@ApiTags('referrals')
@Controller()
export class DeclineReviewsController {
  constructor(
    private readonly settings: DeclineSettings,
    private readonly declines: Declines,
    private readonly queries: DeclinesQueries,
  ) {}

  @Get('decline-settings')
  @For('signedIn')
  @ApiOkResponse({ type: DeclineSettingView })
  async current(@By() actor: Actor): Promise<DeclineSettingView> {
    return presentSetting(await this.settings.current(actor));
  }

  @Put('decline-settings')
  @For('secretariat')
  @ApiOkResponse({ type: DeclineSettingView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: DeclineSettingRequest,
  ): Promise<DeclineSettingView> {
    return presentSetting(await this.settings.set(actor, input, version));
  }

  @Get('decline-reviews')
  @For('secretariat')
  @ApiOkResponse({ type: DeclineToReviewView, isArray: true })
  async toReview(@ByMember() actor: Member): Promise<DeclineToReviewView[]> {
    const waiting = await this.queries.toReview(actor);
    return waiting.map((decline) => ({
      id: decline.id,
      number: decline.number,
      typeName: referralTypes[decline.type],
      source: { id: decline.sourceAgencyId, name: decline.sourceAgency },
      recipient: { id: decline.agencyId, name: decline.agency },
      verbName: declineVerbs[decline.verb],
      named: decline.named,
      reasonName: reasonName(decline.verb, decline.reason),
      proposedAt: decline.proposedAt.toISOString(),
      dueOn: decline.dueOn,
      version: decline.version,
    }));
  }

  @Post('decline-reviews/:id/decision')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async decide(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { verdict, note }: DeclineDecisionRequest,
    @Once() once: OnceKey,
  ): Promise<void> {
    await this.declines.decide(
      actor,
      { reviewId: id, seenVersion: version },
      { verdict, note: note ?? null },
      once,
    );
  }

  @Get('referrals/:id/decline-reviews')
  @For('caseworker')
  @ApiOkResponse({ type: DeclineReviewView, isArray: true })
  async ofReferral(@ByMember() actor: Member, @PathId() id: string): Promise<DeclineReviewView[]> {
    const reviews = await this.queries.of(actor, id);
    return reviews.map((review) => ({
      id: review.id,
      lineId: review.lineId,
      verb: review.verb,
      reasonName: reasonName(review.verb, review.reason),
      state: review.state,
      stateName: declineReviewStates[review.state],
      proposedAt: review.proposedAt.toISOString(),
      dueOn: review.dueOn,
      note: review.note,
      decidedAt: review.decidedAt?.toISOString() ?? null,
      mayTakeBack: review.mayTakeBack,
    }));
  }
}

/** A recipient takes its no back while it is looked at. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class LineDeclineController {
  constructor(
    private readonly declines: Declines,
    private readonly details: ReferralDetails,
  ) {}

  @Move('decline-withdrawal', 'acceptor')
  async takeBack(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    const referralId = await this.declines.takeBack(actor, at, once);
    return presentReferral(await this.details.record(actor, referralId));
  }
}

function reasonName(verb: DeclineVerb, code: string): string {
  return reasonsOf(verb)[code]?.name ?? code;
}

function presentSetting({ isReviewed, reviewDays, version }: DeclineSetting): DeclineSettingView {
  return { isReviewed, reviewDays, version };
}
