import type { AgencySearchRequest } from '../search/search-request.js';

/** Whether somebody is told when something new fits: not at all, in the portal, or by mail as well. */
export const savedSearchNotices = ['none', 'notice', 'mail'] as const;
export type SavedSearchNotice = (typeof savedSearchNotices)[number];

/** What is kept of a search. */
export interface SavedSearchInput {
  readonly name: string;
  /** As the address of the search page holds it, without `?`. */
  readonly query: string;
  readonly request: AgencySearchRequest;
  readonly notify: SavedSearchNotice;
}

/** A search that somebody keeps. */
export interface SavedSearchRow {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly notify: SavedSearchNotice;
  readonly version: number;
  readonly createdAt: string;
  /** What has come since it was last opened. */
  readonly fresh: readonly { readonly id: string; readonly name: string }[];
}

/** So many searches one account keeps, and of so many hits one can still be told what is new. */
export const mostSaved = 50;
export const mostWatched = 2000;

/** The request as it is asked again later: from the first page, and whatever the time of the day. */
export function watchedRequest(request: AgencySearchRequest): AgencySearchRequest {
  return { ...request, page: 1, perPage: 20, openNow: false, sort: 'updated' };
}
