import type { PageRequest } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';

/** In which order: best fit, reading of the name, most recently confirmed, most free places. */
export const searchSorts = ['relevance', 'kana', 'updated', 'vacancy'] as const;
export type SearchSort = (typeof searchSorts)[number];

/** What is looked for. Values of one facet are alternatives; everything else must apply at once. */
export interface AgencySearchRequest extends PageRequest {
  readonly query: string;
  readonly types: readonly string[];
  readonly areas: readonly string[];
  readonly vacancies: readonly VacancyState[];
  /** Only agencies that take part in the network and can be sent a referral. */
  readonly membersOnly: boolean;
  readonly sort: SearchSort;
}
