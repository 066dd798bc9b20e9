import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Clock, Database, Invalid, offsetOf, type Page, type SessionHolder } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';
import { Taxonomies } from '../area/taxonomies.js';
import type { Taxonomy } from '../area/taxonomy.js';
import type { OpenState } from '../hours/opening-day.js';
import { type Freshness, freshnessOf } from '../upkeep/freshness.js';
import { idsStatement, searchStatement, type SearchStatementInput } from './agency-search.sql.js';
import { OpenPatterns } from './open-patterns.js';
import type { SearchCard } from './search-card.js';
import { disabilityNo } from './search-docs.js';
import { cellsIn, countsOf, type ProfileCounts, profileCounts, totalOf } from './search-cells.js';
import type { SearchFace } from './search-face.js';
import {
  areaFacet,
  type AreaFacetCount,
  disabilityFacet,
  distanceFacet,
  type FacetCount,
  featureFacet,
  serviceFacet,
  typeFacet,
  vacancyFacet,
} from './search-facets.js';
import { type SearchFeature, searchFeatures } from './search-features.js';
import { type SearchPlace, SearchPlaces } from './search-place.js';
import { type SearchProfile, SearchProfiles } from './search-profiles.js';
import type { AgencySearchRequest } from './search-request.js';
import { searchTerms } from './search-terms.js';
import { facetToken } from './search-tokens.js';
import { SynonymQueries } from './synonyms.queries.js';

interface ToldVacancy {
  readonly state: VacancyState;
  readonly available: number | null;
  readonly asOf: string;
}

/** One agency in a list. */
export interface AgencyCard extends Omit<SearchCard, 'services' | 'confirmedOn'> {
  readonly id: string;
  readonly type: { code: string; name: string };
  readonly area: { code: string; name: string; prefecture: string } | null;
  readonly freshOn: string;
  /** How long ago somebody said that the entry is right. */
  readonly freshness: Freshness;
  /** As the crow flies, from the place that was asked for. */
  readonly metres: number | null;
  /** At the moment of the search; never open while closed for a time. */
  readonly openNow: OpenState;
  readonly features: readonly SearchFeature[];
  readonly services: readonly {
    readonly id: string;
    readonly kind: string;
    /** Its own name, or that of its kind. */
    readonly name: string;
    readonly capacity: number | null;
    /** Null when nothing was told, or what was told has lapsed. */
    readonly vacancy: ToldVacancy | null;
  }[];
}

/** A page of agencies, and how many there would be for every value of every facet. */
export interface AgencySearchResult extends Page<AgencyCard> {
  readonly facets: {
    readonly types: readonly FacetCount[];
    readonly areas: readonly AreaFacetCount[];
    readonly services: readonly FacetCount[];
    readonly disabilities: readonly FacetCount[];
    readonly vacancies: readonly { state: VacancyState; count: number }[];
    readonly features: readonly FacetCount[];
    readonly openNow: number;
    /** Empty where distances are not asked for. */
    readonly distances: readonly { km: number; count: number }[];
  };
  /** From where distances are measured. */
  readonly place: SearchPlace | null;
}

interface ItemRow {
  id: string;
  profile: string;
  areaNo: number | null;
  freshOn: string;
  metres: number | null;
  card: SearchCard;
  vacancies: Record<string, ToldVacancy> | null;
}

interface SearchRow {
  synonyms: number;
  items: ItemRow[];
  profiles: string | null;
  areas: string | null;
  vacancies: string | null;
  rings: string | null;
}

/** What a search brought back, taken apart. */
interface Answer {
  readonly row: SearchRow;
  /** Of the synonyms with which it was asked. */
  readonly version: number;
  readonly profiles: ReadonlyMap<string, SearchProfile>;
  readonly counts: ProfileCounts;
}

/** Who asks: somebody signed in, whose agency lies somewhere, or nobody. */
export type SearchReader = SessionHolder & Partial<Pick<Actor, 'agencyId'>>;

interface Asked {
  readonly reader: SearchReader;
  readonly face: SearchFace;
  readonly request: AgencySearchRequest;
  readonly home: number | null;
  readonly place: SearchPlace | null;
}

/**
 * The one search of the directory, over the entries as members or as the public see them. What it keeps in memory (words,
 * lists, opening rules) it holds against every answer, and asks again when another process has changed them.
 */
