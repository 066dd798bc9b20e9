import { Injectable } from '@nestjs/common';
import { anonymous, Database } from '#libs/platform';
import type { Entry } from '../entry/entry.js';
import type { PublicVacancy } from '../hsds/hsds.record.js';

/** A photograph or a leaflet that goes with a page. */
export interface PublicFile {
  readonly id: string;
  readonly contentType: string;
  readonly words: string;
  readonly octets: number;
  readonly width: number | null;
  readonly height: number | null;
}

/** What an agency has announced for a later day. */
export interface PublicAnnouncement {
  readonly on: string;
  /** Null where it moves. */
  readonly status: 'suspended' | 'closed' | null;
  readonly until: string | null;
  readonly address: string | null;
  readonly successor: { readonly id: string; readonly name: string } | null;
}

/** Everything that the page of an agency shows. */
export interface PublicEntry {
  readonly entry: Entry;
  readonly changedAt: string;
  readonly vacancies: readonly PublicVacancy[];
  readonly files: readonly PublicFile[];
  readonly announced: readonly PublicAnnouncement[];
}

/** Why there is no page any more, and whose page to read instead. */
export interface RetiredPage {
  readonly isClosed: boolean;
  readonly successor: { readonly id: string; readonly name: string } | null;
}

/** A page and when it last changed. */
export interface PublicPageRow {
  readonly id: string;
  readonly changedAt: string;
}

/** Reads the pages that everybody may see, in the name of nobody. */
@Injectable()
export class PublicEntries {
  constructor(private readonly db: Database) {}

  /** The page of an agency; undefined where there is none. */
  async one(id: string): Promise<PublicEntry | undefined> {
    const [row] = await this.db.read<{ page: PublicEntry }>(
      anonymous,
      { name: 'directory.public-entry', sql: entrySql },
      [id],
    );
    return row?.page;
  }

  /** What became of a page that there once was; undefined where there never was one. */
  async retired(id: string): Promise<RetiredPage | undefined> {
    const [row] = await this.db.read<{ is_closed: boolean; id: string | null; name: string | null }>(
      anonymous,
      {
        name: 'directory.retired-page',
        sql: `SELECT r.is_closed, d.agency_id AS id, d.entry ->> 'name' AS name
              FROM portal.retired_page_of($1) r LEFT JOIN portal.public_doc d ON d.agency_id = r.successor_id`,
      },
      [id],
    );
    if (!row) return undefined;
    const successor = row.id !== null && row.name !== null ? { id: row.id, name: row.name } : null;
    return { isClosed: row.is_closed, successor };
  }

  async file(id: string): Promise<{ contentType: string; body: Buffer } | undefined> {
    const [row] = await this.db.read<{ contentType: string; body: Buffer }>(
      anonymous,
      {
        name: 'directory.public-file',
        sql: 'SELECT content_type AS "contentType", body FROM portal.public_file($1)',
      },
      [id],
    );
    return row;
  }

  /** How the network calls itself, and how many agencies have a page. */
  async network(): Promise<{ name: string; pages: number }> {
    const [row] = await this.db.read<{ name: string; pages: number }>(anonymous, {
      name: 'directory.public-network',
      sql: `SELECT network_name AS name, (SELECT count(*)::integer FROM portal.public_doc WHERE on_page) AS pages
            FROM portal.directory_settings`,
    });
    return row!;
  }

  /** The pages from one place of the list on, in the order of their ids. */
  async pages(offset: number, limit: number): Promise<PublicPageRow[]> {
    return this.db.read<PublicPageRow & Record<string, unknown>>(
      anonymous,
      {
        name: 'directory.public-pages',
        sql: `SELECT agency_id AS id, to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "changedAt"
              FROM portal.public_doc WHERE on_page ORDER BY agency_id LIMIT $2 OFFSET $1`,
      },
      [offset, limit],
    );
  }
}

const entrySql = `
  SELECT json_build_object('entry', d.entry, 'changedAt', d.changed_at,
    'vacancies', (SELECT coalesce(json_agg(v), '[]') FROM portal.public_vacancies(ARRAY[d.agency_id]) v),
    'announced', (SELECT coalesce(json_agg(json_build_object('on', n.on_day, 'status', n.status, 'until', n.until,
        'address', n.address, 'successor', CASE WHEN n.successor_id IS NOT NULL THEN
          json_build_object('id', n.successor_id, 'name', n.successor_name) END)), '[]')
      FROM portal.public_announcements(d.agency_id) n),
    'files', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'contentType', f.content_type, 'words', f.words,
        'octets', f.octets, 'width', f.width, 'height', f.height)), '[]') FROM portal.public_files(d.agency_id) f)) AS page
  FROM portal.public_doc d WHERE d.agency_id = $1 AND d.on_page`;
