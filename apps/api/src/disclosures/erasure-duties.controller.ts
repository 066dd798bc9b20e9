import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import type { OnceKey } from '#libs/platform';
import { ErasureDuties } from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { OneOf } from '../http/fields.js';
import { ByMember, IfMatch, Once } from '../http/parameters.js';
import { PathId } from '../http/path-id.js';
import { erasureAnswerIn, ErasureAnswerRequest } from './withdrawals.dto.js';
import { ErasureDutyView, presentDuty } from './withdrawals.presenter.js';

/** Whose answers are wanted. */
export class ErasureDutiesQuery {
  @OneOf(['own', 'others'], { label: '回答する機関' })
  side!: 'own' | 'others';
}

/** What recipients answer about what they had been told. */
@ApiTags('consents')
@Controller()
export class ErasureDutiesController {
  constructor(private readonly duties: ErasureDuties) {}

  @Get('erasure-duties')
  @For('caseworker')
  @ApiOkResponse({ type: ErasureDutyView, isArray: true })
  async list(@ByMember() actor: Member, @Query() { side }: ErasureDutiesQuery): Promise<ErasureDutyView[]> {
    return (await this.duties.list(actor, side)).map((duty) => presentDuty(duty, actor.agencyId));
  }

  @Get('referrals/:id/erasure-duties')
  @For('caseworker')
  @ApiOkResponse({ type: ErasureDutyView, isArray: true })
  async ofReferral(@ByMember() actor: Member, @PathId() id: string): Promise<ErasureDutyView[]> {
    return (await this.duties.ofReferral(actor, id)).map((duty) => presentDuty(duty, actor.agencyId));
  }

  @Post('erasure-duties/:id/answer')
  @HttpCode(200)
  @For('caseworker')
  @ApiOkResponse({ type: ErasureDutyView })
  async answer(
    @ByMember() actor: Member,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() input: ErasureAnswerRequest,
    @Once() once: OnceKey,
  ): Promise<ErasureDutyView> {
    await this.duties.answer(actor, id, erasureAnswerIn(input), version, once);
    return presentDuty(await this.duties.one(actor, id), actor.agencyId);
  }
}
