import {
  type AgencySearchRequest,
  disabilities,
  distances,
  everyAgency,
  type PublicNeed,
  publicNeeds,
  searchFeatures,
  vacancyStates,
} from '#libs/directory';
import { textSizes, usualView, type View } from '../layout/view.js';

/** What a visitor looks for, as it stands in the address. Whatever it says that is not understood is left out. */
export interface FindParams {
  readonly q: string;
  readonly need: string;
  readonly area: string;
  readonly type: readonly string[];
  readonly service: readonly string[];
  readonly disability: readonly string[];
  readonly feature: readonly string[];
  readonly vacancy: readonly string[];
  readonly open: '' | '1';
  readonly near: string;
  readonly within: string;
  readonly sort: '' | 'kana' | 'updated' | 'vacancy' | 'distance';
  readonly page: number;
}

/** What an address may say: one value, several, or something strange. */
export type RawQuery = Readonly<Record<string, unknown>>;

export const perPage = 15;
const mostPages = 1000;
const code = /^[\w-]{1,40}$/;
const sorts = ['kana', 'updated', 'vacancy', 'distance'] as const;

/** Reads the address of a search. */
export function findParams(query: RawQuery): FindParams {
  const text = (name: string, max: number) => (listOf(query[name])[0] ?? '').trim().slice(0, max);
  const codes = (name: string) =>
    [...new Set(listOf(query[name]))].filter((one) => code.test(one)).slice(0, 30);
  const oneOf = <T extends string>(name: string, known: readonly T[]) =>
    known.find((one) => one === text(name, 40));
  const among = (name: string, known: readonly string[]) => codes(name).filter((one) => known.includes(one));
  const page = Number(text('page', 5));
  return {
    q: text('q', 100),
    need:
      oneOf(
        'need',
        publicNeeds.map((need) => need.code),
      ) ?? '',
    area: code.test(text('area', 40)) ? text('area', 40) : '',
    type: codes('type'),
    service: codes('service'),
    disability: among(
      'disability',
      disabilities.map(([known]) => known),
    ),
    feature: among(
      'feature',
      searchFeatures.map(([known]) => known),
    ),
    vacancy: among('vacancy', vacancyStates),
    open: oneOf('open', ['1']) ?? '',
    near: text('near', 20),
    within: oneOf('within', distances.map(String)) ?? '',
    sort: oneOf('sort', sorts) ?? '',
    page: Number.isInteger(page) && page >= 1 && page <= mostPages ? page : 1,
  };
}

/** How the reader wants to read. */
export function viewOf(query: RawQuery): View {
  const [lang] = listOf(query['lang']);
  const [size] = listOf(query['size']);
  return {
    lang: lang === 'easy' ? 'easy' : usualView.lang,
    size: textSizes.find((known) => known.code === size)?.code ?? usualView.size,
  };
}

/** The need that was chosen. */
export function needOf({ need }: FindParams): PublicNeed | undefined {
  return publicNeeds.find(({ code: known }) => known === need);
}

/** The search as the directory does it. */
export function requestFrom(params: FindParams): Partial<AgencySearchRequest> {
  const need = needOf(params);
  // Chosen types narrow those of the need; chosen ones beside it stand alone.
  const types = params.type.length > 0 ? params.type : (need?.types ?? []);
  const near = params.near === '' ? null : params.near;
  const within = near === null ? null : (distances.find((km) => String(km) === params.within) ?? null);
  const sort = params.sort === 'distance' && near === null ? '' : params.sort;
  return {
    query: params.q,
    types,
    areas: params.area === '' ? [] : [params.area],
    services: params.service,
    disabilities: disabilities.map(([known]) => known).filter((known) => params.disability.includes(known)),
    features: searchFeatures
      .map(([known]) => known)
      .filter((known) => params.feature.includes(known) || need?.features.includes(known)),
    vacancies: vacancyStates.filter((state) => params.vacancy.includes(state)),
    openNow: params.open === '1',
    near,
    within,
    sort: sort === '' ? (near === null ? everyAgency.sort : 'distance') : sort,
    page: params.page,
    perPage,
  };
}

/** The parameters as an address has them; `page` only where it is not the first. */
export function partsOf({ page, ...rest }: FindParams): Record<string, string | readonly string[]> {
  return { ...rest, page: page === 1 ? '' : String(page) };
}

function listOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}
