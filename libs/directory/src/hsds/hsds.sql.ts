import { createHash } from 'node:crypto';
import { nameRank, termConditions, tokens, Values } from '../search/search-conditions.js';
import type { SearchTerm } from '../search/search-terms.js';
import type { HsdsEntity } from './hsds.request.js';

/** A point and how far around it, in metres. */
export interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  readonly metres: number;
}

/** A filter in the terms of the tables. */
export interface HsdsSelection {
  readonly entity: HsdsEntity;
  readonly query: string;
  readonly words: readonly SearchTerm[];
  /** Of each list an item must have one. */
  readonly terms: readonly (readonly string[])[];
  readonly organizationId?: string | undefined;
  readonly modifiedAfter?: string | undefined;
  /** In charge of one of these, or, in charge of none, lying in the first. */
  readonly covering?: readonly string[] | undefined;
  readonly within?: Circle | undefined;
}

/** A prepared statement; equal shapes have equal names. */
export interface HsdsStatement {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly settings: readonly string[];
}

const record = `json_build_object('id', h.id, 'entry', d.entry, 'changedAt', d.changed_at, 'onPage', d.on_page)`;
const metresPerDegree = 111_195;

/** How many fit, and one page of them; nearest first where a circle is drawn, names that fit before other texts, then in the order of entry. */
export function pageStatement(
  selection: HsdsSelection,
  { offset, limit }: { offset: number; limit: number },
): HsdsStatement {
  const values = new Values();
  const hits = hitSql(values, selection);
  const order = (h = '') => (hits.all ? `${h}id` : `${h}metres, ${h}rank, ${h}id`);
  const sql = `
    WITH hit AS ${hits.all ? 'NOT ' : ''}MATERIALIZED (${hits.sql})
    SELECT (SELECT count(*)::integer FROM hit) AS total,
      (SELECT coalesce(json_agg(${record} ORDER BY ${order('h.')}), '[]')
       FROM (SELECT * FROM hit ORDER BY ${order()}
             LIMIT ${values.add(limit, 'integer')} OFFSET ${values.add(offset, 'integer')}) h
       JOIN portal.public_doc d ON d.agency_id = h.agency_id) AS items`;
  return statement(sql, values);
}

/** The next of everything that fits, in the order of their ids. */
export function batchStatement(selection: HsdsSelection, after: string, limit: number): HsdsStatement {
  const values = new Values();
  const hits = hitSql(values, selection, `i.id > ${values.add(after, 'uuid')}`);
  const sql = `
    SELECT 0 AS total, coalesce(json_agg(${record} ORDER BY h.id), '[]') AS items
    FROM (${hits.sql} ORDER BY id LIMIT ${values.add(limit, 'integer')}) h
    JOIN portal.public_doc d ON d.agency_id = h.agency_id`;
  return statement(sql, values);
}

interface Hits {
  readonly sql: string;
  /** Nothing narrows the list: it can be counted and turned over by its index. */
  readonly all: boolean;
}

function hitSql(values: Values, selection: HsdsSelection, ...more: string[]): Hits {
  const { entity, query, words, terms, organizationId, modifiedAfter, covering, within } = selection;
  const distance = within ? distanceSql(values, within) : undefined;
  const ofItem = [
    `i.entity = ${values.add(entity, 'text')}`,
    ...terms.map((alternatives) => `i.terms && ${values.add(alternatives, 'text[]')}`),
    ...(organizationId ? [`i.agency_id = ${values.add(organizationId, 'uuid')}`] : []),
    ...more,
  ];
  const ofEntry = [
    ...(modifiedAfter ? [`d.changed_at >= ${values.add(modifiedAfter, 'timestamptz')}`] : []),
    ...(covering ? [coveringSql(values, covering)] : []),
    ...(distance && within
      ? [boxSql(values, within), `${distance} <= ${values.add(within.metres, 'double precision')}`]
      : []),
    ...termConditions(values, words, []),
  ];
  // Entries are long: where no condition is about them, they are not touched.
  const join = ofEntry.length === 0 ? '' : 'JOIN portal.public_doc d ON d.agency_id = i.agency_id';
  const sql = `SELECT i.id, i.agency_id, ${distance ?? '0'} AS metres, ${nameRank(values, query, words)} AS rank
    FROM portal.open_item i ${join} WHERE ${[...ofItem, ...ofEntry].join(' AND ')}`;
  return { sql, all: ofItem.length === 1 && ofEntry.length === 0 };
}

function coveringSql(values: Values, covering: readonly string[]): string {
  const covers = values.add(
    covering.map((code) => `covers:${code}`),
    'text[]',
  );
  const here = values.add(
    covering.slice(0, 1).map((code) => `area:${code}`),
    'text[]',
  );
  const inCharge = `jsonb_array_length(d.entry -> 'areasInCharge') > 0`;
  return `(i.terms && ${covers} OR (i.terms && ${here} AND NOT ${inCharge}))`;
}

/** Great-circle distance in metres; exact enough for a region. */
function distanceSql(values: Values, { latitude, longitude }: Circle): string {
  const lat = values.add(latitude, 'double precision');
  const lon = values.add(longitude, 'double precision');
  return `(12742000 * asin(least(1, sqrt(power(sin(radians(d.latitude - ${lat}) / 2), 2)
    + cos(radians(${lat})) * cos(radians(d.latitude)) * power(sin(radians(d.longitude - ${lon}) / 2), 2)))))`;
}

function boxSql(values: Values, { latitude, longitude, metres }: Circle): string {
  const high = metres / metresPerDegree;
  const wide = high / Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  const between = (column: string, middle: number, reach: number) =>
    `${column} BETWEEN ${values.add(middle - reach, 'double precision')} AND ${values.add(middle + reach, 'double precision')}`;
  return `${between('d.latitude', latitude, high)} AND ${between('d.longitude', longitude, wide)}`;
}

function statement(sql: string, values: Values): HsdsStatement {
  return {
    name: `directory.hsds.${createHash('sha1').update(sql).digest('base64url')}`,
    sql,
    values: values.list,
    // As in the search: reading the whole table would work out every row's tokens anew.
    settings: ['jit = off', ...(sql.includes(tokens) ? ['enable_seqscan = off'] : [])],
  };
}
