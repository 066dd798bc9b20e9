import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ConsentNotices, ConsentSettings } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ConsentSettingsRequest, NoticeRequest } from './askings.dto.js';
import {
  ConsentSettingsView,
  NoticesView,
  NoticeVersionView,
  presentConsentSettings,
  presentNotice,
  presentNotices,
} from './consent-notices.presenter.js';

/** What people are told before they decide, and what an agency has settled about consents. */
@ApiTags('consents')
@Controller()
export class ConsentNoticesController {
  constructor(
    private readonly notices: ConsentNotices,
    private readonly settings: ConsentSettings,
  ) {}

  @Get('consent-notices')
  @For('member')
  @ApiOkResponse({ type: NoticesView })
  async list(@ByMember() actor: Member): Promise<NoticesView> {
    return presentNotices(actor, await this.notices.overview(actor));
  }

  /** A new version: of the network's text for the secretariat, of the agency's own for its manager. */
  @Post('consent-notices')
  @HttpCode(200)
  @For('member')
  @ApiOkResponse({ type: NoticesView })
  async write(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: NoticeRequest,
    @Once() once: OnceKey,
  ): Promise<NoticesView> {
    await this.notices.write(actor, input, version, once);
    return presentNotices(actor, await this.notices.overview(actor));
  }

  /** Back to the text of the network. */
  @Post('consent-notices/network-text')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: NoticesView })
  async followNetwork(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Once() once: OnceKey,
  ): Promise<NoticesView> {
    await this.notices.followNetwork(actor, version, once);
    return presentNotices(actor, await this.notices.overview(actor));
  }

  @Get('consent-notices/:id')
  @For('member')
  @ApiOkResponse({ type: NoticeVersionView })
  async one(@ByMember() actor: Member, @PathId() id: string): Promise<NoticeVersionView> {
    return presentNotice(await this.notices.one(actor, id));
  }

  @Get('consent-settings')
  @For('caseworker')
  @ApiOkResponse({ type: ConsentSettingsView })
  async settled(@ByMember() actor: Member): Promise<ConsentSettingsView> {
    return presentConsentSettings(actor, await this.settings.own(actor));
  }

  @Put('consent-settings')
  @For('manager')
  @ApiOkResponse({ type: ConsentSettingsView })
  async settle(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: ConsentSettingsRequest,
  ): Promise<ConsentSettingsView> {
    await this.settings.settle(actor, input, version);
    return presentConsentSettings(actor, await this.settings.own(actor));
  }
}
