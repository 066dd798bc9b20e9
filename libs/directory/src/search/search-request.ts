import type { PageRequest } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';
import type { Disability } from '../entry/entry.codes.js';
import type { SearchFeature } from './search-features.js';

/** In which order: best fit, reading of the name, most recently confirmed, most free places, nearest. */
export const searchSorts = ['relevance', 'kana', 'updated', 'vacancy', 'distance'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** How far around a place one looks, in km. */
export const distances = [1, 3, 5, 10, 20] as const;
export type Distance = (typeof distances)[number];

/**
 * What is looked for. Values of one facet are alternatives, but for the features, all of which must hold; everything
 * else must apply at once.
 */
export interface AgencySearchRequest extends PageRequest {
  readonly query: string;
  readonly types: readonly string[];
  readonly areas: readonly string[];
  /** Kinds of services. */
  readonly services: readonly string[];
  readonly disabilities: readonly Disability[];
  readonly vacancies: readonly VacancyState[];
  readonly features: readonly SearchFeature[];
  /** Only agencies that are open at this moment, as far as is known. */
  readonly openNow: boolean;
  /** Where distances are measured from: `own`, a postal code, the code of an area, or `latitude,longitude`. */
  readonly near: string | null;
  readonly within: Distance | null;
  /** Only agencies that take part in the network and can be sent a referral. */
  readonly membersOnly: boolean;
  readonly sort: SearchSort;
}

/** A search for everything, to be narrowed. */
export const everyAgency: AgencySearchRequest = {
  query: '',
  types: [],
  areas: [],
  services: [],
  disabilities: [],
  vacancies: [],
  features: [],
  openNow: false,
  near: null,
  within: null,
  membersOnly: false,
  sort: 'relevance',
  page: 1,
  perPage: 20,
};
