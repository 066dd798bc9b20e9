import { createHash } from 'node:crypto';
import { type VacancyState, vacancyStates } from '../agency/vacancy.js';
import { nameRank, termConditions, tokens, Values } from './search-conditions.js';
import type { SearchSort } from './search-request.js';
import type { SearchTerm } from './search-terms.js';

/** Everything the statement depends on; types and areas by the numbers that stand for them. */
export interface SearchStatementInput {
  readonly query: string;
  readonly terms: readonly SearchTerm[];
  /** Undefined where nothing is chosen; empty where what is chosen does not exist. */
  readonly types: readonly number[] | undefined;
  readonly areas: readonly number[] | undefined;
  readonly vacancies: readonly VacancyState[];
  readonly membersOnly: boolean;
  /** Tokens of which every row that counts must have one; undefined where all rows count. */
  readonly facetTokens: readonly number[] | undefined;
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

/** Page, total and facet counts of a search in one statement, whose only row carries them as JSON. */
export function searchStatement(input: SearchStatementInput): SearchStatement {
  const values = new Values();
  const today = values.add(input.today, 'date');
  const inType = input.types ? `type_no = ANY (${values.add(input.types, 'smallint[]')})` : 'true';
  const inArea = input.areas
    ? `coalesce(area_no = ANY (${values.add(input.areas, 'smallint[]')}), false)`
    : 'true';
  const states = input.vacancies.map((state) => vacancyStates.indexOf(state) + 1);
  const inVacancy = states.length > 0 ? `vacancy = ANY (${values.add(states, 'smallint[]')})` : 'true';
  const conditions = [
    ...termConditions(values, input.terms, input.membersOnly),
    ...(input.facetTokens ? [`${tokens} && ${values.add(input.facetTokens, 'integer[]')}`] : []),
  ];
  // Rows that match may be many: of each only what the counts and the order need is kept.
  const sql = `
    WITH hit AS MATERIALIZED (
      SELECT d.agency_id, d.type_no, d.area_no, d.fresh_on, ${input.sort === 'kana' ? 'd.kana, ' : ''}
        (${nameRank(values, input.query, input.terms)} * 4 + ${nearnessRank(values, input.nearness)})::smallint AS rank,
        CASE WHEN d.open_until >= ${today} THEN 1 WHEN d.few_until >= ${today} THEN 2 WHEN d.none_until >= ${today} THEN 3
             ELSE 4 END::smallint AS vacancy
      FROM portal.search_doc d
      ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
    ), cell AS MATERIALIZED (
      SELECT type_no, area_no, vacancy, count(*)::integer AS n FROM hit GROUP BY type_no, area_no, vacancy
    ), page AS (
      SELECT agency_id, type_no, area_no, fresh_on, row_number() OVER () AS place FROM (
        SELECT * FROM hit WHERE ${inType} AND ${inArea} AND ${inVacancy}
        ORDER BY ${orders[input.sort]}
        LIMIT ${values.add(input.perPage, 'integer')} OFFSET ${values.add(input.offset, 'integer')}
      ) first
    )
    SELECT
      (SELECT coalesce(sum(n), 0)::integer FROM cell WHERE ${inType} AND ${inArea} AND ${inVacancy}) AS total,
      (${counts('type_no', [inArea, inVacancy])}) AS types,
      (${counts('area_no', [inType, inVacancy])}) AS areas,
      (${counts('vacancy', [inType, inArea])}) AS vacancies,
      (${items(today)}) AS items`;
  return {
    name: `directory.search.${createHash('sha1').update(sql).digest('base64url')}`,
    sql,
    values: values.list,
    settings: conditions.some((condition) => condition.includes(tokens)) ? searchByIndex : everySearch,
  };
}

/** 0 to 3 by how near the area is; 3 where nothing is known. */
function nearnessRank(values: Values, nearness: readonly number[]): string {
  return nearness.length === 0 ? '3' : `coalesce((${values.add(nearness, 'smallint[]')})[d.area_no], 3)`;
}

// The id last, so that no agency stands on two pages; ids follow one another in the order of entry.
const orders: Readonly<Record<SearchSort, string>> = {
  relevance: 'rank, fresh_on DESC, agency_id',
  kana: 'kana COLLATE "C", agency_id',
  updated: 'fresh_on DESC, agency_id',
  vacancy: 'vacancy, rank, agency_id',
};

/** How often each value occurs; a facet's own choice is left out, so that its alternatives keep their numbers. */
function counts(column: 'type_no' | 'area_no' | 'vacancy', chosenElsewhere: readonly string[]): string {
  return `SELECT coalesce(json_agg(json_build_array(${column}, n)), '[]') FROM (
    SELECT ${column}, sum(n) AS n FROM cell WHERE ${chosenElsewhere.join(' AND ')} GROUP BY ${column}) counted`;
}

function items(today: string): string {
  return `
  SELECT coalesce(json_agg(json_build_object(
    'id', a.id, 'name', a.name, 'kana', a.kana, 'typeNo', page.type_no, 'areaNo', page.area_no,
    'address', CASE WHEN NOT a.address_hidden THEN a.address END, 'phone', a.phone, 'status', a.status,
    'isMember', a.is_member, 'freshOn', page.fresh_on,
    'services', (
      SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', coalesce(s.name, k.name), 'capacity', s.capacity,
        'vacancy', CASE WHEN v.service_id IS NOT NULL THEN
          json_build_object('state', v.state, 'available', v.available, 'asOf', v.as_of) END) ORDER BY k.sort, s.id), '[]')
      FROM portal.service s JOIN portal.service_kind k ON k.code = s.kind_code
      LEFT JOIN portal.vacancy v ON v.service_id = s.id AND coalesce(v.good_until, 'infinity') >= ${today}
      WHERE s.agency_id = a.id)
  ) ORDER BY page.place), '[]')
  FROM page JOIN portal.agency a ON a.id = page.agency_id`;
}
