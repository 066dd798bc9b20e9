import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '#libs/identity';
import { ReadingBudget } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { ByMember, Once } from '../http/parameters.js';
import { ReadingReasonRequest } from './person-matters.dto.js';
import { presentReadingReason, ReadingReasonView } from './person-matters.presenter.js';

/** Why somebody opened more people in an hour than usual. */
@ApiTags('people')
@Controller('reading-reasons')
export class ReadingReasonsController {
  constructor(private readonly budget: ReadingBudget) {}

  @Get()
  @For('manager')
  @ApiOkResponse({ type: ReadingReasonView, isArray: true })
  async given(@ByMember() actor: Member): Promise<ReadingReasonView[]> {
    return (await this.budget.reasons(actor)).map(presentReadingReason);
  }

  /** Says why; for an hour no more is asked. */
  @Post()
  @HttpCode(204)
  @For('caseworker')
  @ApiNoContentResponse()
  async explain(
    @ByMember() actor: Member,
    @Body() { reason }: ReadingReasonRequest,
    @Once() once: OnceKey,
  ): Promise<void> {
    await this.budget.explain(actor, reason, once);
  }
}
