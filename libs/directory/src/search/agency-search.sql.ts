import { createHash } from 'node:crypto';
import * as answer from './search-answer.sql.js';
import { nameRank, termConditions, tokens, Values } from './search-conditions.js';
import type { AgencySearchRequest, SearchSort } from './search-request.js';
import type { SearchTerm } from './search-terms.js';
import { facetToken } from './search-tokens.js';

/** Everything the statement depends on. */
export interface SearchStatementInput extends AgencySearchRequest {
  readonly terms: readonly SearchTerm[];
  readonly offset: number;
  readonly today: string;
  readonly ownAgencyId: string | null;
}

/** A prepared statement. Equal shapes have equal names, so that a connection prepares each shape once. */
export interface SearchStatement {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Page, total and facet counts of a search in one statement, whose only row carries them as JSON. */
export function searchStatement(input: SearchStatementInput): SearchStatement {
  const values = new Values();
  const today = values.add(input.today, 'date');
  const areaSpace = values.add(facetToken('area', 0), 'integer');
  const types = chosen(values, input.types, typeNumbers);
  const areas = chosen(values, input.areas, areaNumbers);
  const vacancies =
    input.vacancies.length === 0
      ? undefined
      : values.add(input.vacancies.map(answer.numberOfState), 'smallint[]');
  const inType = types ? `type_no = ANY (${types.numbers})` : 'true';
  const inArea = areas ? `coalesce(area_no = ANY (${areas.numbers}), false)` : 'true';
  const inVacancy = vacancies ? `vacancy = ANY (${vacancies})` : 'true';
  const found = [
    ...termConditions(values, input.terms, input.membersOnly),
    // Each count leaves out its own facet, so two facets need what fits either of them; one alone needs everything.
    ...(types && areas
      ? [`${tokens} && (${tokensOf('type', types.codes)} || ${tokensOf('area', areas.codes)})`]
      : []),
  ];
  const sql = `
    WITH own AS (
      SELECT m.no AS municipality, ${areaSpace} + p.no AS around, ${areaSpace} + g.no AS beyond
      FROM portal.agency a JOIN portal.area m ON m.code = a.area_code
      LEFT JOIN portal.area p ON p.code = m.parent_code LEFT JOIN portal.area g ON g.code = p.parent_code
      WHERE a.id = ${values.add(input.ownAgencyId, 'uuid')}
    ), hit AS MATERIALIZED (
      SELECT d.agency_id, d.type_no, d.area_no, d.fresh_on, d.kana, ${nameRank(values, input.query, input.terms)} AS name_rank,
        ${nearness} AS nearness,
        CASE WHEN d.open_until >= ${today} THEN 1 WHEN d.few_until >= ${today} THEN 2 WHEN d.none_until >= ${today} THEN 3
             ELSE 4 END::smallint AS vacancy
      FROM portal.search_doc d
      ${found.length === 0 ? '' : `WHERE ${found.join(' AND ')}`}
    ), cell AS MATERIALIZED (
      SELECT type_no, area_no, vacancy, ${inType} AS in_type, ${inArea} AS in_area, ${inVacancy} AS in_vacancy, n
      FROM (SELECT type_no, area_no, vacancy, count(*) AS n FROM hit GROUP BY type_no, area_no, vacancy) grouped
    ), page AS (
      SELECT row_number() OVER (ORDER BY ${orders[input.sort]}) AS place, agency_id, fresh_on
      FROM hit WHERE ${inType} AND ${inArea} AND ${inVacancy}
      ORDER BY ${orders[input.sort]}
      LIMIT ${values.add(input.perPage, 'integer')} OFFSET ${values.add(input.offset, 'integer')}
    )
    SELECT
      (SELECT coalesce(sum(n), 0)::int FROM cell WHERE in_type AND in_area AND in_vacancy) AS total,
      (${answer.cards(today)}) AS items,
      (${answer.typeCounts(types?.codes)}) AS types,
      (${answer.areaCounts(areas?.codes)}) AS areas,
      (${answer.vacancyCounts}) AS vacancies`;
  return {
    name: `directory.search.${createHash('sha1').update(sql).digest('base64url')}`,
    sql,
    values: values.list,
  };
}

interface Chosen {
  readonly codes: string;
  readonly numbers: string;
}

function chosen(
  values: Values,
  codes: readonly string[],
  numbers: (codes: string) => string,
): Chosen | undefined {
  if (codes.length === 0) return undefined;
  const place = values.add(codes, 'text[]');
  return { codes: place, numbers: `ARRAY(${numbers(place)})` };
}

function typeNumbers(codes: string): string {
  return `SELECT no FROM portal.agency_type WHERE code = ANY (${codes})`;
}

/** A chosen prefecture or block stands for the municipalities inside it. */
function areaNumbers(codes: string): string {
  return `SELECT m.no FROM portal.area m LEFT JOIN portal.area p ON p.code = m.parent_code
          WHERE m.code = ANY (${codes}) OR p.code = ANY (${codes}) OR p.parent_code = ANY (${codes})`;
}

function tokensOf(facet: 'type' | 'area', codes: string): string {
  const table = facet === 'type' ? 'agency_type' : 'area';
  return `ARRAY(SELECT ${facetToken(facet, 0)} + no FROM portal.${table} WHERE code = ANY (${codes}))`;
}

const nearness = `CASE WHEN d.area_no = (SELECT municipality FROM own) THEN 0
  WHEN (SELECT around FROM own) = ANY (d.facets) THEN 1 WHEN (SELECT beyond FROM own) = ANY (d.facets) THEN 2 ELSE 3 END`;

// The id last, so that no agency stands on two pages. A name without a reading comes after those with one.
const byKana = `kana = '', kana COLLATE "C", agency_id`;
const orders: Readonly<Record<SearchSort, string>> = {
  relevance: `name_rank, nearness, fresh_on DESC, ${byKana}`,
  kana: byKana,
  updated: `fresh_on DESC, ${byKana}`,
  vacancy: `vacancy, name_rank, nearness, ${byKana}`,
};
