import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { type AgencySearchResult, DirectorySearch } from './directory-search.js';
import { OwnAreas } from './own-areas.js';
import type { AgencySearchRequest } from './search-request.js';

/** The one search box of the members' directory. */
@Injectable()
export class AgencySearch {
  constructor(
    private readonly directory: DirectorySearch,
    private readonly ownAreas: OwnAreas,
  ) {}

  /**
   * The agencies that contain every typed word, in any of its spellings and meanings.
   * @throws {Invalid} when the place from which to measure is unknown.
   */
  async search(actor: Actor, request: AgencySearchRequest): Promise<AgencySearchResult> {
    return this.directory.search(actor, 'members', request, await this.ownAreas.of(actor));
  }

  /**
   * The ids of everything that a search finds, in its order.
   * @throws {Invalid} when the place from which to measure is unknown.
   */
  async ids(actor: Actor, request: AgencySearchRequest): Promise<string[]> {
    return this.directory.ids(actor, 'members', request, await this.ownAreas.of(actor));
  }
}
