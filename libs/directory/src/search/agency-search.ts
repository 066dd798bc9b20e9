import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, Database, offsetOf, type Page } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';
import { searchStatement } from './agency-search.sql.js';
import type { AgencyCardRow, AreaCountRow, CountRow } from './search-answer.sql.js';
import type { AgencySearchRequest } from './search-request.js';
import { searchTerms } from './search-terms.js';
import { SynonymQueries } from './synonyms.queries.js';

/** A page of agencies, and how many there would be for every value of every facet. */
export interface AgencySearchResult extends Page<AgencyCardRow> {
  readonly facets: {
    readonly types: readonly CountRow[];
    readonly areas: readonly AreaCountRow[];
    readonly vacancies: readonly { state: VacancyState; count: number }[];
  };
}

interface SearchRow {
  total: number;
  items: AgencyCardRow[];
  types: CountRow[];
  areas: AreaCountRow[];
  vacancies: { state: VacancyState; count: number }[];
}

/** The one search box of the directory. */
@Injectable()
export class AgencySearch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly synonyms: SynonymQueries,
  ) {}

  /** The agencies that contain every typed word, in any of its spellings and meanings. */
  async search(actor: Actor, request: AgencySearchRequest): Promise<AgencySearchResult> {
    const terms = searchTerms(request.query, await this.synonyms.all(actor));
    const { name, sql, values } = searchStatement({
      ...request,
      terms,
      offset: offsetOf(request),
      today: this.clock.today(),
      ownAgencyId: actor.agencyId,
    });
    const [row] = await this.db.read<SearchRow>(actor, { name, sql }, values);
    const { total, items, types, areas, vacancies } = row!;
    return {
      items,
      page: request.page,
      perPage: request.perPage,
      total,
      facets: { types, areas, vacancies },
    };
  }
}
