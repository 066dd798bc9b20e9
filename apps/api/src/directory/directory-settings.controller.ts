import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DirectoryRules, type DirectorySettings } from '#libs/directory';
import type { Actor, Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { Flag, Text, WholeNumber } from '../http/fields.js';
import { By, ByMember, IfMatch } from '../http/parameters.js';
import { ShowsFlag, ShowsNumber, ShowsText } from '../http/view.js';

/** How the network runs its directory. */
export class DirectorySettingsRequest {
  @Text({ label: 'ネットワークの名前', max: 60 })
  networkName!: string;

  @Flag({ label: '機関の変更を、事務局が承認してから反映する' })
  approval!: boolean;

  @WholeNumber({ label: '毎年の確認をはじめる月', min: 1, max: 12 })
  confirmationMonth!: number;
}

/** How the network runs its directory. */
export class DirectorySettingsView {
  @ShowsText() networkName!: string;
  @ShowsFlag() approval!: boolean;
  @ShowsNumber() confirmationMonth!: number;
  @ShowsNumber() version!: number;
}

/** The settings of the network's directory. */
@ApiTags('agencies')
@Controller('directory-settings')
export class DirectorySettingsController {
  constructor(private readonly rules: DirectoryRules) {}

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: DirectorySettingsView })
  async current(@By() actor: Actor): Promise<DirectorySettingsView> {
    return presentSettings(await this.rules.current(actor));
  }

  @Put()
  @For('secretariat')
  @ApiOkResponse({ type: DirectorySettingsView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: DirectorySettingsRequest,
  ): Promise<DirectorySettingsView> {
    return presentSettings(await this.rules.set(actor, version, input));
  }
}

function presentSettings(settings: DirectorySettings): DirectorySettingsView {
  const { networkName, approval, confirmationMonth, version } = settings;
  return { networkName, approval, confirmationMonth, version };
}
