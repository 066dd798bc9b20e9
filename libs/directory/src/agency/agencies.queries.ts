import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, NotFound } from '#libs/platform';
import { type FieldChange, withChanges } from '../entry/entry.changes.js';
import { type Entry, type EntryService, type Visibility, visibilities } from '../entry/entry.js';
import { entryJson } from '../entry/entry.reading.js';
import { shownTo } from '../entry/entry.visibility.js';
import type { AgencyFileRow } from './agency-files.service.js';
import { mayKeepEntry } from './entry.policy.js';
import type { Vacancy } from './vacancy.js';

/** In operation, closed for a time, closed for good. */
export const agencyStatuses = ['active', 'suspended', 'closed'] as const;

/** A service with the name of its kind and what was last told about its free places. */
export interface ServiceRow extends EntryService {
  readonly kindName: string;
  readonly vacancy: Vacancy | null;
}

/** What an agency has announced for a later day. */
export interface AnnouncedChange {
  readonly id: string;
  readonly on: string;
  readonly note: string | null;
  /** What will stand there then, as far as the reader may see it. */
  readonly status: Entry['status'];
  readonly until: string | null;
  readonly address: string | null;
  readonly successor: { readonly id: string; readonly name: string } | null;
  readonly moves: boolean;
}

/** An agency with everything on its page, as far as the reader may see it. */
export interface AgencyRow {
  readonly entry: Entry;
  /** For whom this was read: what is for a narrower circle is not in it. */
  readonly circle: Visibility;
  readonly type: { code: string; name: string };
  readonly area: { code: string; name: string; block: string | null; prefecture: string } | null;
  readonly updatedAt: string;
  readonly services: readonly ServiceRow[];
  /** Municipalities in charge of, with the block around each. */
  readonly areasInCharge: readonly { code: string; name: string; around: string }[];
  /** Who carries on; after several mergers the last of them. */
  readonly successor: { id: string; name: string } | null;
  readonly announced: readonly AnnouncedChange[];
  readonly files: readonly Omit<AgencyFileRow, 'sort'>[];
  /** How many edits of this agency wait for approval; none but its keepers learn of any. */
  readonly waiting: number;
}

interface Found extends Omit<AgencyRow, 'circle' | 'services' | 'announced'> {
  kindNames: Record<string, string>;
  vacancies: Record<string, Vacancy>;
  planned: { id: string; on: string; note: string | null; changes: FieldChange[] }[];
  names: Record<string, string>;
}

type EntryNamesRow = Pick<Found, 'type' | 'area' | 'areasInCharge' | 'kindNames'>;

/** Reads agencies. */
@Injectable()
export class AgenciesQueries {
  constructor(private readonly db: Database) {}

  /**
   * One agency with its services, free places, windows and files, as this reader may see it.
   * @throws {NotFound}
   */
  async withServices(actor: Actor, id: string): Promise<AgencyRow> {
    return this.page(actor, id, circleOf(actor, id));
  }

  /**
   * The same as another circle would see it, made of an entry that is not kept yet.
   * @throws {NotFound}
   */
  async previewOf(actor: Actor, entry: Entry, circle: Visibility): Promise<AgencyRow> {
    const row = await this.page(actor, entry.id, 'own');
    const shown = shownTo(circle, entry);
    const { kindNames, ...names } = await this.namesFor(actor, shown);
    return {
      ...row,
      ...names,
      entry: shown,
      circle,
      services: shown.services.map((service) => ({
        ...service,
        kindName: kindNames[service.kind] ?? service.kind,
        vacancy: row.services.find((known) => known.id === service.id)?.vacancy ?? null,
      })),
      files: row.files.filter(
        ({ visibility }) => visibilities.indexOf(visibility) <= visibilities.indexOf(circle),
      ),
      announced: [],
      waiting: 0,
    };
  }

  private async namesFor(actor: Actor, entry: Entry): Promise<EntryNamesRow> {
    const [row] = await this.db.read<{ names: EntryNamesRow }>(
      actor,
      { name: 'directory.agency-names', sql: namesSql },
      [entry.type, entry.area, entry.areasInCharge, entry.services.map(({ kind }) => kind)],
    );
    return row!.names;
  }

  private async page(actor: Actor, id: string, circle: Visibility): Promise<AgencyRow> {
    const [row] = await this.db.read<{ agency: Found }>(actor, { name: 'directory.agency', sql: agencySql }, [
      id,
    ]);
    if (!row) throw new NotFound();
    const { kindNames, vacancies, planned, names, ...found } = row.agency;
    const entry = shownTo(circle, found.entry);
    return {
      ...found,
      entry,
      circle,
      services: entry.services.map((service) => ({
        ...service,
        kindName: kindNames[service.kind] ?? service.kind,
        vacancy: entry.status === 'active' ? (vacancies[service.id] ?? null) : null,
      })),
      files: found.files.filter(
        ({ visibility }) => visibilities.indexOf(visibility) <= visibilities.indexOf(circle),
      ),
      announced: planned.map((change) => announced(found.entry, change, circle, names)),
    };
  }
}

