import { Injectable } from '@nestjs/common';
import { anonymous } from '#libs/platform';
import { type AgencySearchResult, DirectorySearch } from './directory-search.js';
import { type AgencySearchRequest, everyAgency } from './search-request.js';

/**
 * The same search for whoever is not signed in, over the published part of entries alone (portal.public_doc): `page` are
 * those that agreed to stand on the public page, `open_data` those in the open data.
 *
 *     await publicSearch.search({ query: 'B型', areas: ['99101'], page: 2 });
 *
 * What is left out of the request is not narrowed (see `everyAgency`). `membersOnly` and `near: 'own'` mean nothing here. Items
 * are lines; whole published entries are read from portal.public_doc by their ids.
 */
@Injectable()
export class PublicSearch {
  constructor(private readonly directory: DirectorySearch) {}

  /** @throws {Invalid} when the place from which to measure is unknown. */
  async search(
    request: Partial<AgencySearchRequest>,
    shelf: 'page' | 'open_data' = 'page',
  ): Promise<AgencySearchResult> {
    return this.directory.search(anonymous, shelf, { ...everyAgency, ...request }, null);
  }
}
