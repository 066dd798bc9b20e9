import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { checkedRules, type HoursByDay, proposeRules } from '#libs/directory';
import { Clock } from '#libs/platform';
import { For } from '../http/audience.decorator.js';
import { OpeningPreviewQuery, OpeningProposalRequest, OpeningRulesPart } from './opening-hours.dto.js';
import {
  OpeningPreviewView,
  OpeningProposalView,
  presentPreview,
  presentProposal,
} from './opening-hours.presenter.js';

/** What opening hours mean, for whoever is writing them. Nothing is kept. */
@ApiTags('agencies')
@Controller('opening-hours')
export class OpeningHoursController {
  constructor(private readonly clock: Clock) {}

  @Post('preview')
  @HttpCode(200)
  @For('signedIn')
  @ApiOkResponse({ type: OpeningPreviewView })
  preview(@Query() query: OpeningPreviewQuery, @Body() rules: OpeningRulesPart): OpeningPreviewView {
    return presentPreview(checkedRules(rules), daysFrom(query.from ?? this.clock.today(), query.days ?? 28));
  }

  @Post('proposal')
  @HttpCode(200)
  @For('signedIn')
  @ApiOkResponse({ type: OpeningProposalView })
  proposal(@Body() input: OpeningProposalRequest): OpeningProposalView {
    const { closedDays, remarks = null, weekday, saturday, sunday, holiday } = input;
    const hours: HoursByDay = {
      ...(weekday && { weekday }),
      ...(saturday && { saturday }),
      ...(sunday && { sunday }),
      ...(holiday && { holiday }),
    };
    return presentProposal(proposeRules(closedDays, hours, remarks), this.clock.today());
  }
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + at * 86_400_000).toISOString().slice(0, 10),
  );
}