/** For whom an entry is shown: whoever keeps it, a member of the network, or anybody else who is signed in. */
function circleOf(actor: Actor, agencyId: string): Visibility {
  if (actor.agencyId === null || actor.role === null) return 'public';
  return mayKeepEntry({ agencyId: actor.agencyId, role: actor.role }, agencyId) ? 'own' : 'members';
}

function announced(
  entry: Entry,
  { id, on, note, changes }: Found['planned'][number],
  circle: Visibility,
  names: Readonly<Record<string, string>>,
): AnnouncedChange {
  const then = shownTo(circle, withChanges(entry, changes));
  const { successorId } = then;
  return {
    id,
    on,
    note: note ?? then.statusNote,
    status: then.status,
    until: then.statusUntil,
    address: then.address,
    successor: successorId === null ? null : { id: successorId, name: names[successorId] ?? '' },
    moves: !changes.some(({ path }) => path.startsWith('status')),
  };
}

const areaJson = `CASE WHEN m.code IS NOT NULL THEN json_build_object('code', m.code, 'name', m.name,
  'block', CASE WHEN p.level = 'block' THEN p.name END, 'prefecture', coalesce(g.name, p.name, m.name)) END`;
const aroundArea = `LEFT JOIN portal.area p ON p.code = m.parent_code LEFT JOIN portal.area g ON g.code = p.parent_code`;
const inCharge = (codes: string) => `(
  SELECT coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'around', coalesce(p.name, ''))
    ORDER BY p.code, m.code), '[]')
  FROM portal.area m LEFT JOIN portal.area p ON p.code = m.parent_code WHERE m.code = ANY (${codes}))`;

const namesSql = `
  SELECT json_build_object(
    'type', json_build_object('code', t.code, 'name', t.name), 'area', ${areaJson}, 'areasInCharge', ${inCharge('$3::text[]')},
    'kindNames', (SELECT coalesce(json_object_agg(k.code, k.name), '{}') FROM portal.service_kind k WHERE k.code = ANY ($4::text[]))
  ) AS names
  FROM portal.agency_type t LEFT JOIN portal.area m ON m.code = $2 ${aroundArea} WHERE t.code = $1`;

const agencySql = `
  SELECT json_build_object(
    'entry', ${entryJson('a')},
    'type', json_build_object('code', t.code, 'name', t.name),
    'area', ${areaJson},
    'updatedAt', to_char(a.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'kindNames', (
      SELECT coalesce(json_object_agg(k.code, k.name), '{}') FROM portal.service_kind k
      WHERE k.code IN (SELECT s.kind_code FROM portal.service s WHERE s.agency_id = a.id)),
    'vacancies', (
      SELECT coalesce(json_object_agg(v.service_id, json_build_object('state', v.state, 'available', v.available,
        'asOf', v.as_of, 'saidBy', v.said_by, 'goodUntil', v.good_until, 'note', v.note, 'version', v.version)), '{}')
      FROM portal.vacancy v WHERE v.agency_id = a.id),
    'areasInCharge', ${inCharge(`ARRAY(SELECT c.area_code FROM portal.agency_area c WHERE c.agency_id = a.id)`)},
    'successor', (
      WITH RECURSIVE line AS (
        SELECT s.id, s.name, s.status, s.successor_id, 1 AS step FROM portal.agency s WHERE s.id = a.successor_id
        UNION ALL
        SELECT s.id, s.name, s.status, s.successor_id, l.step + 1
        FROM line l JOIN portal.agency s ON s.id = l.successor_id WHERE l.status = 'closed' AND l.step < 20)
      SELECT json_build_object('id', l.id, 'name', l.name) FROM line l ORDER BY l.step DESC LIMIT 1),
    'planned', (
      SELECT coalesce(json_agg(json_build_object('id', c.id, 'on', c.effective_on, 'note', c.note, 'changes', c.changes)
        ORDER BY c.effective_on, c.id), '[]')
      FROM portal.entry_change c WHERE c.agency_id = a.id AND c.state = 'planned'),
    'names', (
      SELECT coalesce(json_object_agg(n.id, n.name), '{}') FROM portal.agency n WHERE n.id IN (
        SELECT (e ->> 'after')::uuid FROM portal.entry_change c, jsonb_array_elements(c.changes) e
        WHERE c.agency_id = a.id AND c.state = 'planned' AND e ->> 'path' = 'successorId')),
    'files', (
      SELECT coalesce(json_agg(json_build_object('id', f.id, 'contentType', f.content_type, 'words', f.words,
        'octets', f.octets, 'width', f.width, 'height', f.height, 'visibility', f.visibility) ORDER BY f.sort, f.id), '[]')
      FROM portal.agency_file f WHERE f.agency_id = a.id),
    'waiting', (SELECT count(*)::int FROM portal.entry_change c WHERE c.agency_id = a.id AND c.state = 'waiting')
  ) AS agency
  FROM portal.agency a
  JOIN portal.agency_type t ON t.code = a.type_code
  LEFT JOIN portal.area m ON m.code = a.area_code ${aroundArea}
  WHERE a.id = $1`;
