import type { Page, PageRequest } from '#libs/platform';

/** What the feed lists. */
export type HsdsEntity = 'organization' | 'service';

/** How much of each thing is wanted. */
export const hsdsDepths = ['minimal', 'listed', 'full'] as const;
export type HsdsDepth = (typeof hsdsDepths)[number];

/** What is looked for; everything must apply at once. */
export interface HsdsFilter {
  readonly search?: string | undefined;
  readonly taxonomyTermId?: string | undefined;
  readonly taxonomyId?: string | undefined;
  readonly organizationId?: string | undefined;
  /** A moment of ISO 8601. */
  readonly modifiedAfter?: string | undefined;
  /** Seven digits. */
  readonly postcode?: string | undefined;
  /** Metres around the middle of the postcode. */
  readonly proximity?: number | undefined;
}

/** A page of things that fit. */
export interface HsdsListRequest extends PageRequest {
  readonly filter: HsdsFilter;
}

/** The header and contents that HSDS wants of every list. */
export interface HsdsPage<Item> {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Item[];
}

/** Lays a page out the way HSDS wants it. */
export function hsdsPage<Item>({ items, page, perPage, total }: Page<Item>): HsdsPage<Item> {
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: items.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: items.length === 0,
    contents: items,
  };
}
