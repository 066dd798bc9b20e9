import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  Emergencies,
  EmergenciesQueries,
  type EmergencyFinding,
  emergencyFindingCodes,
  emergencyFindings,
  type EmergencyGround,
  emergencyGroundCodes,
  emergencyGrounds,
  type OpeningRecord,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { OneOf, Text } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText } from '../http/view.js';
import { PackageView, presentPackage } from '../referrals/reading.presenter.js';

/** Why a closed package is opened. Whether the reason says something is looked at by the domain. */
export class EmergencyRequest {
  @OneOf(emergencyGroundCodes, { label: '守るもの' })
  ground!: EmergencyGround;

  @Text({ label: '理由', max: 2000 })
  reason!: string;
}

/** What the owner's manager found. */
export class FindingRequest {
  @OneOf(emergencyFindingCodes, { label: '確認の結果' })
  finding!: EmergencyFinding;

  @Text({ label: '備考', max: 2000, optional: true })
  note?: string | null;
}

/** An opening in an emergency. */
export class EmergencyView {
  @ShowsId() id!: string;
  @ShowsId() referralId!: string;
  @ShowsText() number!: string;
  @ShowsId({ nullable: true }) personId!: string | null;
  @ShowsText() agencyName!: string;
  @ShowsText() byName!: string;
  @ShowsText({ codes: emergencyGroundCodes }) ground!: EmergencyGround;
  @ShowsText() groundName!: string;
  @ShowsText() reason!: string;
  @ShowsMoment() openedAt!: string;
  @ShowsMoment() endsAt!: string;
  @ShowsMoment({ nullable: true }) endedAt!: string | null;
  @ShowsFlag() live!: boolean;
  /** Whether the reader opened it, and so may read. */
  @ShowsFlag() isOwn!: boolean;
  @ShowsDay() reviewDueOn!: string;
  @ShowsFlag() overdue!: boolean;
  @ShowsText({ nullable: true }) reviewedBy!: string | null;
  @ShowsMoment({ nullable: true }) reviewedAt!: string | null;
  @ShowsText({ nullable: true, codes: emergencyFindingCodes }) finding!: EmergencyFinding | null;
  @ShowsText({ nullable: true }) findingName!: string | null;
  @ShowsText({ nullable: true }) findingNote!: string | null;
  @ShowsFlag() mayReview!: boolean;
  @ShowsNumber() version!: number;
}

/** Closed packages opened in an emergency, and their review. */
@ApiTags('referrals')
@Controller()
export class EmergenciesController {
  constructor(
    private readonly emergencies: Emergencies,
    private readonly queries: EmergenciesQueries,
  ) {}

  @Post('referrals/:id/recipients/:rid/emergency-openings')
  @For('caseworker')
  @ApiCreatedResponse({ type: EmergencyView })
  async open(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
    @Body() input: EmergencyRequest,
    @Once() once: OnceKey,
  ): Promise<EmergencyView> {
    const openingId = await this.emergencies.open(actor, { referralId: id, lineId }, input, once);
    return presentOpening(await this.queries.one(actor, openingId));
  }

  @Get('referrals/:id/emergency-openings')
  @For('caseworker')
  @ApiOkResponse({ type: EmergencyView, isArray: true })
  async ofReferral(@ByMember() actor: Member, @PathId() id: string): Promise<EmergencyView[]> {
    return (await this.queries.ofReferral(actor, id)).map(presentOpening);
  }

  @Get('emergency-openings')
  @For('caseworker')
  @ApiOkResponse({ type: EmergencyView, isArray: true })
  async toReview(@ByMember() actor: Member): Promise<EmergencyView[]> {
    return (await this.queries.toReview(actor)).map(presentOpening);
  }

  @Get('emergency-openings/:id/package')
  @For('caseworker')
  @ApiOkResponse({ type: PackageView })
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<PackageView> {
    const frozen = await this.emergencies.read(actor, id);
    return presentPackage({ ...frozen, withheld: [], intact: null });
  }

  @Post('emergency-openings/:id/ending')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: EmergencyView })
  async end(@ByMember() actor: Member, @PathId() id: string, @Once() once: OnceKey): Promise<EmergencyView> {
    await this.emergencies.end(actor, id, once);
    return presentOpening(await this.queries.one(actor, id));
  }

  @Post('emergency-openings/:id/review')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: EmergencyView })
  async review(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: FindingRequest,
    @Once() once: OnceKey,
  ): Promise<EmergencyView> {
    await this.emergencies.review(actor, id, input, version, once);
    return presentOpening(await this.queries.one(actor, id));
  }
}

function presentOpening(opening: OpeningRecord): EmergencyView {
  return {
    id: opening.id,
    referralId: opening.referralId,
    number: opening.number,
    personId: opening.personId,
    agencyName: opening.agencyName,
    byName: opening.byName,
    ground: opening.ground,
    groundName: emergencyGrounds[opening.ground],
    reason: opening.reason,
    openedAt: opening.openedAt.toISOString(),
    endsAt: opening.endsAt.toISOString(),
    endedAt: opening.endedAt?.toISOString() ?? null,
    live: opening.live,
    isOwn: opening.isOwn,
    reviewDueOn: opening.reviewDueOn,
    overdue: opening.overdue,
    reviewedBy: opening.reviewedBy,
    reviewedAt: opening.reviewedAt?.toISOString() ?? null,
    finding: opening.finding,
    findingName: opening.finding && emergencyFindings[opening.finding],
    findingNote: opening.findingNote,
    mayReview: opening.mayReview,
    version: opening.version,
  };
}
