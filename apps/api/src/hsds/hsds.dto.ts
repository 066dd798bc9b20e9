import { Transform } from 'class-transformer';
import type { HsdsDepth, HsdsFilter, HsdsListRequest } from '#libs/directory';
import { Invalid } from '#libs/platform';
import { Flag, Id, Matching, OneOf, Text, WholeNumber } from '../http/fields.js';

const most = 500;
// Whoever asks for ids and dates alone wants them all at once.
const mostMinimal = 10_000;

/** What every list takes; the same in the address of a GET and in the body of a POST. */
export class HsdsListQuery {
  @Text({ label: 'search', max: 200, min: 0, optional: true })
  search?: string;

  @WholeNumber({ label: 'page', min: 1, max: 1_000_000, optional: true })
  page?: number;

  @WholeNumber({ label: 'per_page', min: 1, max: mostMinimal, optional: true })
  per_page?: number;

  @OneOf(['json', 'ndjson'], { label: 'format', optional: true })
  format?: 'json' | 'ndjson';
}

/** What lists of things in a taxonomy take beside it. */
export class HsdsClassifiedQuery extends HsdsListQuery {
  @Id({ label: 'taxonomy_term_id', optional: true })
  taxonomy_term_id?: string;

  @Id({ label: 'taxonomy_id', optional: true })
  taxonomy_id?: string;

  @Flag({ label: 'full', optional: true })
  full?: boolean;
}

export class HsdsOrganizationsQuery extends HsdsClassifiedQuery {
  @Flag({ label: 'full_service', optional: true })
  full_service?: boolean;
}

/** Where an organization alone is asked for. */
export class HsdsOrganizationQuery {
  @Flag({ label: 'full_service', optional: true })
  full_service?: boolean;
}

const moment =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

class HsdsOfServicesQuery extends HsdsClassifiedQuery {
  @Id({ label: 'organization_id', optional: true })
  organization_id?: string;

  @Matching(moment, {
    label: 'modified_after',
    says: '日時を「2026-04-01T09:00:00+09:00」の形で入力してください',
    max: 40,
    optional: true,
  })
  // In an address a plus sign is a space.
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.replace(' ', '+') : value))
  modified_after?: string;
}

export class HsdsServicesQuery extends HsdsOfServicesQuery {
  @Flag({ label: 'minimal', optional: true })
  minimal?: boolean;
}

export class HsdsServiceAtLocationsQuery extends HsdsOfServicesQuery {
  @Matching(/^〒?\d{3}-?\d{4}$/, {
    label: 'postcode',
    says: '郵便番号を「123-4567」の形で入力してください',
    max: 9,
    optional: true,
  })
  postcode?: string;

  @WholeNumber({ label: 'proximity', min: 1, max: 1_000_000, optional: true })
  proximity?: number;
}

export class HsdsTaxonomyTermsQuery extends HsdsListQuery {
  @Id({ label: 'taxonomy_id', optional: true })
  taxonomy_id?: string;

  @Flag({ label: 'top_only', optional: true })
  top_only?: boolean;

  @Id({ label: 'parent_id', optional: true })
  parent_id?: string;
}

type Asked = HsdsListQuery &
  Partial<HsdsServicesQuery & HsdsServiceAtLocationsQuery & HsdsOrganizationsQuery>;

/** The body of a POST and the parameters in its address; the body wins. */
export function together<Query extends object>(query: Query, body: Query): Query {
  const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  return { ...query, ...Object.fromEntries(given) };
}

/**
 * Page and filter as the directory wants them.
 * @throws {Invalid} where a distance is given and nothing to measure it from.
 */
export function requestOf(asked: Asked): HsdsListRequest {
  if (asked.proximity && !asked.postcode)
    throw new Invalid([
      { field: 'postcode', label: 'postcode', detail: 'postcode: proximity と一緒に指定してください。' },
    ]);
  return { page: asked.page ?? 1, perPage: perPageOf(asked), filter: filterOf(asked) };
}

function perPageOf({ per_page, minimal }: Asked): number {
  return minimal ? (per_page ?? mostMinimal) : Math.min(per_page ?? 50, most);
}

function filterOf(asked: Asked): HsdsFilter {
  return {
    search: asked.search,
    taxonomyTermId: asked.taxonomy_term_id,
    taxonomyId: asked.taxonomy_id,
    organizationId: asked.organization_id,
    modifiedAfter: asked.modified_after,
    postcode: asked.postcode?.replace(/[^0-9]/g, ''),
    proximity: asked.proximity,
  };
}

/** How much of each thing is wanted. */
export function depthOf({ minimal, full }: Asked): HsdsDepth {
  return minimal ? 'minimal' : full ? 'full' : 'listed';
}
