import { createHash } from 'node:crypto';
import { type VacancyState, vacancyStates } from '../agency/vacancy.js';
import { nameRank, termConditions, tokens, Values } from './search-conditions.js';
import { faces, type SearchFace } from './search-face.js';
import { distances, type SearchSort } from './search-request.js';
import type { SearchTerm } from './search-terms.js';

/** A choice within a facet as the numbers that stand for it; undefined where nothing is chosen, empty where it does not exist. */
export type ChosenNumbers = readonly number[] | undefined;

/** Everything the statement depends on. */
export interface SearchStatementInput {
  readonly face: SearchFace;
  readonly query: string;
  readonly terms: readonly SearchTerm[];
  readonly types: ChosenNumbers;
  readonly areas: ChosenNumbers;
  readonly services: ChosenNumbers;
  readonly disabilities: ChosenNumbers;
  readonly vacancies: readonly VacancyState[];
  /** Index tokens that every row must have: members only, and each chosen feature. */
  readonly demanded: readonly number[];
  /** Only these agencies are asked for; undefined for all of them. */
  readonly among?: readonly string[] | undefined;
  /** Sets of index tokens of each of which every row that counts anywhere must have one. */
  readonly anyOf: readonly (readonly number[])[];
  /** The opening patterns that are open now; undefined where that is not asked. */
  readonly openPatterns: readonly string[] | undefined;
  readonly center: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly within: number | null;
  readonly sort: SearchSort;
  readonly offset: number;
  readonly perPage: number;
  readonly today: string;
  /** How near each area is to the asker's, by its number: 0 the same, 1 and 2 in the area around it, 3 elsewhere. */
  readonly nearness: readonly number[];
}

/** A prepared statement. Equal shapes have equal names, so that a connection prepares each shape once. */
export interface SearchStatement {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly settings: readonly string[];
}

// The plan is the same for every word, and making it anew, or compiling it, takes longer than most searches.
const everySearch = ['plan_cache_mode = force_generic_plan', 'jit = off', `work_mem = '32MB'`];
// Reading the whole table would work out every row's tokens anew (measured: 1.1 s against 20 ms).
const searchByIndex = [...everySearch, 'enable_seqscan = off'];

/** A facet of which a row may fail the choice; each has a bit of its own. */
const narrowing = ['types', 'areas', 'services', 'disabilities', 'vacancies', 'open', 'near'] as const;
export type Narrowing = (typeof narrowing)[number];

/**
 * Page, total and facet counts of a search in one statement, whose only row carries them. Counts come in cells: how many
 * rows share a value and fail the same choice. What a profile stands for the reader knows already; taking profiles apart
 * here would cost more than all the rest.
 */
export function searchStatement(input: SearchStatementInput): SearchStatement {
  const values = new Values();
  const today = values.add(input.today, 'date');
  const { card, vacancies } = faces[input.face];
  const near = input.center !== undefined;
  const { sql: hits, fails, conditions } = matching(values, input, today);
  const columns = ['profile', 'area_no', 'vacancy', ...(near ? ['ring'] : [])];
  const cells = (column: string) => `
      (SELECT string_agg(${column} || ' ' || fails || ' ' || n, ',') FROM cell WHERE kept = ${keptBy(column, columns)})`;
  // A row that fails the choice of two facets counts in none of them: each facet leaves out no choice but its own.
  const sql = `
    WITH ${hits}, cell AS MATERIALIZED (
      SELECT fails, ${columns.join(', ')}, grouping(${columns.join(', ')}) AS kept, count(*)::integer AS n
      FROM (SELECT fails, ${counted(columns)} FROM hit) h ${fails.length > 1 ? 'WHERE fails & (fails - 1) = 0' : ''}
      GROUP BY GROUPING SETS (${columns.map((column) => `(fails, ${column})`).join(', ')})
    ), page AS MATERIALIZED (
      SELECT agency_id, profile, area_no, fresh_on, metres, row_number() OVER () AS place FROM (
        SELECT * FROM hit WHERE fails = 0
        ORDER BY ${orders[input.sort]}
        LIMIT ${values.add(input.perPage, 'integer')} OFFSET ${values.add(input.offset, 'integer')}
      ) first
    )
    SELECT ${cells('profile')} AS profiles, ${cells('area_no')} AS areas, ${cells('vacancy')} AS vacancies,
      ${near ? cells('ring') : 'NULL'} AS rings,
      (SELECT version FROM portal.synonym_version) AS synonyms,
      (${items(card, vacancies, today)}) AS items`;
  return statement(sql, values, conditions);
}

