import type { Clock, SessionHolder, SqlTx, WorkerDatabase } from '#libs/platform';
import { Taxonomies } from '../area/taxonomies.js';
import { DirectorySearch } from '../search/directory-search.js';
import { OpenPatterns } from '../search/open-patterns.js';
import { SearchPlaces } from '../search/search-place.js';
import { SearchProfiles } from '../search/search-profiles.js';
import type { AgencySearchRequest } from '../search/search-request.js';
import { SynonymQueries } from '../search/synonyms.queries.js';
import { mostWatched, type SavedSearchNotice } from './saved-search.js';

/** A search that somebody wants to be told of. */
interface WatchedSearch {
  readonly id: string;
  readonly account_id: string;
  readonly agency_id: string;
  readonly name: string;
  readonly request: AgencySearchRequest;
  readonly notify: SavedSearchNotice;
}

/** New agencies that fit a search. */
export interface NewFits {
  readonly savedSearchId: string;
  readonly accountId: string;
  readonly agencyId: string;
  readonly byMail: boolean;
  readonly count: number;
}

const everybody: SessionHolder = { session: '' };

/** Looks, for everybody who asked for it, whether something new fits a search they keep. Runs in the worker. */
export class SavedSearchWatch {
  private readonly search: DirectorySearch;

  constructor(
    private readonly db: WorkerDatabase,
    clock: Clock,
  ) {
    const reading = readingAs(db);
    this.search = new DirectorySearch(
      reading,
      clock,
      new SynonymQueries(reading),
      new Taxonomies(reading, clock),
      new OpenPatterns(reading, clock),
      new SearchPlaces(reading, clock),
      new SearchProfiles(reading),
    );
  }

  /** Searches that were not looked at since `before`, the longest waiting first. */
  async due(before: Date): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM portal.saved_search WHERE notify <> 'none' AND checked_at < $1 ORDER BY checked_at LIMIT 1000`,
      [before],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Looks at one search; `tell` runs in the transaction that remembers what was found, so that whoever is told of an agency is
   * told once. Of a search that by now fits too much nobody is told.
   */
  async look(id: string, tell: (tx: SqlTx, fits: NewFits) => Promise<void>): Promise<void> {
    const [asked] = await this.db.query<Pick<WatchedSearch, 'request' | 'agency_id'>>(
      'SELECT request, agency_id FROM portal.saved_search WHERE id = $1',
      [id],
    );
    if (!asked) return;
    const reader = { ...everybody, agencyId: asked.agency_id };
    const found = await this.search.ids(reader, 'members', asked.request, null);
    await this.db.transaction(async (tx) => {
      const [search] = await tx.query<WatchedSearch & { known: string[] }>(
        `SELECT id, account_id, agency_id, name, notify, seen AS known FROM portal.saved_search
         WHERE id = $1 AND notify <> 'none' FOR UPDATE`,
        [id],
      );
      if (!search) return;
      const known = new Set(search.known);
      const fresh = found.length > mostWatched ? [] : found.filter((agencyId) => !known.has(agencyId));
      await tx.query(
        `UPDATE portal.saved_search SET checked_at = now(), seen = seen || $2::uuid[], fresh = fresh || $2::uuid[] WHERE id = $1`,
        [id, fresh],
      );
      if (fresh.length === 0) return;
      await tell(tx, {
        savedSearchId: id,
        accountId: search.account_id,
        agencyId: search.agency_id,
        byMail: search.notify === 'mail',
        count: fresh.length,
      });
    });
  }
}

/** The worker reads what the search reads, in its own name. */
function readingAs(db: WorkerDatabase): ConstructorParameters<typeof DirectorySearch>[0] {
  const read = <Row extends Record<string, unknown>>(
    _reader: SessionHolder,
    { sql, settings = [] }: { sql: string; settings?: readonly string[] },
    values: readonly unknown[] = [],
  ) =>
    db.transaction(async (tx) => {
      for (const setting of settings) await tx.query(`SET LOCAL ${setting}`);
      return tx.query<Row>(sql, values);
    });
  return { read } as unknown as ConstructorParameters<typeof DirectorySearch>[0];
}
