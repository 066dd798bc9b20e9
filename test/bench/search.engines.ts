import pg from 'pg';
import { normalise } from '#libs/directory';
import type { BenchQuery } from './search.data.js';

const facetSpaces = { type: 0xe001, area: 0xe002 };
const tokens = 'portal.search_tokens(d.body, d.facets)';

/** What the search is measured against: one connection, prepared statements, the same rows. */
export class Baselines {
  private readonly client: pg.Client;
  private types = new Map<string, number>();
  private areas = new Map<string, number>();

  constructor(adminUrl: string) {
    this.client = new pg.Client({ connectionString: adminUrl });
  }

  /** Makes a copy of the search table under pg_trgm; both indexes are as good as new. */
  async open(): Promise<void> {
    await this.client.connect();
    await this.client.query(`
      CREATE EXTENSION pg_trgm;
      CREATE TABLE portal.trgm_doc AS SELECT * FROM portal.search_doc;
      ALTER TABLE portal.trgm_doc ADD PRIMARY KEY (agency_id);
      CREATE INDEX trgm_doc_body ON portal.trgm_doc USING gin (body gin_trgm_ops);
      REINDEX INDEX portal.search_doc_tokens;
    `);
    for (const table of ['trgm_doc', 'search_doc', 'agency', 'service']) {
      await this.client.query(`VACUUM ANALYZE portal.${table}`);
    }
    this.types = await this.numbers('agency_type');
    this.areas = await this.numbers('area');
  }

  /** The limit: a bare count on the same index, without comparing, facets or rows. */
  async countByIndex(query: BenchQuery): Promise<void> {
    await this.client.query({
      name: 'count',
      text: `SELECT count(*) FROM portal.search_doc d WHERE ${tokens} @> $1::integer[]`,
      values: [[...query.words.flatMap((word) => pairs(normalise(word))), ...this.facetTokens(query)]],
    });
  }

  /** The same answer (page, total, two facets) from an index of trigrams. */
  async pgTrgm({ words, type, area, page }: BenchQuery): Promise<void> {
    const patterns = words.map((word) => `%${normalise(word)}%`);
    await this.client.query({
      name: `trgm ${words.length}`,
      text: answerFrom('portal.trgm_doc', words.map((_, at) => `d.body LIKE $${at + 4}`).join(' AND ')),
      values: [
        type === undefined ? null : this.types.get(type),
        area === undefined ? null : this.areas.get(area),
        (page - 1) * 20,
        ...patterns,
      ],
    });
  }

  /** What a plain ILIKE over the columns as people typed them finds: ids. */
  async ilike(query: Omit<BenchQuery, 'narrowing'>): Promise<Set<string>> {
    const condition = query.words
      .map(
        (_, at) =>
          `(a.name ILIKE $${at + 3} OR a.kana ILIKE $${at + 3} OR a.address ILIKE $${at + 3} OR s.description ILIKE $${at + 3})`,
      )
      .join(' AND ');
    const { rows } = await this.client.query<{ id: string }>({
      name: `ilike ${query.words.length}`,
      text: `SELECT a.id FROM portal.agency a JOIN portal.service s ON s.agency_id = a.id
             WHERE ($1::text IS NULL OR a.type_code = $1) AND ($2::text IS NULL OR a.area_code = $2) AND ${condition}`,
      values: [query.type ?? null, query.area ?? null, ...query.words.map((word) => `%${word}%`)],
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** Bytes of the table's rows, of the search index, and of the trigram index. */
  async sizes(): Promise<{ heap: number; index: number; trgm: number }> {
    const { rows } = await this.client.query<{ heap: string; index: string; trgm: string }>(
      `SELECT pg_table_size('portal.search_doc') AS heap, pg_relation_size('portal.search_doc_tokens') AS index,
              pg_relation_size('portal.trgm_doc_body') AS trgm`,
    );
    const [{ heap, index, trgm }] = rows as [(typeof rows)[number]];
    return { heap: Number(heap), index: Number(index), trgm: Number(trgm) };
  }

  /** Changes the text of one agency and takes it back. */
  async changeOne(table: 'search_doc' | 'trgm_doc', id: string, text: string): Promise<void> {
    await this.client.query('BEGIN');
    await this.client.query({
      name: `change ${table}`,
      text: `UPDATE portal.${table} SET body = body || ' ' || $2 WHERE agency_id = $1`,
      values: [id, text],
    });
    await this.client.query('ROLLBACK');
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private facetTokens({ type, area }: BenchQuery): number[] {
    return [
      ...(type === undefined ? [] : [(facetSpaces.type << 16) | this.types.get(type)!]),
      ...(area === undefined ? [] : [(facetSpaces.area << 16) | this.areas.get(area)!]),
    ];
  }

  private async numbers(table: 'agency_type' | 'area'): Promise<Map<string, number>> {
    const { rows } = await this.client.query<{ code: string; no: number }>(
      `SELECT code, no FROM portal.${table}`,
    );
    return new Map(rows.map(({ code, no }) => [code, no]));
  }
}

function answerFrom(table: string, condition: string): string {
  return `
    WITH hit AS MATERIALIZED (SELECT d.agency_id, d.type_no, d.area_no, d.fresh_on FROM ${table} d WHERE ${condition}),
    chosen AS (SELECT * FROM hit WHERE ($1::smallint IS NULL OR type_no = $1) AND ($2::smallint IS NULL OR area_no = $2))
    SELECT (SELECT count(*) FROM chosen) AS total,
      (SELECT json_object_agg(type_no, n) FROM (SELECT type_no, count(*) AS n FROM hit
        WHERE $2::smallint IS NULL OR area_no = $2 GROUP BY type_no) t) AS types,
      (SELECT json_object_agg(coalesce(area_no, 0), n) FROM (SELECT area_no, count(*) AS n FROM hit
        WHERE $1::smallint IS NULL OR type_no = $1 GROUP BY area_no) a) AS areas,
      (SELECT json_agg(json_build_object('id', a.id, 'name', a.name, 'address', a.address, 'phone', a.phone))
       FROM (SELECT agency_id FROM chosen ORDER BY fresh_on DESC, agency_id LIMIT 20 OFFSET $3::integer) p
       JOIN portal.agency a ON a.id = p.agency_id) AS items`;
}

function pairs(text: string): number[] {
  const codes = Array.from(text, (letter) => letter.codePointAt(0)! & 0xffff);
  return codes.slice(1).map((code, at) => (codes[at]! << 16) | code);
}
