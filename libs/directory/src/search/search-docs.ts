import type { SqlTx } from '#libs/platform';
import { nameKey } from './corporation-forms.js';
import { normalise, phoneKey } from './normalise.js';
import { facetToken } from './search-tokens.js';

interface AgencyText {
  id: string;
  name: string;
  kana: string;
  aliases: string[];
  former_names: string[];
  legal_name: string | null;
  office_number: string | null;
  address: string | null;
  address_hidden: boolean;
  phone: string | null;
  fax: string | null;
  is_member: boolean;
  fresh_on: string;
  type_no: number;
  type_name: string;
  area_no: number | null;
  area_nos: number[];
  area_names: string[];
  services: { name: string | null; kind: string; description: string | null; disabilities: string[] }[];
  windows: { name: string; for_what: string | null; phone: string | null }[];
}

const chunkSize = 2000;
// Behind every reading: names whose reading nobody gave come last.
const withoutKana = '\uffee';

/** Makes the search entries of these agencies anew. A closed agency has none. */
export async function rebuildSearchDocs(tx: SqlTx, agencyIds: readonly string[]): Promise<void> {
  for (let from = 0; from < agencyIds.length; from += chunkSize) {
    const ids = agencyIds.slice(from, from + chunkSize);
    const texts = await tx.query<AgencyText & Record<string, unknown>>(textsSql, [ids]);
    await tx.query('DELETE FROM portal.search_doc WHERE agency_id = ANY($1::uuid[])', [ids]);
    await tx.query(insertSql, [JSON.stringify(texts.map(searchDoc))]);
  }
}

/** Only what may be published goes in: the search table is not guarded by row-level security. */
function searchDoc(text: AgencyText): object {
  const spoken = [text.name, ...text.aliases, ...text.former_names];
  const names = [...new Set(spoken.flatMap((name) => [normalise(name), nameKey(name)]))];
  return {
    agency_id: text.id,
    type_no: text.type_no,
    area_no: text.area_no,
    fresh_on: text.fresh_on,
    facets: [
      facetToken('type', text.type_no),
      ...text.area_nos.map((no) => facetToken('area', no)),
      ...memberTokens(text),
    ],
    kana: normalise(text.kana) || withoutKana,
    names: ` ${names.join(' ')} `,
    body: parts([...names, ...bodyOf(text)]),
  };
}

function memberTokens({ is_member: isMember }: AgencyText): number[] {
  return isMember ? [facetToken('member', 1)] : [];
}

function bodyOf(text: AgencyText): string[] {
  const words = [
    text.kana,
    text.legal_name,
    text.type_name,
    ...text.area_names,
    text.address_hidden ? null : text.address,
    ...text.services.flatMap((service) => [
      service.kind,
      service.name,
      service.description,
      ...service.disabilities,
    ]),
    ...text.windows.flatMap((window) => [window.name, window.for_what]),
  ];
  const numbers = [text.phone, text.fax, text.office_number, ...text.windows.map(({ phone }) => phone)];
  return [...words.map((word) => normalise(word ?? '')), ...numbers.map((number) => phoneKey(number ?? ''))];
}

/** What another part contains already would only make the entry longer. */
function parts(texts: readonly string[]): string {
  const longestFirst = [...new Set(texts)].sort((a, b) => b.length - a.length);
  const kept: string[] = [];
  for (const text of longestFirst)
    if (text !== '' && !kept.some((other) => other.includes(text))) kept.push(text);
  return kept.join(' ');
}

const textsSql = `
  SELECT a.id, a.name, a.kana, a.aliases, a.former_names, a.legal_name, a.office_number, a.address, a.address_hidden,
    a.phone, a.fax, a.is_member, t.no AS type_no, t.name AS type_name, m.no AS area_no,
    greatest(a.confirmed_on, (a.updated_at AT TIME ZONE 'Asia/Tokyo')::date,
      (SELECT max(v.as_of) FROM portal.vacancy v WHERE v.agency_id = a.id))::text AS fresh_on,
    array_remove(ARRAY[m.no, p.no, g.no], NULL) AS area_nos,
    array_remove(ARRAY[g.name, p.name, m.name], NULL) AS area_names,
    coalesce((SELECT json_agg(json_build_object('name', s.name, 'kind', k.name, 'description', s.description,
                                                'disabilities', s.disabilities) ORDER BY s.id)
              FROM portal.service s JOIN portal.service_kind k ON k.code = s.kind_code WHERE s.agency_id = a.id), '[]') AS services,
    coalesce((SELECT json_agg(json_build_object('name', w.name, 'for_what', w.for_what, 'phone', w.phone) ORDER BY w.id)
              FROM portal.contact_window w WHERE w.agency_id = a.id), '[]') AS windows
  FROM portal.agency a
  JOIN portal.agency_type t ON t.code = a.type_code
  LEFT JOIN portal.area m ON m.code = a.area_code
  LEFT JOIN portal.area p ON p.code = m.parent_code
  LEFT JOIN portal.area g ON g.code = p.parent_code
  WHERE a.id = ANY($1::uuid[]) AND a.status <> 'closed'`;

const insertSql = `
  INSERT INTO portal.search_doc (agency_id, type_no, area_no, open_until, few_until, none_until, fresh_on, facets, kana, names, body)
  SELECT x.agency_id, x.type_no, x.area_no, v.open_until, v.few_until, v.none_until, x.fresh_on, x.facets, x.kana, x.names, x.body
  FROM jsonb_to_recordset($1::jsonb) AS x(agency_id uuid, type_no smallint, area_no smallint, fresh_on date,
    facets integer[], kana text, names text, body text)
  LEFT JOIN LATERAL (
    SELECT max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'open') AS open_until,
           max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'few') AS few_until,
           max(coalesce(good_until, 'infinity')) FILTER (WHERE state = 'none') AS none_until
    FROM portal.vacancy WHERE agency_id = x.agency_id) v ON true`;
