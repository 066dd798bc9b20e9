import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  Eligibility,
  type EligibilityWarning,
  type HandoverRecord,
  Handovers,
  type LineAddress,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day } from '../http/fields.js';
import { ByMember, Once } from '../http/parameters.js';
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
import { LineAt } from '../referrals/line-move.js';
import { NamedAgencyView } from '../referrals/referrals.presenter.js';

/** From which day on the recipient is in charge. */
export class HandoverRequest {
  @Day({ label: '主担当が移る日' })
  movesOn!: string;

  @Day({ label: '並走期間の終わり', optional: true })
  overlapUntil?: string | null;
}

/** 主担当の引継ぎ. */
export class HandoverView {
  @ShowsId() lineId!: string;
  @ShowsText() fromAgency!: string;
  @ShowsText() toAgency!: string;
  @ShowsDay() movesOn!: string;
  @ShowsDay({ nullable: true }) overlapUntil!: string | null;
  @ShowsText({ codes: ['source', 'recipient'] }) inCharge!: HandoverRecord['inCharge'];
  @ShowsFlag() isOverlapping!: boolean;
  @ShowsFlag() isOver!: boolean;
  @ShowsMoment() agreedAt!: string;
  @ShowsNumber() version!: number;
}

/** Something that may not fit. */
export class EligibilityWarningView {
  @ShowsText({ codes: ['area', 'age', 'disability', 'handbook', 'type', 'vacancy'] })
  code!: EligibilityWarning['code'];
  @ShowsText() text!: string;
}

/** What may not fit at one of the recipients. */
export class RecipientFitView {
  @ShowsView(() => NamedAgencyView) agency!: NamedAgencyView;
  @ShowsView(() => EligibilityWarningView, { list: true }) warnings!: EligibilityWarningView[];
}

/** Who is in charge of a person, and whether a recipient is the right one. */
@ApiTags('transitions')
@Controller('referrals/:id')
export class HandoversController {
  constructor(
    private readonly handovers: Handovers,
    private readonly eligibility: Eligibility,
  ) {}

  @Get('handovers')
  @For('caseworker')
  @ApiOkResponse({ type: HandoverView, isArray: true })
  async list(@ByMember() actor: Member, @PathId() id: string): Promise<HandoverView[]> {
    return (await this.handovers.of(actor, id)).map(present);
  }

  @Post('recipients/:rid/handover')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: HandoverView, isArray: true })
  async agree(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() { movesOn, overlapUntil }: HandoverRequest,
    @Once() once: OnceKey,
  ): Promise<HandoverView[]> {
    const id = await this.handovers.agree(actor, at, { movesOn, overlapUntil: overlapUntil ?? null }, once);
    return (await this.handovers.of(actor, id)).map(present);
  }

  @Get('eligibility')
  @For('caseworker')
  @ApiOkResponse({ type: RecipientFitView, isArray: true })
  async fits(@ByMember() actor: Member, @PathId() id: string): Promise<RecipientFitView[]> {
    return (await this.eligibility.of(actor, id)).map(({ agencyId, agency, warnings }) => ({
      agency: { id: agencyId, name: agency },
      warnings: warnings.map(({ code, text }) => ({ code, text })),
    }));
  }
}

function present(record: HandoverRecord): HandoverView {
  const { lineId, fromAgency, toAgency, movesOn, overlapUntil, inCharge, isOverlapping, isOver, version } =
    record;
  const agreedAt = record.agreedAt.toISOString();
  return {
    ...{ lineId, fromAgency, toAgency, movesOn, overlapUntil },
    ...{ inCharge, isOverlapping, isOver, agreedAt, version },
  };
}
