import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Circulations } from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { CirculationRequest } from './packs.dto.js';
import { CirculationView, presentCirculations } from './packs.presenter.js';

/** 次第の送付: who was sent which agenda when. */
@ApiTags('circulations')
@Controller('meetings/:id/circulations')
export class CirculationsController {
  constructor(private readonly circulations: Circulations) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: CirculationView, isArray: true })
  async list(@ByMember() actor: Member, @PathId() id: string): Promise<CirculationView[]> {
    return presentCirculations(await this.circulations.ofMeeting(actor, id));
  }

  @Post()
  @For('member')
  @ApiCreatedResponse({ type: CirculationView, isArray: true })
  async circulate(
    @ByMember() actor: Member,
    @PathId() id: string,
    @Body() { packId, message }: CirculationRequest,
    @Once() once: OnceKey,
  ): Promise<CirculationView[]> {
    await this.circulations.circulate(actor, id, { packId: packId ?? null, message: message ?? '' }, once);
    return this.list(actor, id);
  }
}
