import type { Clock, SessionHolder, SqlTx, WorkerDatabase } from '#libs/platform';
import { Taxonomies } from '../area/taxonomies.js';
import { DirectorySearch } from '../search/directory-search.js';
import { OpenPatterns } from '../search/open-patterns.js';
import { SearchPlaces } from '../search/search-place.js';
import { SearchProfiles } from '../search/search-profiles.js';
import type { AgencySearchRequest } from '../search/search-request.js';
import { searchTerms } from '../search/search-terms.js';
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
  private readonly synonyms: SynonymQueries;

  constructor(
    private readonly db: WorkerDatabase,
    clock: Clock,
  ) {
    const reading = readingAs(db);
    this.synonyms = new SynonymQueries(reading);
    this.search = new DirectorySearch(
      reading,
      clock,
      this.synonyms,
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
   * Searches that an agency may be new to now that its entry has changed: nobody was told of it, and it says every word that
   * they look for. Whether it fits in everything else is asked of the search itself.
   */
  async near(agencyId: string): Promise<string[]> {
    const [doc] = await this.db.query<{ body: string; type: string }>(
      `SELECT d.body, a.type_code AS type FROM portal.search_doc d JOIN portal.agency a ON a.id = d.agency_id
       WHERE d.agency_id = $1`,
      [agencyId],
    );
    if (!doc) return [];
    const searches = await this.db.query<Pick<WatchedSearch, 'id' | 'request'>>(
      `SELECT id, request FROM portal.saved_search WHERE notify <> 'none' AND NOT $1 = ANY (seen) ORDER BY id`,
      [agencyId],
    );
    const { synonyms } = await this.synonyms.current(everybody);
    return searches
      .filter(({ request: { query, types } }) => {
        const terms = searchTerms(query, synonyms);
        const says = terms.every((forms) => forms.some((form) => doc.body.includes(form)));
        return says && (types.length === 0 || types.includes(doc.type));
      })
      .map(({ id }) => id);
  }

  /**
   * Looks at one search, if need be at these agencies alone; `tell` runs in the transaction that remembers what was found, so that whoever is told of an agency is
   * told once. Of a search that by now fits too much nobody is told.
   */
  async look(
    id: string,
    tell: (tx: SqlTx, fits: NewFits) => Promise<void>,
    among?: readonly string[],
  ): Promise<void> {
    const [asked] = await this.db.query<Pick<WatchedSearch, 'request' | 'agency_id'>>(
      'SELECT request, agency_id FROM portal.saved_search WHERE id = $1',
      [id],
    );
    if (!asked) return;
    const reader = { ...everybody, agencyId: asked.agency_id };
    const found = await this.search.ids(reader, 'members', asked.request, null, among);
    await this.db.transaction(async (tx) => {
      const [search] = await tx.query<WatchedSearch & { known: string[] }>(
        `SELECT id, account_id, agency_id, name, notify, seen AS known FROM portal.saved_search
         WHERE id = $1 AND notify <> 'none' FOR UPDATE`,
        [id],
      );
      if (!search) return;
      const known = new Set(search.known);
      const fits = among ? known.size + found.length : found.length;
      const fresh = fits > mostWatched ? [] : found.filter((agencyId) => !known.has(agencyId));
      await tx.query(
        `UPDATE portal.saved_search SET checked_at = CASE WHEN $3 THEN now() ELSE checked_at END, seen = seen || $2::uuid[], fresh = fresh || $2::uuid[] WHERE id = $1`,
        [id, fresh, among === undefined],
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
