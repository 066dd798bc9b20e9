import {
  type AgencySearchRequest,
  disabilities,
  type Distance,
  distances,
  type SearchFeature,
  searchFeatures,
  type SearchSort,
  searchSorts,
  type VacancyState,
  vacancyStates,
} from '#libs/directory';
import { Flag, OneOf, SomeOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

const disabilityCodes = disabilities.map(([code]) => code);
type DisabilityCode = (typeof disabilityCodes)[number];

/** What one asks the directory. Codes of types, services and areas are joined with commas; networks add their own. */
export class AgencySearchQuery extends PageQuery {
  @Text({ label: 'ことば', max: 100, min: 0, optional: true })
  q?: string;

  @Text({ label: '機関の種類', max: 1000, min: 0, optional: true })
  type?: string;

  @Text({ label: '地域', max: 1000, min: 0, optional: true })
  area?: string;

  @Text({ label: 'サービスの種類', max: 1000, min: 0, optional: true })
  service?: string;

  @SomeOf(disabilityCodes, { label: '主な対象', optional: true })
  disability?: DisabilityCode[];

  @SomeOf(vacancyStates, { label: '空き', optional: true })
  vacancy?: VacancyState[];

  @SomeOf(searchFeatures.map(([code]) => code), { label: 'こだわり', optional: true })
  feature?: SearchFeature[];

  /** Only agencies that are open now, as far as is known. */
  @Flag({ label: 'いま開いている', optional: true })
  openNow?: boolean;

  /** Where distances are measured from: `own`, a postal code, the code of an area, or `latitude,longitude`. */
  @Text({ label: '起点', max: 40, min: 0, optional: true })
  near?: string;

  @WholeNumber({ label: '距離（km）', min: distances[0], max: distances.at(-1)!, optional: true })
  within?: number;

  /** Only agencies that can be sent a referral here. */
  @Flag({ label: 'ポータルで連携できる機関だけ', optional: true })
  inPortal?: boolean;

  @OneOf(searchSorts, { label: '並び順', optional: true })
  sort?: SearchSort;

  asRequest(): AgencySearchRequest {
    const { within } = this;
    return {
      page: this.page,
      perPage: this.perPage,
      query: this.q ?? '',
      types: codesOf(this.type),
      areas: codesOf(this.area),
      services: codesOf(this.service),
      disabilities: this.disability ?? [],
      vacancies: this.vacancy ?? [],
      features: this.feature ?? [],
      openNow: this.openNow ?? false,
      near: this.near || null,
      // The next larger circle, where a number lies between two.
      within: within ? (distances.find((km): km is Distance => km >= within) ?? null) : null,
      membersOnly: this.inPortal ?? false,
      sort: this.sort ?? 'relevance',
    };
  }
}

function codesOf(list: string | undefined): string[] {
  return [...new Set((list ?? '').split(',').filter((code) => code !== ''))];
}
