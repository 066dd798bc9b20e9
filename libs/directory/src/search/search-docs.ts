import type { SqlTx } from '#libs/platform';
import { disabilities } from '../entry/entry.codes.js';
import type { Entry } from '../entry/entry.js';
import { entryJson } from '../entry/entry.reading.js';
import { shownTo } from '../entry/entry.visibility.js';
import { nameKey } from './corporation-forms.js';
import { normalise, phoneKey } from './normalise.js';
import { featuresOf, searchFeatures } from './search-features.js';
import { searchCard } from './search-card.js';
import { facetToken } from './search-tokens.js';

/** An entry with what the taxonomies say about it. */
interface EntryText {
  entry: Entry;
  type_no: number;
  type_name: string;
  area_no: number | null;
  area_nos: number[];
  area_names: string[];
  kinds: Record<string, { no: number; name: string }>;
  fresh_on: string;
  on_page: boolean;
  in_open_data: boolean;
}

const chunkSize = 250;
// Behind every reading: names whose reading nobody gave come last.
const withoutKana = '\uffee';

/**
 * Makes the search entries of these agencies anew, the members' and the public's. A closed agency has none. `progress` hears
 * how many are done.
 */
export async function rebuildSearchDocs(
  tx: SqlTx,
  agencyIds: readonly string[],
  progress: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  // In one order over all chunks, so that two of these never wait for each other.
  const inTurn = [...agencyIds].sort();
  let texts = await readTexts(tx, inTurn.slice(0, chunkSize));
  let writing = Promise.resolve();
  for (let from = 0; from < inTurn.length; from += chunkSize) {
    // While the database writes one chunk, the next one is prepared.
    const statement = putStatement(inTurn.slice(from, from + chunkSize), texts);
    await writing;
    await progress(from);
    texts = await readTexts(tx, inTurn.slice(from + chunkSize, from + 2 * chunkSize));
    writing = tx.query(...statement).then(() => undefined);
    // Whatever fails is thrown where it is waited for.
    writing.catch(() => undefined);
  }
  await writing;
}

async function readTexts(tx: SqlTx, ids: readonly string[]): Promise<EntryText[]> {
  if (ids.length === 0) return [];
  await tx.query(lockSql, [ids]);
  return tx.query<EntryText & Record<string, unknown>>(textsSql, [ids]);
}

function putStatement(ids: readonly string[], texts: readonly EntryText[]): [sql: string, values: unknown[]] {
  const docs = texts.flatMap(docsOf);
  const published = texts.flatMap((text) => (isPublished(text) ? [publicEntry(text)] : []));
  return [
    'SELECT portal.put_search_docs($1::uuid[], $2::jsonb, $3::jsonb)',
    [ids, JSON.stringify(docs), JSON.stringify(published)],
  ];
}

function isPublished({ on_page, in_open_data }: EntryText): boolean {
  return on_page || in_open_data;
}

function publicEntry({ entry, on_page, in_open_data }: EntryText): object {
  return { agency_id: entry.id, on_page, in_open_data, entry: shownTo('public', entry) };
}

/** Most entries look alike to members and to the public: those have one search entry for both. */
function docsOf(text: EntryText): object[] {
  const members = shownTo('members', text.entry);
  if (!isPublished(text)) return [searchDoc(text, members, ['members'])];
  const everybody = shownTo('public', text.entry);
  return looksAlike(members, everybody)
    ? [searchDoc(text, members, ['members', 'public'])]
    : [searchDoc(text, members, ['members']), searchDoc(text, everybody, ['public'])];
}

/** Whether the public sees all that members see. Its lists are parts of theirs. */
function looksAlike(members: Entry, everybody: Entry): boolean {
  return (Object.keys(members) as (keyof Entry)[]).every((name) => {
    const [one, other] = [members[name], everybody[name]];
    if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length;
    return one === other || name === 'visibility';
  });
}

