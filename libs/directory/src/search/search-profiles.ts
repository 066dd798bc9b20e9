import { Injectable } from '@nestjs/common';
import { Database, type SessionHolder } from '#libs/platform';

/** What agencies that are counted together have in common. */
export interface SearchProfile {
  readonly typeNo: number;
  readonly serviceNos: readonly number[];
  readonly disabilityNos: readonly number[];
  readonly features: number;
  readonly opening: string | null;
}

const mostKept = 300_000;

/** Knows what profiles stand for. Rows are only ever added, so what was read once stays true. */
@Injectable()
export class SearchProfiles {
  private known = new Map<string, SearchProfile>();

  constructor(private readonly db: Database) {}

  /** All of these, read where they are not known yet. */
  async of(reader: SessionHolder, keys: readonly string[]): Promise<ReadonlyMap<string, SearchProfile>> {
    const missing = keys.filter((key) => !this.known.has(key));
    if (missing.length === 0) return this.known;
    if (this.known.size + missing.length > mostKept) this.known = new Map();
    const rows = await this.db.read<SearchProfile & { key: string }>(
      reader,
      { name: 'directory.search-profiles', sql: profilesSql },
      [keys.filter((key) => !this.known.has(key))],
    );
    for (const { key, ...profile } of rows) this.known.set(key, profile);
    return this.known;
  }
}

const profilesSql = `
  SELECT key::text, type_no AS "typeNo", service_nos AS "serviceNos", disability_nos AS "disabilityNos", features,
    opening::text
  FROM portal.search_profile WHERE key = ANY ($1::bigint[])`;
