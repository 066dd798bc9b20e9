import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { Charge } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { HandOverRequest } from './person-matters.dto.js';
import { ChargeView, HandedOverView, presentCharge } from './person-matters.presenter.js';

/** Who is in charge of how many people, and handing them over. */
@ApiTags('people')
@Controller('charges')
export class ChargesController {
  constructor(private readonly charge: Charge) {}

  @Get()
  @For('caseworker')
  @ApiOkResponse({ type: ChargeView, isArray: true })
  async overview(@ByMember() actor: Member): Promise<ChargeView[]> {
    return (await this.charge.overview(actor)).map(presentCharge);
  }

  /** All of somebody's people, or chosen ones. */
  @Post('handing-over')
  @HttpCode(200)
  @For('manager')
  @ApiOkResponse({ type: HandedOverView })
  async handOver(
    @ByMember() actor: Member,
    @Body() { toAccountId, fromAccountId, personIds }: HandOverRequest,
    @Once() once: OnceKey,
  ): Promise<HandedOverView> {
    const handing = {
      personIds,
      toAccountId: toAccountId ?? null,
      ...(fromAccountId ? { fromAccountId } : {}),
    };
    return { handed: await this.charge.handOver(actor, handing, once) };
  }
}
