import pg, { type QueryResultRow } from 'pg';
import {
  AgencySearch,
  DirectorySearch,
  OpenPatterns,
  OwnAreas,
  SearchPlaces,
  SearchProfiles,
  SynonymQueries,
  Taxonomies,
} from '#libs/directory';
import { Clock, type Database, type SessionHolder } from '#libs/platform';

/** The directory's search over any way to read the database. */
export function searchOver(database: Database): AgencySearch {
  const clock = new Clock();
  const directory = new DirectorySearch(
    database,
    clock,
    new SynonymQueries(database),
    new Taxonomies(database, clock),
    new OpenPatterns(database, clock),
    new SearchPlaces(database, clock),
    new SearchProfiles(database),
  );
  return new AgencySearch(directory, new OwnAreas(database, clock));
}

/**
 * Reads on one connection of role portal_app, signed in once and for all: what its rivals are given as well. What begin, context
 * and commit add to a request is measured where the whole API is (A1, A4).
 */
export class OneConnection {
  private readonly client: pg.Client;
  private settings = '';

  constructor(url: string) {
    this.client = new pg.Client({ connectionString: url });
  }

  async open(session: string): Promise<Database> {
    await this.client.connect();
    await this.client.query(`SELECT set_config('app.session', $1, false)`, [session]);
    return this as unknown as Database;
  }

  async read<Row extends QueryResultRow>(
    _actor: SessionHolder,
    query: { name: string; sql: string; settings?: readonly string[] },
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const settings = (query.settings ?? []).map((setting) => `SET ${setting}`).join('; ');
    if (settings !== this.settings) await this.client.query(settings);
    this.settings = settings;
    return (await this.client.query<Row>({ name: query.name, text: query.sql, values: [...values] })).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