@Injectable()
export class DirectorySearch {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly synonyms: SynonymQueries,
    private readonly taxonomies: Taxonomies,
    private readonly patterns: OpenPatterns,
    private readonly places: SearchPlaces,
    private readonly profiles: SearchProfiles,
  ) {}

  /**
   * The agencies that contain every typed word, in any of its spellings and meanings; those of the area first that is `home`.
   * @throws {Invalid} when the place from which to measure is unknown.
   */
  async search(
    reader: SearchReader,
    face: SearchFace,
    request: AgencySearchRequest,
    home: number | null,
  ): Promise<AgencySearchResult> {
    const known = await this.taxonomies.current(reader);
    const place = await this.placeOf(reader, face, request, known);
    const asked = { reader, face, request, home, place };
    const first = await this.ask(asked);
    const answer = (await this.refreshStale(reader, first)) ? await this.ask(asked) : first;
    const taxonomy = mentionsUnknown(answer, known) ? await this.taxonomies.refreshed(reader) : known;
    return this.result(answer, request, taxonomy, place);
  }

  /**
   * The ids of everything that a search finds, in its order, if need be of these agencies alone; page and counts mean nothing here.
   * @throws {Invalid} when the place from which to measure is unknown.
   */
  async ids(
    reader: SearchReader,
    face: SearchFace,
    request: AgencySearchRequest,
    home: number | null,
    among?: readonly string[],
  ): Promise<string[]> {
    const known = await this.taxonomies.current(reader);
    const place = await this.placeOf(reader, face, request, known);
    // A pattern that came a moment ago from another process shows only where all are counted.
    if (request.openNow) await this.patterns.refresh(reader);
    for (;;) {
      const { input, version } = await this.inputOf({ reader, face, request, home, place });
      const statement = idsStatement({ ...input, among });
      const [row] = await this.db.read<{ ids: string[]; synonyms: number }>(
        reader,
        statement,
        statement.values,
      );
      if (row!.synonyms === version) return row!.ids;
      await this.synonyms.refreshed(reader);
    }
  }

  private async placeOf(
    reader: SearchReader,
    face: SearchFace,
    request: AgencySearchRequest,
    taxonomy: Taxonomy,
  ): Promise<SearchPlace | null> {
    if (request.near !== null) return this.places.placeOf(reader, face, request.near, taxonomy);
    if (request.within !== null || request.sort === 'distance') throw placeMissing();
    return null;
  }

  private async ask(asked: Asked): Promise<Answer> {
    const { input, version } = await this.inputOf(asked);
    const statement = searchStatement(input);
    const [found] = await this.db.read<SearchRow>(asked.reader, statement, statement.values);
    const row = found!;
    const cells = cellsIn(row.profiles);
    const keys = cells.map(({ key }) => key);
    const profiles = await this.profiles.of(asked.reader, keys);
    return { row, version, profiles, counts: profileCounts(cells, profiles) };
  }

  private async inputOf({ reader, face, request, home, place }: Asked) {
    const { synonyms, version } = await this.synonyms.current(reader);
    const taxonomy = await this.taxonomies.current(reader);
    const input: SearchStatementInput = {
      ...chosen(taxonomy, request),
      face,
      query: request.query,
      terms: searchTerms(request.query, synonyms),
      vacancies: request.vacancies,
      openPatterns: request.openNow ? await this.patterns.open(reader) : undefined,
      center: place ?? undefined,
      within: request.within,
      sort: request.sort,
      offset: offsetOf(request),
      perPage: request.perPage,
      today: this.clock.today(),
      nearness: home === null ? [] : taxonomy.nearness(home),
    };
    return { input, version };
  }

  /** Whether the answer was made with words or opening rules that have changed since they were read. */
  private async refreshStale(reader: SearchReader, { row, version, counts }: Answer): Promise<boolean> {
    const newPatterns = !this.patterns.knows([...counts.openings.keys()]);
    if (newPatterns) await this.patterns.refresh(reader);
    const newWords = row.synonyms !== version;
    if (newWords) await this.synonyms.refreshed(reader);
    return newPatterns || newWords;
  }

  private result(
    { row, profiles, counts }: Answer,
    request: AgencySearchRequest,
    taxonomy: Taxonomy,
    place: SearchPlace | null,
  ): AgencySearchResult {
    const vacancies = cellsIn(row.vacancies);
    const openNow = [...counts.openings].filter(([key]) => this.patterns.stateOf(key) === 'open');
    return {
      items: row.items.map((item) => this.card(item, profiles.get(item.profile)!, taxonomy)),
      page: request.page,
      perPage: request.perPage,
      total: totalOf(vacancies),
      facets: {
        types: typeFacet(taxonomy, counts.types, request.types),
        areas: areaFacet(taxonomy, countsOf(cellsIn(row.areas), 'areas'), request.areas),
        services: serviceFacet(taxonomy, counts.services, request.services),
        disabilities: disabilityFacet(counts.disabilities, request.disabilities),
        vacancies: vacancyFacet(countsOf(vacancies, 'vacancies')),
        features: featureFacet(counts.features),
        openNow: openNow.reduce((sum, [, count]) => sum + count, 0),
        distances: place === null ? [] : distanceFacet(countsOf(cellsIn(row.rings), 'near')),
      },
      place,
    };
  }

  private card(item: ItemRow, profile: SearchProfile, taxonomy: Taxonomy): AgencyCard {
    const { id, areaNo, freshOn, metres, card, vacancies } = item;
    const { features, opening } = profile;
    const { code, name } = taxonomy.type(profile.typeNo)!;
    const area = areaNo === null ? undefined : taxonomy.area(areaNo);
    const suspended = card.status === 'suspended';
    return {
      ...card,
      id,
      freshOn,
      freshness: freshnessOf(card.confirmedOn ?? null, this.clock.today()),
      metres,
      type: { code, name },
      area: area
        ? { code: area.code, name: area.name, prefecture: taxonomy.around(area).at(-1)!.name }
        : null,
      openNow: suspended ? 'closed' : this.patterns.stateOf(opening),
      features: searchFeatures.filter((_, bit) => (features & (1 << bit)) !== 0).map(([feature]) => feature),
      services: card.services.map((service) => ({
        ...service,
        name: service.name ?? taxonomy.kindNamed(service.kind)?.name ?? service.kind,
        vacancy: suspended ? null : (vacancies?.[service.id] ?? null),
      })),
    };
  }
}

