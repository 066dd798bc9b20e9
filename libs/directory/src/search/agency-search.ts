import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, Database, offsetOf, type Page } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';
import { Taxonomies } from '../area/taxonomies.js';
import type { Taxonomy } from '../area/taxonomy.js';
import { searchStatement, type SearchStatementInput } from './agency-search.sql.js';
import {
  areaFacet,
  type AreaFacetCount,
  type Counts,
  type FacetCount,
  typeFacet,
  vacancyFacet,
} from './search-facets.js';
import type { AgencySearchRequest } from './search-request.js';
import { searchTerms } from './search-terms.js';
import { facetToken } from './search-tokens.js';
import { OwnAreas } from './own-areas.js';
import { SynonymQueries } from './synonyms.queries.js';

interface ItemRow {
  id: string;
  name: string;
  kana: string;
  address: string | null;
  phone: string | null;
  status: 'active' | 'suspended';
  isMember: boolean;
  freshOn: string;
  services: {
    id: string;
    name: string;
    capacity: number | null;
    /** Null when nothing was told, or what was told has lapsed. */
    vacancy: { state: VacancyState; available: number | null; asOf: string } | null;
  }[];
}

/** One agency in a list. */
export interface AgencyCard extends ItemRow {
  type: { code: string; name: string };
  area: { code: string; name: string; prefecture: string } | null;
}

/** A page of agencies, and how many there would be for every value of every facet. */
export interface AgencySearchResult extends Page<AgencyCard> {
  readonly facets: {
    readonly types: readonly FacetCount[];
    readonly areas: readonly AreaFacetCount[];
    readonly vacancies: readonly { state: VacancyState; count: number }[];
  };
}

interface SearchRow {
  total: number;
  items: (ItemRow & { typeNo: number; areaNo: number | null })[];
  types: Counts;
  areas: Counts;
  vacancies: Counts;
}

/** The one search box of the directory. */
@Injectable()
export class AgencySearch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly synonyms: SynonymQueries,
    private readonly taxonomies: Taxonomies,
    private readonly ownAreas: OwnAreas,
  ) {}

  /** The agencies that contain every typed word, in any of its spellings and meanings. */
  async search(actor: Actor, request: AgencySearchRequest): Promise<AgencySearchResult> {
    const terms = searchTerms(request.query, await this.synonyms.all(actor));
    const known = await this.taxonomies.current(actor);
    const ownArea = await this.ownAreas.of(actor);
    const statement = searchStatement({
      ...request,
      ...chosen(known, request),
      terms,
      offset: offsetOf(request),
      today: this.clock.today(),
      nearness: ownArea === null ? [] : known.nearness(ownArea),
    });
    const [row] = await this.db.read<SearchRow>(actor, statement, statement.values);
    const taxonomy = mentionsUnknown(row!, known) ? await this.taxonomies.refreshed(actor) : known;
    return result(row!, request, taxonomy);
  }
}

function chosen(
  taxonomy: Taxonomy,
  { types, areas }: AgencySearchRequest,
): Pick<SearchStatementInput, 'types' | 'areas' | 'facetTokens'> {
  const typeNumbers = types.length > 0 ? taxonomy.typeNumbers(types) : undefined;
  const areaNumbers = areas.length > 0 ? taxonomy.areaNumbersWithin(areas) : undefined;
  if (!typeNumbers || !areaNumbers) return { types: typeNumbers, areas: areaNumbers, facetTokens: undefined };
  // Each count leaves out its own facet: with both chosen, what fits neither counts nowhere and need not be read.
  const facetTokens = [
    ...typeNumbers.map((no) => facetToken('type', no)),
    ...taxonomy.areaNumbers(areas).map((no) => facetToken('area', no)),
  ];
  return { types: typeNumbers, areas: areaNumbers, facetTokens };
}

function mentionsUnknown({ types, areas }: SearchRow, taxonomy: Taxonomy): boolean {
  return (
    types.some(([no]) => no !== null && !taxonomy.type(no)) ||
    areas.some(([no]) => no !== null && !taxonomy.area(no))
  );
}

function result(row: SearchRow, request: AgencySearchRequest, taxonomy: Taxonomy): AgencySearchResult {
  return {
    items: row.items.map((item) => card(item, taxonomy)),
    page: request.page,
    perPage: request.perPage,
    total: row.total,
    facets: {
      types: typeFacet(taxonomy, row.types, request.types),
      areas: areaFacet(taxonomy, row.areas, request.areas),
      vacancies: vacancyFacet(row.vacancies),
    },
  };
}

function card({ typeNo, areaNo, ...item }: SearchRow['items'][number], taxonomy: Taxonomy): AgencyCard {
  const { code, name } = taxonomy.type(typeNo)!;
  const area = areaNo === null ? undefined : taxonomy.area(areaNo);
  const prefecture = area && taxonomy.around(area).at(-1)!.name;
  return {
    ...item,
    type: { code, name },
    area: area && prefecture ? { code: area.code, name: area.name, prefecture } : null,
  };
}
