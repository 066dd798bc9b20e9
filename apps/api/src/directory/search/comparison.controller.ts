import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ComparisonQueries } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { For } from '../../http/audience.decorator.js';
import { Text } from '../../http/fields.js';
import { By } from '../../http/parameters.js';
import { ShowsFlag, ShowsId, ShowsText, ShowsView } from '../../http/view.js';
import { idsOf } from './exports.dto.js';

/** Which agencies are to stand side by side. */
export class ComparisonQuery {
  /** Two to four ids, joined with commas; with fewer there is nothing to compare. */
  @Text({ label: '機関', max: 400, min: 0, optional: true })
  ids?: string;
}

/** One of the agencies that stand side by side. */
export class ComparedAgencyView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
}

/** One line of a comparison: what each agency says, in the order of the agencies. */
export class ComparedLineView {
  @ShowsText() column!: string;
  @ShowsText() label!: string;
  @ShowsText({ list: true }) values!: string[];
  @ShowsFlag() differs!: boolean;
}

/** Agencies side by side. */
export class ComparisonView {
  @ShowsView(() => ComparedAgencyView, { list: true }) agencies!: ComparedAgencyView[];
  @ShowsView(() => ComparedLineView, { list: true }) lines!: ComparedLineView[];
}

/** Agencies side by side. */
@ApiTags('agencies')
@Controller('agency-comparison')
export class ComparisonController {
  constructor(private readonly comparisons: ComparisonQueries) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: ComparisonView })
  async compare(@By() actor: Actor, @Query() { ids }: ComparisonQuery): Promise<ComparisonView> {
    const { agencies, lines } = await this.comparisons.of(actor, idsOf(ids));
    return {
      agencies: agencies.map(({ id, name }) => ({ id, name })),
      lines: lines.map(({ column, label, values, differs }) => ({
        column,
        label,
        values: values.map((value) => value ?? ''),
        differs,
      })),
    };
  }
}
