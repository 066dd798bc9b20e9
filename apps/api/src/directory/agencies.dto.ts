import {
  type AgencySearchRequest,
  type SearchSort,
  searchSorts,
  type VacancyState,
  vacancyStates,
} from '#libs/directory';
import { Flag, OneOf, SomeOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** What one asks the directory. Codes of types and areas are joined with commas; networks add their own. */
export class AgencySearchQuery extends PageQuery {
  @Text({ label: 'ことば', max: 100, min: 0, optional: true })
  q?: string;

  @Text({ label: '機関の種類', max: 1000, min: 0, optional: true })
  type?: string;

  @Text({ label: '地域', max: 1000, min: 0, optional: true })
  area?: string;

  @SomeOf(vacancyStates, { label: '空き', optional: true })
  vacancy?: VacancyState[];

  /** Only agencies that can be sent a referral here. */
  @Flag({ label: 'ポータルで連携できる機関だけ', optional: true })
  inPortal?: boolean;

  @OneOf(searchSorts, { label: '並び順', optional: true })
  sort?: SearchSort;

  asRequest(): AgencySearchRequest {
    const { page, perPage, q, type, area, vacancy, inPortal, sort } = this;
    return {
      page,
      perPage,
      query: q ?? '',
      types: codesOf(type),
      areas: codesOf(area),
      vacancies: vacancy ?? [],
      membersOnly: inPortal ?? false,
      sort: sort ?? 'relevance',
    };
  }
}

function codesOf(list: string | undefined): string[] {
  return [...new Set((list ?? '').split(',').filter((code) => code !== ''))];
}
