import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { CheckUps, type ReachedWay, reachedWayCodes, type Situation, situationCodes } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { Day, OneOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';
import { presentPage } from '../http/page.view.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { CheckUpPageView, CheckUpView, presentCheckUp, UnheardSettingView } from './check-ups.presenter.js';

/** Until when checks are wanted. */
export class CheckUpsQuery {
  @Day({ label: 'いつまで', optional: true })
  dueUntil?: string;
}

/** Which of the checks that were done are wanted. */
export class DoneCheckUpsQuery extends PageQuery {
  @OneOf(['own', 'handed'], { label: '対象', optional: true })
  whose?: 'own' | 'handed';

  @OneOf(situationCodes, { label: '状況', optional: true })
  situation?: Situation;
}

/** A check that the agency plans. */
export class CheckUpPlanRequest {
  @Day({ label: '確認日' })
  dueOn!: string;
}

/** How somebody was found to be. */
export class CheckUpRequest {
  @Day({ label: '確認した日' })
  on!: string;

  @OneOf(reachedWayCodes, { label: '確認の方法' })
  reached!: ReachedWay;

  @OneOf(situationCodes, { label: '状況' })
  situation!: Situation;

  @Text({ label: 'メモ', max: 2000, min: 0 })
  note!: string;

  @Day({ label: '次の確認日', optional: true })
  nextOn?: string | null;
}

/** After how many months without a word somebody is looked for. */
export class UnheardSettingRequest {
  @WholeNumber({ label: '連絡のない月数', min: 1, max: 24 })
  months!: number;
}

/** 定着確認: what is due, and what came of it. */
@ApiTags('transitions')
@Controller()
export class CheckUpsController {
  constructor(private readonly checkUps: CheckUps) {}

  @Get('check-ups')
  @For('caseworker')
  @ApiOkResponse({ type: CheckUpView, isArray: true })
  async list(@ByMember() actor: Member, @Query() { dueUntil }: CheckUpsQuery): Promise<CheckUpView[]> {
    return (await this.checkUps.list(actor, dueUntil ? { dueUntil } : {})).map(presentCheckUp);
  }

  @Get('check-ups/done')
  @For('caseworker')
  @ApiOkResponse({ type: CheckUpPageView })
  async done(
    @ByMember() actor: Member,
    @Query() { whose, situation, ...request }: DoneCheckUpsQuery,
  ): Promise<CheckUpPageView> {
    const filter = { whose: whose ?? null, situation: situation ?? null };
    return presentPage(await this.checkUps.done(actor, filter, request), presentCheckUp);
  }

  @Get('people/:id/check-ups')
  @For('caseworker')
  @ApiOkResponse({ type: CheckUpView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() personId: string): Promise<CheckUpView[]> {
    return (await this.checkUps.list(actor, { personId })).map(presentCheckUp);
  }

  @Post('people/:id/check-ups')
  @For('caseworker')
  @ApiCreatedResponse({ type: CheckUpView })
  async plan(
    @ByMember() actor: Member,
    @PathId() personId: string,
    @Body() { dueOn }: CheckUpPlanRequest,
    @Once() once: OnceKey,
  ): Promise<CheckUpView> {
    return presentCheckUp(
      await this.checkUps.one(actor, await this.checkUps.plan(actor, personId, dueOn, once)),
    );
  }

  @Post('check-ups/:id/record')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: CheckUpView })
  async record(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: CheckUpRequest,
  ): Promise<CheckUpView> {
    await this.checkUps.record(actor, id, { ...input, nextOn: input.nextOn ?? null }, version);
    return presentCheckUp(await this.checkUps.one(actor, id));
  }

  @Post('check-ups/:id/dropping')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: CheckUpView })
  async drop(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
  ): Promise<CheckUpView> {
    await this.checkUps.drop(actor, id, version);
    return presentCheckUp(await this.checkUps.one(actor, id));
  }

  @Get('unheard-setting')
  @For('caseworker')
  @ApiOkResponse({ type: UnheardSettingView })
  async setting(@ByMember() actor: Member): Promise<UnheardSettingView> {
    const { months, version } = await this.checkUps.unheardMonths(actor);
    return { months, version };
  }

  @Put('unheard-setting')
  @For('manager')
  @ApiOkResponse({ type: UnheardSettingView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() { months }: UnheardSettingRequest,
  ): Promise<UnheardSettingView> {
    await this.checkUps.setUnheardMonths(actor, months, version);
    return this.setting(actor);
  }
}