/** The ids of all agencies of a search in their order, in one row. */
export function idsStatement(input: SearchStatementInput): SearchStatement {
  const values = new Values();
  const { sql: hits, conditions } = matching(values, input, values.add(input.today, 'date'));
  const sql = `
    WITH ${hits}
    SELECT coalesce(array_agg(agency_id ORDER BY ${orders[input.sort]}), '{}') AS ids,
      (SELECT version FROM portal.synonym_version) AS synonyms
    FROM hit WHERE fails = 0`;
  return statement(sql, values, conditions);
}

/** The rows that contain the words, each with what the counts and the order need, and with the facets whose choice it fails. */
function matching(
  values: Values,
  input: SearchStatementInput,
  today: string,
): { sql: string; fails: Narrowing[]; conditions: string[] } {
  const { table, rows } = faces[input.face];
  const conditions = [
    ...(rows ? [rows] : []),
    ...(input.among ? [`d.agency_id = ANY (${values.add(input.among, 'uuid[]')})`] : []),
    ...termConditions(values, input.terms, input.demanded),
    ...input.anyOf.map((set) => `${tokens} && ${values.add(set, 'integer[]')}`),
  ];
  const rank = `${nameRank(values, input.query, input.terms)} * 4 + ${nearnessRank(values, input.nearness)}`;
  const near = input.center !== undefined;
  const matches = choices(values, input);
  const fails = narrowing.filter((facet) => matches[facet] !== undefined);
  const failing = fails
    .map((facet) => `CASE WHEN ${matches[facet]} THEN 0 ELSE ${bitOf(facet)} END`)
    .join(' + ');
  const kana = input.sort === 'kana' ? 'kana, ' : '';
  // Rows that match may be many: of each only what is needed is kept.
  const sql = `found AS (
      SELECT d.agency_id, d.profile, d.area_no, d.fresh_on, ${kana}${carried(fails)}
        (${rank} + CASE WHEN d.suspended THEN 16 ELSE 0 END)::smallint AS rank,
        CASE WHEN d.suspended THEN 4 WHEN d.open_until >= ${today} THEN 1 WHEN d.few_until >= ${today} THEN 2
             WHEN d.none_until >= ${today} THEN 3 ELSE 4 END::smallint AS vacancy,
        ${near ? metres(values, input.center) : 'NULL::integer'} AS metres
      FROM ${table} d
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
    ), hit AS MATERIALIZED (
      SELECT agency_id, profile, area_no, fresh_on, ${kana}rank, vacancy, metres, ${near ? `${ring} AS ring, ` : ''}
        (${failing || '0'})::smallint AS fails
      FROM found
    )`;
  return { sql, fails, conditions };
}

function statement(sql: string, values: Values, conditions: readonly string[]): SearchStatement {
  return {
    name: `directory.search.${createHash('sha1').update(sql).digest('base64url')}`,
    sql,
    values: values.list,
    settings: conditions.some((condition) => condition.includes(tokens)) ? searchByIndex : everySearch,
  };
}

/** What a row must hold for each facet of which something is chosen. */
function choices(values: Values, input: SearchStatementInput): Partial<Record<Narrowing, string>> {
  const { types, areas, services, disabilities, vacancies, openPatterns, within } = input;
  const states = vacancies.map((state) => vacancyStates.indexOf(state) + 1);
  return {
    ...(types ? { types: `type_no = ANY (${values.add(types, 'smallint[]')})` } : {}),
    ...(areas ? { areas: `area_no = ANY (${values.add(areas, 'smallint[]')})` } : {}),
    ...(services ? { services: `service_nos && ${values.add(services, 'smallint[]')}` } : {}),
    ...(disabilities ? { disabilities: `disability_nos && ${values.add(disabilities, 'smallint[]')}` } : {}),
    ...(states.length > 0 ? { vacancies: `vacancy = ANY (${values.add(states, 'smallint[]')})` } : {}),
    ...(openPatterns ? { open: `opening = ANY (${values.add(openPatterns, 'bigint[]')})` } : {}),
    ...(within === null ? {} : { near: `metres <= ${values.add(within * 1000, 'integer')}` }),
  };
}

