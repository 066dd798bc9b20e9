import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { RecordSettings, Retention } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ErasureRequest, PersonHoldRequest, RecordSettingRequest } from './retention.dto.js';
import {
  HoldView,
  presentHold,
  presentRetention,
  presentSetting,
  RecordSettingView,
  RetentionView,
} from './retention.presenter.js';

/** How long records are kept, what must be kept longer, and what is erased. */
@ApiTags('people')
@Controller()
export class RetentionController {
  constructor(
    private readonly retention: Retention,
    private readonly settings: RecordSettings,
  ) {}

  @Get('retention')
  @For('manager')
  @ApiOkResponse({ type: RetentionView })
  async preview(@ByMember() actor: Member): Promise<RetentionView> {
    return presentRetention(await this.retention.preview(actor), await this.retention.tombstones(actor));
  }

  @Post('retention/erasure')
  @HttpCode(204)
  @For('manager')
  @ApiNoContentResponse()
  async erase(
    @ByMember() actor: Member,
    @Body() { personIds, ground }: ErasureRequest,
    @Once() once: OnceKey,
  ): Promise<void> {
    await this.retention.erase(actor, personIds, ground, once);
  }

  @Get('people/:id/hold')
  @For('manager')
  @ApiOkResponse({ type: HoldView })
  async holdOf(@ByMember() actor: Member, @PathId() id: string): Promise<HoldView> {
    return presentHold(await this.retention.holdOf(actor, id));
  }

  @Post('people/:id/hold')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: HoldView })
  async hold(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { reason }: PersonHoldRequest,
    @Once() once: OnceKey,
  ): Promise<HoldView> {
    await this.retention.hold(actor, id, reason, once);
    return presentHold(await this.retention.holdOf(actor, id));
  }

  @Delete('people/:id/hold')
  @HttpCode(204)
  @For('manager')
  @ApiNoContentResponse()
  async lift(@ByMember() actor: Member, @PathId() id: string): Promise<void> {
    await this.retention.lift(actor, id);
  }

  @Get('record-setting')
  @For('caseworker')
  @ApiOkResponse({ type: RecordSettingView })
  async setting(@ByMember() actor: Member): Promise<RecordSettingView> {
    return presentSetting(await this.settings.own(actor));
  }

  @Put('record-setting')
  @For('manager')
  @ApiOkResponse({ type: RecordSettingView })
  async set(
    @ByMember() actor: Member,
    @IfMatch() version: number,
    @Body() input: RecordSettingRequest,
  ): Promise<RecordSettingView> {
    await this.settings.set(actor, input, version);
    return presentSetting(await this.settings.own(actor));
  }
}
