import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor, Member } from '#libs/identity';
import { conversationLimits, type ConversationSetting, ConversationSettings } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { WholeNumber } from '../http/fields.js';
import { By, ByMember, IfMatch } from '../http/parameters.js';
import { ShowsNumber } from '../http/view.js';

/** How long things wait. */
export class ConversationSettingRequest {
  @WholeNumber({ label: '結果報告を自動で確認済みにするまでの日数', ...conversationLimits.confirmAfterDays })
  confirmAfterDays!: number;

  @WholeNumber({ label: '依頼元に確認する来所なしの回数', ...conversationLimits.noShowLimit })
  noShowLimit!: number;

  @WholeNumber({ label: '電話での受入れを確認する期限（営業日）', ...conversationLimits.phoneConfirmDays })
  phoneConfirmDays!: number;

  @WholeNumber({ label: '封印リンクの有効日数', ...conversationLimits.linkDays })
  linkDays!: number;
}

/** How long things wait. */
export class ConversationSettingView {
  @ShowsNumber() confirmAfterDays!: number;
  @ShowsNumber() noShowLimit!: number;
  @ShowsNumber() phoneConfirmDays!: number;
  @ShowsNumber() linkDays!: number;
  @ShowsNumber() version!: number;
}

/** The settings of the network for what agencies say to each other. */
@ApiTags('referrals')
@Controller('conversation-settings')
export class ConversationSettingsController {
  constructor(private readonly settings: ConversationSettings) {}

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: ConversationSettingView })
  async current(@By() actor: Actor): Promise<ConversationSettingView> {
    return present(await this.settings.read(actor));
  }

  @Put()
  @For('secretariat')
  @ApiOkResponse({ type: ConversationSettingView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: ConversationSettingRequest,
  ): Promise<ConversationSettingView> {
    return present(await this.settings.set(actor, input, version));
  }
}

function present(setting: ConversationSetting): ConversationSettingView {
  const { confirmAfterDays, noShowLimit, phoneConfirmDays, linkDays, version } = setting;
  return { confirmAfterDays, noShowLimit, phoneConfirmDays, linkDays, version };
}
