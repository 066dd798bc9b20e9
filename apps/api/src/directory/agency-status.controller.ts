import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { AgencyStatus } from '#libs/directory';
import type { Member } from '#libs/identity';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ClosingRequest, MovingRequest, SuspensionRequest } from './agency-status.dto.js';

/** What becomes of an agency: at once, or announced for a later day. */
@ApiTags('entries')
@Controller('agencies')
export class AgencyStatusController {
  constructor(private readonly status: AgencyStatus) {}

  @Post(':id/suspension')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async suspend(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: SuspensionRequest,
  ): Promise<void> {
    await this.status.suspend(actor, id, version, input);
  }

  @Post(':id/closing')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async close(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: ClosingRequest,
  ): Promise<void> {
    await this.status.close(actor, id, version, input);
  }

  @Post(':id/moving')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async move(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: MovingRequest,
  ): Promise<void> {
    await this.status.move(actor, id, version, input);
  }

  @Post(':id/reopening')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async reopen(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.status.reopen(actor, id, version);
  }

  /** Gives up everything that was announced. */
  @Delete(':id/announcements')
  @For('member')
  @HttpCode(204)
  @ApiNoContentResponse()
  async callOff(@ByMember() actor: Member, @PathId() id: string, @IfMatch() version: number): Promise<void> {
    await this.status.callOff(actor, id, version);
  }
}