/** Only what the reader of this table may see goes in: it is not guarded by row-level security. */
function searchDoc(text: EntryText, entry: Entry, faces: readonly ('members' | 'public')[]): object {
  const services = entry.services.filter(({ endedOn }) => endedOn === null);
  const spoken = [entry.name, ...entry.aliases, ...entry.formerNames];
  const names = [...new Set(spoken.flatMap((name) => [normalise(name), nameKey(name)]))];
  const serviceNos = inOrder(services.map(({ kind }) => text.kinds[kind]!.no));
  const disabilityNos = inOrder(services.flatMap((service) => service.disabilities.map(disabilityNo)));
  const featureNos = featuresOf(entry).map((feature) =>
    searchFeatures.findIndex(([code]) => code === feature),
  );
  return {
    agency_id: entry.id,
    faces,
    type_no: text.type_no,
    area_no: text.area_no,
    fresh_on: text.fresh_on,
    facets: [
      facetToken('type', text.type_no),
      ...text.area_nos.map((no) => facetToken('area', no)),
      ...(entry.isMember ? [facetToken('member', 1)] : []),
      ...serviceNos.map((no) => facetToken('service', no)),
      ...disabilityNos.map((no) => facetToken('disability', no)),
      ...featureNos.map((no) => facetToken('feature', no)),
    ],
    kana: normalise(entry.kana) || withoutKana,
    names: ` ${names.join(' ')} `,
    body: parts([...names, ...bodyOf(text, entry, services)]),
    service_nos: serviceNos,
    disability_nos: disabilityNos,
    features: featureNos.reduce((bits, no) => bits | (1 << no), 0),
    latitude: entry.latitude,
    longitude: entry.longitude,
    suspended: entry.status === 'suspended',
    openings: openingsOf(entry, services),
    card: searchCard(entry, services),
  };
}

/** Each once, the smallest first: equal sets are equal lists. */
function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The rules of each service; null where none has any, and for an agency that is closed for a time. */
function openingsOf(entry: Entry, services: Entry['services']): object | null {
  const openings = services.map(({ opening }) => opening);
  return entry.status === 'suspended' || openings.every((opening) => opening === null) ? null : openings;
}

/** The number that stands for a disability in the search table: its place in the list, from 1. */
export function disabilityNo(code: string): number {
  return disabilities.findIndex(([known]) => known === code) + 1;
}

function bodyOf(text: EntryText, entry: Entry, services: Entry['services']): string[] {
  const nameOfDisability = (code: string) => disabilities.find(([known]) => known === code)?.[1];
  const words = [
    entry.kana,
    entry.legalName,
    text.type_name,
    ...text.area_names,
    entry.address,
    entry.description,
    ...services.flatMap((service) => [
      text.kinds[service.kind]!.name,
      service.name,
      service.description,
      service.eligibility,
      ...service.disabilities.map(nameOfDisability),
    ]),
    ...entry.windows.flatMap((window) => [window.name, window.forWhat]),
    ...entry.traineeOffers.map(({ job }) => job),
  ];
  const numbers = [
    ...[entry.phone, entry.fax, entry.officeNumber, entry.postalCode],
    ...entry.windows.map(({ phone }) => phone),
  ];
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

// Whoever withdraws, hides or closes an entry holds it, too: what is read next is what stands when it is written, and nothing
// that was withdrawn in between comes back. Referrals may still be made to it.
const lockSql = 'SELECT FROM portal.agency WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE';

const textsSql = `
  SELECT ${entryJson('a')} AS entry, t.no AS type_no, t.name AS type_name, m.no AS area_no,
    greatest(a.confirmed_on, (a.updated_at AT TIME ZONE 'Asia/Tokyo')::date,
      (SELECT max(v.as_of) FROM portal.vacancy v WHERE v.agency_id = a.id))::text AS fresh_on,
    array_remove(ARRAY[m.no, p.no, g.no], NULL) AS area_nos,
    array_remove(ARRAY[g.name, p.name, m.name], NULL) AS area_names,
    (SELECT coalesce(jsonb_object_agg(k.code, jsonb_build_object('no', k.no, 'name', k.name)), '{}')
     FROM portal.service_kind k
     WHERE k.code IN (SELECT s.kind_code FROM portal.service s WHERE s.agency_id = a.id)) AS kinds,
    EXISTS (SELECT FROM portal.publication u WHERE u.agency_id = a.id AND u.channel = 'public_page' AND u.agreed) AS on_page,
    EXISTS (SELECT FROM portal.publication u WHERE u.agency_id = a.id AND u.channel = 'open_data' AND u.agreed) AS in_open_data
  FROM portal.agency a
  JOIN portal.agency_type t ON t.code = a.type_code
  LEFT JOIN portal.area m ON m.code = a.area_code
  LEFT JOIN portal.area p ON p.code = m.parent_code
  LEFT JOIN portal.area g ON g.code = p.parent_code
  WHERE a.id = ANY($1::uuid[]) AND a.status <> 'closed'`;
