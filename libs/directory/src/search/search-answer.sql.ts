import { type VacancyState, vacancyStates } from '../agency/vacancy.js';

/** One agency in a list. */
export interface AgencyCardRow {
  id: string;
  name: string;
  kana: string;
  type: { code: string; name: string };
  area: { code: string; name: string; prefecture: string } | null;
  address: string | null;
  phone: string | null;
  status: 'active' | 'suspended';
  isMember: boolean;
  freshOn: string;
  services: {
    id: string;
    name: string;
    capacity: number | null;
    /** Null when nothing was told, or what was told has lapsed. */
    vacancy: { state: VacancyState; available: number | null; asOf: string } | null;
  }[];
}

/** How many agencies have one value of a facet. */
export interface CountRow {
  code: string;
  name: string;
  count: number;
}

/** How many agencies lie in an area; prefectures and blocks count everything inside them. */
export interface AreaCountRow extends CountRow {
  level: 'prefecture' | 'block' | 'municipality';
  parentCode: string | null;
}

// The search counts with the numbers 1 to 4.
const stateNames = `(ARRAY[${vacancyStates.map((state) => `'${state}'`).join(', ')}])`;

/** The number that stands for a state inside the statement. */
export function numberOfState(state: VacancyState): number {
  return vacancyStates.indexOf(state) + 1;
}

/** The agencies of the page, in its order. */
export function cards(today: string): string {
  return `
  SELECT coalesce(json_agg(json_build_object(
    'id', a.id, 'name', a.name, 'kana', a.kana, 'type', json_build_object('code', t.code, 'name', t.name),
    'area', CASE WHEN m.code IS NOT NULL THEN json_build_object('code', m.code, 'name', m.name,
              'prefecture', coalesce(g.name, p.name, m.name)) END,
    'address', CASE WHEN NOT a.address_hidden THEN a.address END, 'phone', a.phone, 'status', a.status,
    'isMember', a.is_member, 'freshOn', page.fresh_on,
    'services', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', coalesce(s.name, k.name), 'capacity', s.capacity,
        'vacancy', CASE WHEN v.service_id IS NOT NULL THEN
          json_build_object('state', v.state, 'available', v.available, 'asOf', v.as_of) END) ORDER BY k.sort, s.id), '[]')
      FROM portal.service s JOIN portal.service_kind k ON k.code = s.kind_code
      LEFT JOIN portal.vacancy v ON v.service_id = s.id AND coalesce(v.good_until, 'infinity') >= ${today}
      WHERE s.agency_id = a.id)
  ) ORDER BY page.place), '[]')
  FROM page JOIN portal.agency a ON a.id = page.agency_id
  JOIN portal.agency_type t ON t.code = a.type_code
  LEFT JOIN portal.area m ON m.code = a.area_code
  LEFT JOIN portal.area p ON p.code = m.parent_code
  LEFT JOIN portal.area g ON g.code = p.parent_code`;
}

/** A chosen value stays in the list with 0: otherwise it could not be taken off any more. */
function keptWhenChosen(column: string, codes: string | undefined): string {
  return codes ? `c.n IS NOT NULL OR ${column} = ANY (${codes})` : 'c.n IS NOT NULL';
}

/** How many agencies of each type fit, whatever types are chosen. */
export function typeCounts(codes: string | undefined): string {
  return `
  SELECT coalesce(json_agg(json_build_object('code', t.code, 'name', t.name, 'count', coalesce(c.n, 0)) ORDER BY t.sort, t.code), '[]')
  FROM portal.agency_type t
  LEFT JOIN (SELECT type_no, sum(n) AS n FROM cell WHERE in_area AND in_vacancy GROUP BY type_no) c ON c.type_no = t.no
  WHERE ${keptWhenChosen('t.code', codes)}`;
}

/** How many agencies of each area fit, whatever areas are chosen; blocks and prefectures count what lies inside. */
export function areaCounts(codes: string | undefined): string {
  return `
  SELECT coalesce(json_agg(json_build_object('code', a.code, 'name', a.name, 'count', coalesce(c.n, 0), 'level', a.level,
    'parentCode', a.parent_code) ORDER BY array_remove(ARRAY[g.code, p.code, a.code], NULL)), '[]')
  FROM portal.area a
  LEFT JOIN portal.area p ON p.code = a.parent_code
  LEFT JOIN portal.area g ON g.code = p.parent_code
  LEFT JOIN (
    SELECT surrounding.code, sum(inside.n) AS n
    FROM (SELECT area_no, sum(n) AS n FROM cell WHERE in_type AND in_vacancy GROUP BY area_no) inside
    JOIN portal.area m ON m.no = inside.area_no
    LEFT JOIN portal.area p ON p.code = m.parent_code
    CROSS JOIN LATERAL (VALUES (m.code), (p.code), (p.parent_code)) surrounding (code)
    WHERE surrounding.code IS NOT NULL
    GROUP BY surrounding.code
  ) c ON c.code = a.code
  WHERE ${keptWhenChosen('a.code', codes)}`;
}

/** How many agencies with each state of free places fit, whatever states are chosen. */
export const vacancyCounts = `
  SELECT json_agg(json_build_object('state', ${stateNames}[s.no], 'count', coalesce(c.n, 0)) ORDER BY s.no)
  FROM generate_series(1, ${vacancyStates.length}) AS s (no)
  LEFT JOIN (SELECT vacancy, sum(n) AS n FROM cell WHERE in_type AND in_area GROUP BY vacancy) c ON c.vacancy = s.no`;
