import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor, Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import {
  Deadlines,
  type DeadlineSettings,
  DeadlineSettingsService,
  Desk,
  type LineAddress,
  lineStatuses,
  type LineStatus,
  lineStatusNames,
  ReferralDetails,
  referralTypes,
  type ReminderStep,
  reminderSteps,
  StallsQueries,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, Id, Text, WholeNumber } from '../http/fields.js';
import { By, ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsDay, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { LineAt, Move } from './line-move.js';
import { NamedAgencyView, presentReferral, ReferralView } from './referrals.presenter.js';

/** Another day for the answer. */
export class ExtensionRequest {
  @Day({ label: '新しい回答期限' })
  dueOn!: string;

  @Text({ label: '理由', max: 500, optional: true })
  note?: string | null;
}

/** Whoever waits still wishes. */
export class ReconfirmationRequest {
  @Text({ label: '聞き取った人', max: 100 })
  heardBy!: string;

  @Text({ label: '本人のことば', max: 2000, optional: true })
  note?: string | null;
}

/** Who takes a line from the desk; nobody gives it back. */
export class ClaimRequest {
  @Id({ label: '担当', optional: true })
  accountId?: string | null;
}

/** By which days the network watches its deadlines. */
export class DeadlineSettingsRequest {
  @WholeNumber({ label: '期限の前に知らせる日数', min: 0, max: 20 })
  remindBefore!: number;

  @WholeNumber({ label: '管理者に知らせるまでの日数', min: 1, max: 40 })
  headAfter!: number;

  @WholeNumber({ label: '事務局に知らせるまでの日数', min: 1, max: 60 })
  networkAfter!: number;

  @WholeNumber({ label: '期限切れにするまでの日数', min: 2, max: 120 })
  expireAfter!: number;

  @WholeNumber({ label: '待機中の希望を確かめる間隔', min: 7, max: 365 })
  reconfirmDays!: number;
}

/** By which days the network watches its deadlines. */
export class DeadlineSettingsView {
  @ShowsNumber() remindBefore!: number;
  @ShowsNumber() headAfter!: number;
  @ShowsNumber() networkAfter!: number;
  @ShowsNumber() expireAfter!: number;
  @ShowsNumber() reconfirmDays!: number;
  @ShowsNumber() version!: number;
}

/** A referral that nobody answers: nothing about the person. */
export class StalledLineView {
  @ShowsId() lineId!: string;
  @ShowsText() number!: string;
  @ShowsText() typeName!: string;
  @ShowsText({ codes: lineStatuses }) status!: LineStatus;
  @ShowsText() statusName!: string;
  @ShowsView(() => NamedAgencyView) source!: NamedAgencyView;
  @ShowsView(() => NamedAgencyView) recipient!: NamedAgencyView;
  @ShowsDay() dueOn!: string;
  @ShowsMoment() sentAt!: string;
  @ShowsNumber() lateBy!: number;
  @ShowsText({ list: true, codes: reminderSteps }) said!: ReminderStep[];
}

/** Somebody who is away. */
export class AbsenceView {
  @ShowsId() id!: string;
  @ShowsId() accountId!: string;
  @ShowsText() name!: string;
  @ShowsId() deputyId!: string;
  @ShowsText() deputyName!: string;
  @ShowsDay() fromOn!: string;
  @ShowsDay() untilOn!: string;
}

/** Who is away, from when to when, and who stands in. */
export class AbsenceRequest {
  @Id({ label: '不在の人' })
  accountId!: string;

  @Id({ label: '代理' })
  deputyId!: string;

  @Day({ label: '不在の始まり' })
  fromOn!: string;

  @Day({ label: '不在の終わり' })
  untilOn!: string;
}

/** Deadlines of a line, and who has taken it. */
@ApiTags('referrals')
@Controller('referrals/:id/recipients/:rid')
export class LineLoopController {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly desk: Desk,
    private readonly details: ReferralDetails,
  ) {}

  @Move('extension', 'caseworker')
  async extend(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ExtensionRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.deadlines.extend(actor, at, input, once));
  }

  @Move('reconfirmation', 'caseworker')
  async reconfirm(
    @ByMember() actor: Member,
    @LineAt() at: LineAddress,
    @Body() input: ReconfirmationRequest,
    @Once() once: OnceKey,
  ): Promise<ReferralView> {
    return this.show(actor, await this.deadlines.reconfirm(actor, at, input, once));
  }

  @Put('claim')
  @For('caseworker')
  @ApiOkResponse({ type: ReferralView })
  async claim(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
    @Body() input: ClaimRequest,
  ): Promise<ReferralView> {
    await this.desk.claim(actor, { referralId: id, lineId }, input.accountId ?? null);
    return this.show(actor, id);
  }

  private async show(actor: Member, referralId: string): Promise<ReferralView> {
    return presentReferral(await this.details.record(actor, referralId));
  }
}

/** How deadlines are watched, and what is late. */
@ApiTags('referrals')
@Controller()
export class DeadlinesController {
  constructor(
    private readonly settings: DeadlineSettingsService,
    private readonly stalls: StallsQueries,
  ) {}

  @Get('deadline-settings')
  @For('signedIn')
  @ApiOkResponse({ type: DeadlineSettingsView })
  async current(@By() actor: Actor): Promise<DeadlineSettingsView> {
    return presentSettings(await this.settings.current(actor));
  }

  @Put('deadline-settings')
  @For('secretariat')
  @ApiOkResponse({ type: DeadlineSettingsView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: DeadlineSettingsRequest,
  ): Promise<DeadlineSettingsView> {
    return presentSettings(await this.settings.set(actor, version, input));
  }

  @Get('stalls')
  @For('signedIn')
  @ApiOkResponse({ type: StalledLineView, isArray: true })
  async late(@By() actor: Actor): Promise<StalledLineView[]> {
    const lines = await this.stalls.all(actor);
    return lines.map((line) => ({
      lineId: line.lineId,
      number: line.number,
      typeName: referralTypes[line.type],
      status: line.status,
      statusName: lineStatusNames[line.status],
      source: { id: line.sourceAgencyId, name: line.sourceAgency },
      recipient: { id: line.agencyId, name: line.agency },
      dueOn: line.dueOn,
      sentAt: line.sentAt.toISOString(),
      lateBy: line.lateBy,
      said: [...line.said],
    }));
  }
}

/** Who of the own agency is away, and who stands in. */
@ApiTags('referrals')
@Controller('absences')
export class AbsencesController {
  constructor(private readonly desk: Desk) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: AbsenceView, isArray: true })
  async list(@ByMember() actor: Member): Promise<AbsenceView[]> {
    return this.desk.absences(actor);
  }

  @Post()
  @For('caseworker')
  @ApiCreatedResponse({ type: AbsenceView, isArray: true })
  async note(
    @ByMember() actor: Member,
    @Body() input: AbsenceRequest,
    @Once() once: OnceKey,
  ): Promise<AbsenceView[]> {
    await this.desk.away(actor, input, once);
    return this.desk.absences(actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async end(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.desk.back(actor, id);
  }
}

function presentSettings(settings: DeadlineSettings): DeadlineSettingsView {
  const { remindBefore, headAfter, networkAfter, expireAfter, reconfirmDays, version } = settings;
  return { remindBefore, headAfter, networkAfter, expireAfter, reconfirmDays, version };
}
