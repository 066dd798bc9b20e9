import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Confirmations, EntryChecks, EntryReports, EntryReportsQueries } from '#libs/directory';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { PhoneConfirmation } from './confirmation-rounds.dto.js';
import { EntryReportRequest } from './entry-reports.dto.js';
import { EntryReportView, presentReport } from './entry-reports.presenter.js';

/** What keeps one entry true: confirming it, reporting what is wrong, having checked it. */
@ApiTags('upkeep')
@Controller('agencies')
export class EntryUpkeepController {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly checks: EntryChecks,
    private readonly reports: EntryReports,
    private readonly reportQueries: EntryReportsQueries,
  ) {}

  /** 「このままで正しい」, by somebody of the agency. */
  @Post(':id/confirmation')
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async confirm(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.confirmations.confirm(actor, id);
  }

  /** The agency has said so on the telephone. */
  @Post(':id/phone-confirmation')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async confirmByPhone(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { saidBy }: PhoneConfirmation,
  ): Promise<void> {
    await this.confirmations.confirmByPhone(actor, id, saidBy);
  }

  /** Somebody has looked: there is nothing to check any more. */
  @Post(':id/check')
  @HttpCode(204)
  @For('secretariat')
  @ApiNoContentResponse()
  async markChecked(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.checks.markChecked(actor, id);
  }

  @Post(':id/reports')
  @For('member')
  @ApiCreatedResponse({ type: EntryReportView })
  async report(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { topic, words }: EntryReportRequest,
    @Once() key: OnceKey,
  ): Promise<EntryReportView> {
    const reportId = await this.reports.report(actor, id, { topic, words }, key);
    return presentReport(await this.reportQueries.one(actor, reportId), actor);
  }
}
