import {
  type AgencyCard,
  type AgencySearchResult,
  agencyStatuses,
  areaLevels,
  type FacetCount,
  searchFeatures,
  vacancyNames,
  type VacancyState,
  vacancyStates,
} from '#libs/directory';
import { pageOf } from '../http/page.view.js';
import { ShowsDay, ShowsFlag, ShowsId, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';
import { FreshnessView } from './agency.presenter.js';
import { AgencyAreaView, NamedView } from './named.view.js';

const openStates = ['open', 'closed', 'unknown'] as const;
const featureCodes = searchFeatures.map(([code]) => code);

/** Free places in one line of a list: those of the service that has most to offer. */
export class LineVacancyView {
  @ShowsText({ codes: vacancyStates }) state!: VacancyState;
  @ShowsText() stateName!: string;
  @ShowsNumber({ nullable: true }) available!: number | null;
  @ShowsNumber({ nullable: true }) capacity!: number | null;
  @ShowsDay({ nullable: true }) confirmedOn!: string | null;
}

/** A service in one line of a list. */
export class LineServiceView {
  @ShowsText() kind!: string;
  @ShowsNumber({ nullable: true }) capacity!: number | null;
  @ShowsNumber({ nullable: true }) available!: number | null;
}

/** An agency as a line of a list. */
export class AgencyLineView {
  @ShowsId() id!: string;
  @ShowsText() name!: string;
  @ShowsText() kana!: string;
  @ShowsView(() => NamedView) type!: NamedView;
  @ShowsView(() => AgencyAreaView, { nullable: true }) area!: AgencyAreaView | null;
  @ShowsText({ nullable: true }) address!: string | null;
  @ShowsText({ nullable: true }) phone!: string | null;
  @ShowsText({ codes: agencyStatuses }) status!: string;
  @ShowsFlag() inPortal!: boolean;
  @ShowsView(() => LineServiceView, { list: true }) services!: LineServiceView[];
  @ShowsView(() => LineVacancyView, { nullable: true }) vacancy!: LineVacancyView | null;
  @ShowsDay() updatedOn!: string;
  @ShowsView(() => FreshnessView) freshness!: FreshnessView;
  /** Now, as far as is known; an agency that is closed for a time is closed. */
  @ShowsText({ codes: openStates }) openNow!: string;
  @ShowsText({ list: true, codes: featureCodes }) features!: string[];
  /** From the place that was asked for, in metres as the crow flies. */
  @ShowsNumber({ nullable: true }) distance!: number | null;
  @ShowsNumber({ nullable: true }) latitude!: number | null;
  @ShowsNumber({ nullable: true }) longitude!: number | null;
}

/** One value of a facet, and how many agencies it would leave. */
export class FacetValueView extends NamedView {
  @ShowsNumber() count!: number;
}

/** An area as a value of a facet; larger ones count everything inside them, and stand before it. */
export class AreaFacetView extends FacetValueView {
  @ShowsText({ codes: areaLevels }) level!: string;
  @ShowsText({ nullable: true }) parentCode!: string | null;
}

/** How many agencies lie inside a circle. */
export class DistanceCountView {
  @ShowsNumber() km!: number;
  @ShowsNumber() count!: number;
}

/** The counts beside a list. A facet's own choice does not narrow its own counts. */
export class FacetsView {
  @ShowsView(() => FacetValueView, { list: true }) type!: FacetValueView[];
  @ShowsView(() => AreaFacetView, { list: true }) area!: AreaFacetView[];
  @ShowsView(() => FacetValueView, { list: true }) service!: FacetValueView[];
  @ShowsView(() => FacetValueView, { list: true }) disability!: FacetValueView[];
  @ShowsView(() => FacetValueView, { list: true }) vacancy!: FacetValueView[];
  @ShowsView(() => FacetValueView, { list: true }) feature!: FacetValueView[];
  @ShowsNumber() openNow!: number;
  /** Empty where no place was asked for. */
  @ShowsView(() => DistanceCountView, { list: true }) distance!: DistanceCountView[];
}

/** From where distances are measured. */
export class PlaceView {
  @ShowsText() label!: string;
  @ShowsNumber() latitude!: number;
  @ShowsNumber() longitude!: number;
}

/** A page of agencies and the counts beside it. */
export class AgencyPageView extends pageOf(() => AgencyLineView) {
  @ShowsView(() => FacetsView) facets!: FacetsView;
  @ShowsView(() => PlaceView, { nullable: true }) place!: PlaceView | null;
}

export function presentSearch(result: AgencySearchResult): AgencyPageView {
  const { page, perPage, total, items, facets, place } = result;
  const value = ({ code, name, count }: FacetCount): FacetValueView => ({ code, name, count });
  return {
    items: items.map(presentLine),
    page,
    perPage,
    total,
    facets: {
      type: facets.types.map(value),
      service: facets.services.map(value),
      disability: facets.disabilities.map(value),
      feature: facets.features.map(value),
      openNow: facets.openNow,
      distance: facets.distances.map(({ km, count }) => ({ km, count })),
      area: facets.areas.map(({ code, name, count, level, parentCode }) => ({
        code,
        name,
        count,
        level,
        parentCode,
      })),
      vacancy: facets.vacancies.map(({ state, count }) => ({
        code: state,
        name: vacancyNames[state],
        count,
      })),
    },
    place: place && { label: place.label, latitude: place.latitude, longitude: place.longitude },
  };
}

function presentLine(row: AgencyCard): AgencyLineView {
  return {
    id: row.id,
    name: row.name,
    kana: row.kana,
    type: { code: row.type.code, name: row.type.name },
    area: row.area && { code: row.area.code, name: row.area.name, prefecture: row.area.prefecture },
    address: row.address,
    phone: row.phone,
    status: row.status,
    inPortal: row.isMember,
    services: row.services.map(({ name, capacity, vacancy }) => ({
      kind: name,
      capacity,
      available: vacancy?.available ?? null,
    })),
    vacancy: lineVacancy(row.services),
    updatedOn: row.freshOn,
    freshness: { level: row.freshness.level, text: row.freshness.text },
    openNow: row.openNow,
    features: [...row.features],
    distance: row.metres,
    latitude: row.latitude,
    longitude: row.longitude,
  };
}

function lineVacancy(services: AgencyCard['services']): LineVacancyView | null {
  const rank = (service: AgencyCard['services'][number]) =>
    vacancyStates.indexOf(service.vacancy?.state ?? 'unknown');
  const [best] = [...services].sort((a, b) => rank(a) - rank(b));
  if (!best) return null;
  const state = best.vacancy?.state ?? 'unknown';
  return {
    state,
    stateName: vacancyNames[state],
    // "Full" is a number too; a state without one stays without.
    available: best.vacancy?.available ?? (state === 'none' ? 0 : null),
    capacity: best.capacity,
    confirmedOn: best.vacancy?.asOf ?? null,
  };
}
