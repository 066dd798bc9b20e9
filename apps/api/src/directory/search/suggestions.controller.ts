import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SuggestionQueries } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { For } from '../../http/audience.decorator.js';
import { Text } from '../../http/fields.js';
import { By } from '../../http/parameters.js';
import { ShowsText } from '../../http/view.js';

/** What has been typed so far. */
export class SuggestionQuery {
  @Text({ label: 'ことば', max: 100, min: 0, optional: true })
  q?: string;
}

/** What it may become: an agency, or a type, service or area to narrow by. */
export class SuggestionView {
  @ShowsText({ codes: ['agency', 'type', 'service', 'area'] }) kind!: string;
  @ShowsText() key!: string;
  @ShowsText() name!: string;
  @ShowsText({ nullable: true }) about!: string | null;
}

/** Suggestions while somebody types. */
@ApiTags('agencies')
@Controller('agency-suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionQueries) {}

  @Get()
  @For('member')
  @ApiOkResponse({ type: SuggestionView, isArray: true })
  async suggest(@By() actor: Actor, @Query() { q }: SuggestionQuery): Promise<SuggestionView[]> {
    const found = await this.suggestions.of(actor, q ?? '');
    return found.map(({ kind, key, name, about }) => ({ kind, key, name, about }));
  }
}
