import { Body, Controller, Get, HttpCode, Post, Put, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ConsentsQueries } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  ErasureDuties,
  PersonPapers,
  Withdrawals,
  type WithdrawalSetting,
  WithdrawalSettings,
  WithdrawalsQueries,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ShowsNumber } from '../http/view.js';
import { ConsentView, presentConsent } from '../people/consents.presenter.js';
import { pdfAnswer, pdfSchema } from './pdf.answer.js';
import {
  heardIn,
  heardScopeOf,
  HeardWithdrawalRequest,
  scopeOf,
  WithdrawalRequest,
  WithdrawalSettingsRequest,
} from './withdrawals.dto.js';
import { ErasureDutyView, presentDuty, presentWithdrawal, WithdrawalView } from './withdrawals.presenter.js';

/** How long the network waits after a withdrawal, in days. */
export class WithdrawalSettingsView {
  @ShowsNumber() closeAfterDays!: number;
  @ShowsNumber() answerWithinDays!: number;
  @ShowsNumber() remindEveryDays!: number;
  @ShowsNumber() version!: number;
}

/** What people took back, at whichever agency they said so. */
@ApiTags('consents')
@Controller()
export class WithdrawalsController {
  constructor(
    private readonly withdrawals: Withdrawals,
    private readonly queries: WithdrawalsQueries,
    private readonly consents: ConsentsQueries,
    private readonly duties: ErasureDuties,
    private readonly papers: PersonPapers,
    private readonly settings: WithdrawalSettings,
  ) {}

  @Post('consents/:id/withdrawal')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ConsentView })
  async withdraw(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: WithdrawalRequest,
    @Once() once: OnceKey,
  ): Promise<ConsentView> {
    const scope = scopeOf(input);
    const consentId = await this.withdrawals.withdraw(actor, id, scope, heardIn(input), version, once);
    return presentConsent(await this.consents.one(actor, consentId));
  }

  /** Without a version: that a person says no must not fail because somebody else wrote something. */
  @Post('referrals/:id/recipients/:rid/withdrawal')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ErasureDutyView, isArray: true })
  async hear(
    @ByMember() actor: Member,
    @PathId() id: string,
    @PathId('rid') lineId: string,
    @Body() input: HeardWithdrawalRequest,
    @Once() once: OnceKey,
  ): Promise<ErasureDutyView[]> {
    const at = { referralId: id, lineId };
    await this.withdrawals.hear(actor, at, heardScopeOf(input), heardIn(input), once);
    const owed = await this.duties.ofReferral(actor, id);
    return owed.map((duty) => presentDuty(duty, actor.agencyId));
  }

  @Get('people/:id/withdrawals')
  @For('caseworker')
  @ApiOkResponse({ type: WithdrawalView, isArray: true })
  async ofPerson(@ByMember() actor: Member, @PathId() id: string): Promise<WithdrawalView[]> {
    const records = await this.queries.ofPerson(actor, id);
    return records.map((record) => presentWithdrawal(record, actor.agencyId));
  }

  @Get('withdrawals/:id')
  @For('caseworker')
  @ApiOkResponse({ type: WithdrawalView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<WithdrawalView> {
    return presentWithdrawal(await this.queries.one(actor, id), actor.agencyId);
  }

  @Get('withdrawals/:id/paper')
  @For('caseworker')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfSchema)
  async paper(@ByMember() actor: Member, @PathId() id: string): Promise<StreamableFile> {
    return pdfAnswer(await this.papers.withdrawal(actor, id), `withdrawal-${id.slice(-6)}`);
  }

  @Get('withdrawal-settings')
  @For('member')
  @ApiOkResponse({ type: WithdrawalSettingsView })
  async readSettings(@ByMember() actor: Member): Promise<WithdrawalSettingsView> {
    return presentSettings(await this.settings.read(actor));
  }

  @Put('withdrawal-settings')
  @For('secretariat')
  @ApiOkResponse({ type: WithdrawalSettingsView })
  async keepSettings(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: WithdrawalSettingsRequest,
  ): Promise<WithdrawalSettingsView> {
    await this.settings.keep(actor, input, version);
    return presentSettings(await this.settings.read(actor));
  }
}

function presentSettings(settings: WithdrawalSetting): WithdrawalSettingsView {
  const { closeAfterDays, answerWithinDays, remindEveryDays, version } = settings;
  return { closeAfterDays, answerWithinDays, remindEveryDays, version };
}
