import { Injectable } from '@nestjs/common';
import { anonymous, Database } from '#libs/platform';
import { areaUri } from './hsds.terms.js';

/** What a reader of the feed wants to know before reading it. */
export interface FeedFacts {
  readonly network: string;
  /** When anything in it last changed; null while nothing is published. */
  readonly modified: string | null;
  readonly organizations: number;
  readonly services: number;
  /** Addresses of the prefectures that it covers. */
  readonly places: readonly string[];
}

interface Row {
  network: string;
  modified: Date | null;
  organizations: number;
  services: number;
  prefectures: string[];
}

/** Counts the open data. */
@Injectable()
export class HsdsFeedFacts {
  constructor(private readonly db: Database) {}

  async current(): Promise<FeedFacts> {
    const [row] = await this.db.read<Row & Record<string, unknown>>(anonymous, {
      name: 'directory.hsds.facts',
      sql: `SELECT (SELECT network_name FROM portal.directory_settings) AS network,
          (SELECT max(changed_at) FROM portal.public_doc WHERE in_open_data) AS modified,
          (SELECT count(*)::integer FROM portal.open_item WHERE entity = 'organization') AS organizations,
          (SELECT count(*)::integer FROM portal.open_item WHERE entity = 'service') AS services,
          (SELECT coalesce(array_agg(DISTINCT coalesce(g.code, p.code, m.code)), '{}')
           FROM (SELECT DISTINCT area_no FROM portal.public_doc WHERE in_open_data) d
           JOIN portal.area m ON m.no = d.area_no
           LEFT JOIN portal.area p ON p.code = m.parent_code
           LEFT JOIN portal.area g ON g.code = p.parent_code) AS prefectures`,
    });
    const { prefectures, modified, ...rest } = row!;
    return {
      ...rest,
      modified: modified?.toISOString() ?? null,
      places: prefectures.flatMap((code) => areaUri(code, 'uri').uri ?? []),
    };
  }
}