// Whoever fails the choice of one of these counts for that choice alone, and never by profile: of profiles there are thousands.
const besideProfiles = ['areas', 'vacancies', 'near'] as const;

/** The columns to be counted, without the profiles that count for nothing. */
function counted(columns: readonly string[]): string {
  const mask = besideProfiles.reduce((bits, facet) => bits | bitOf(facet), 0);
  const needed = `CASE WHEN fails & ${mask} = 0 THEN profile END AS profile`;
  return columns.map((column) => (column === 'profile' ? needed : column)).join(', ');
}

/** What a cell is marked with that fails the choice of this facet. */
export const bitOf = (facet: Narrowing): number => 1 << narrowing.indexOf(facet);

/** Columns that only a choice needs. */
function carried(fails: readonly Narrowing[]): string {
  const needed: Partial<Record<Narrowing, string>> = {
    types: 'd.type_no, ',
    services: 'd.service_nos, ',
    disabilities: 'd.disability_nos, ',
    open: 'd.opening, ',
  };
  return fails.map((facet) => needed[facet] ?? '').join('');
}

/** How the rows are marked that were grouped by this column. */
function keptBy(column: string, columns: readonly string[]): number {
  return Number.parseInt(columns.map((other) => (other === column ? '0' : '1')).join(''), 2);
}

/** 0 to 3 by how near the area is; 3 where nothing is known. */
function nearnessRank(values: Values, nearness: readonly number[]): string {
  return nearness.length === 0 ? '3' : `coalesce((${values.add(nearness, 'smallint[]')})[d.area_no], 3)`;
}

/** As the crow flies (haversine, a globe of 6,371 km). */
function metres(values: Values, center: SearchStatementInput['center']): string {
  const latitude = values.add(center?.latitude, 'double precision');
  const longitude = values.add(center?.longitude, 'double precision');
  return `round(12742000 * asin(sqrt(least(1, power(sin(radians(d.latitude - ${latitude}) / 2), 2)
    + cos(radians(${latitude})) * cos(radians(d.latitude)) * power(sin(radians(d.longitude - ${longitude}) / 2), 2)))))::integer`;
}

/** The place of the smallest circle around a hit; one further when it lies outside of all, none when nobody knows. */
const ring = `CASE WHEN metres IS NOT NULL THEN width_bucket(metres - 1, ARRAY[${distances.map((km) => km * 1000).join(', ')}]) END::smallint`;

// The id last, so that no agency stands on two pages; ids follow one another in the order of entry.
const orders: Readonly<Record<SearchSort, string>> = {
  relevance: 'rank, fresh_on DESC, agency_id',
  kana: 'kana COLLATE "C", agency_id',
  updated: 'fresh_on DESC, agency_id',
  vacancy: 'vacancy, rank, agency_id',
  distance: 'metres NULLS LAST, rank, agency_id',
};

function items(card: string, vacancies: string, today: string): string {
  return `
  SELECT coalesce(json_agg(json_build_object(
    'id', page.agency_id, 'profile', page.profile::text, 'areaNo', page.area_no, 'freshOn', page.fresh_on, 'metres', page.metres, 'card', c.card, 'vacancies', told.vacancies) ORDER BY page.place), '[]')
  FROM page
  JOIN portal.search_card c ON c.agency_id = page.agency_id AND c.face = '${card}'
  LEFT JOIN (
    SELECT v.agency_id, json_object_agg(v.service_id, json_build_object('state', v.state, 'available', v.available,
      'asOf', v.as_of)) AS vacancies
    FROM ${vacancies} AND coalesce(v.good_until, 'infinity') >= ${today} GROUP BY v.agency_id) told
  ON told.agency_id = page.agency_id`;
}