type Chosen = Pick<
  SearchStatementInput,
  'types' | 'areas' | 'services' | 'disabilities' | 'demanded' | 'anyOf'
>;

function chosen(taxonomy: Taxonomy, request: AgencySearchRequest): Chosen {
  const some = <T>(codes: readonly T[], numbers: (codes: readonly T[]) => number[]) =>
    codes.length > 0 ? numbers(codes) : undefined;
  const types = some(request.types, (codes) => taxonomy.typeNumbers(codes));
  const areas = some(request.areas, (codes) => taxonomy.areaNumbersWithin(codes));
  const services = some(request.services, (codes) => taxonomy.kindNumbers(codes));
  const disabilities = some(request.disabilities, (codes) => codes.map(disabilityNo));
  const sets = [
    types?.map((no) => facetToken('type', no)),
    // The area itself stands in the index of everything inside it.
    areas && taxonomy.areaNumbers(request.areas).map((no) => facetToken('area', no)),
    services?.map((no) => facetToken('service', no)),
    disabilities?.map((no) => facetToken('disability', no)),
  ].filter((set) => set !== undefined);
  return {
    types,
    areas,
    services,
    disabilities,
    demanded: [
      ...(request.membersOnly ? [facetToken('member', 1)] : []),
      ...request.features.map((feature) =>
        facetToken(
          'feature',
          searchFeatures.findIndex(([code]) => code === feature),
        ),
      ),
    ],
    // Each count leaves out its own facet: of two facets, what fits neither counts nowhere and need not be read.
    anyOf: sets.slice(1).map((set, at) => [...sets[at]!, ...set]),
  };
}

function mentionsUnknown({ row, counts }: Answer, taxonomy: Taxonomy): boolean {
  return (
    counts.types.some(([no]) => no !== null && !taxonomy.type(no)) ||
    counts.services.some(([no]) => no !== null && !taxonomy.kind(no)) ||
    cellsIn(row.areas).some(({ key }) => !taxonomy.area(Number(key)))
  );
}

function placeMissing(): Invalid {
  return new Invalid([
    { field: 'near', label: '起点', detail: '起点: 距離で探すときは、どこからの距離かを選んでください。' },
  ]);
}
