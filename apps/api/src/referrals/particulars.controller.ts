import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ParticularsService } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ByMember, IfMatch } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { ParticularsRequest, ParticularsView, presentParticulars } from './particulars.presenter.js';

/** What only some types of referral ask for. */
@ApiTags('referrals')
@Controller('referrals/:id/particulars')
export class ParticularsController {
  constructor(private readonly particulars: ParticularsService) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: ParticularsView })
  async read(@ByMember() actor: Member, @PathId() id: string): Promise<ParticularsView> {
    return presentParticulars(await this.particulars.read(actor, id));
  }

  @Put()
  @For('caseworker')
  @ApiOkResponse({ type: ParticularsView })
  async write(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() { values }: ParticularsRequest,
  ): Promise<ParticularsView> {
    await this.particulars.write(actor, id, values, version);
    return presentParticulars(await this.particulars.read(actor, id));
  }
}
