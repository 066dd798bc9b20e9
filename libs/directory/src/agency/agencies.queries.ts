import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, NotFound } from '#libs/platform';
import type { Vacancy } from './vacancy.js';

/** In operation, closed for a time, closed for good. */
export const agencyStatuses = ['active', 'suspended', 'closed'] as const;

type Span = { from: string; to: string };

/** A service with what was last told about its free places. */
export interface ServiceRow {
  id: string;
  kind: string;
  kindName: string;
  name: string | null;
  capacity: number | null;
  disabilities: string[];
  /** A day that is not there is unknown, never closed. */
  hours: Partial<Record<'weekday' | 'saturday' | 'sunday' | 'holiday', Span>>;
  hoursNote: string | null;
  closedDays: string | null;
  description: string | null;
  vacancy: Vacancy | null;
}

/** Whom to call, for what. */
export interface WindowRow {
  id: string;
  name: string;
  forWhat: string | null;
  phone: string | null;
  extension: string | null;
  fax: string | null;
  email: string | null;
  hours: string | null;
}

/** An agency with everything on its page. A hidden address and its place on the map are not in it. */
export interface AgencyRow {
  id: string;
  name: string;
  kana: string;
  legalName: string | null;
  aliases: string[];
  formerNames: string[];
  officeNumber: string | null;
  type: { code: string; name: string };
  area: { code: string; name: string; block: string | null; prefecture: string } | null;
  postalCode: string | null;
  address: string | null;
  addressHidden: boolean;
  phone: string | null;
  fax: string | null;
  url: string | null;
  latitude: number | null;
  longitude: number | null;
  legalRegime: 'private' | 'national' | 'municipal' | 'iaa';
  status: (typeof agencyStatuses)[number];
  isMember: boolean;
  confirmedOn: string | null;
  updatedAt: string;
  version: number;
  services: ServiceRow[];
  windows: WindowRow[];
}

/** Reads agencies. */
@Injectable()
export class AgenciesQueries {
  constructor(private readonly db: Database) {}

  /**
   * One agency with its services, free places and windows.
   * @throws {NotFound}
   */
  async withServices(actor: Actor, id: string): Promise<AgencyRow> {
    const [row] = await this.db.read<{ agency: AgencyRow }>(
      actor,
      { name: 'directory.agency', sql: agencySql },
      [id],
    );
    if (!row) throw new NotFound();
    return row.agency;
  }
}

const agencySql = `
  SELECT json_build_object(
    'id', a.id, 'name', a.name, 'kana', a.kana, 'legalName', a.legal_name, 'aliases', a.aliases,
    'formerNames', a.former_names, 'officeNumber', a.office_number,
    'type', json_build_object('code', t.code, 'name', t.name),
    'area', CASE WHEN m.code IS NOT NULL THEN json_build_object('code', m.code, 'name', m.name,
      'block', CASE WHEN p.level = 'block' THEN p.name END, 'prefecture', coalesce(g.name, p.name, m.name)) END,
    'postalCode', CASE WHEN NOT a.address_hidden THEN a.postal_code END,
    'address', CASE WHEN NOT a.address_hidden THEN a.address END, 'addressHidden', a.address_hidden,
    'phone', a.phone, 'fax', a.fax, 'url', a.url,
    'latitude', CASE WHEN NOT a.address_hidden THEN a.latitude END,
    'longitude', CASE WHEN NOT a.address_hidden THEN a.longitude END,
    'legalRegime', a.legal_regime, 'status', a.status, 'isMember', a.is_member, 'confirmedOn', a.confirmed_on,
    'updatedAt', to_char(a.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'version', a.version,
    'services', (
      SELECT coalesce(json_agg(json_build_object(
        'id', s.id, 'kind', k.code, 'kindName', k.name, 'name', s.name, 'capacity', s.capacity,
        'disabilities', s.disabilities, 'hours', s.hours, 'hoursNote', s.hours_note, 'closedDays', s.closed_days,
        'description', s.description,
        'vacancy', CASE WHEN v.service_id IS NOT NULL THEN json_build_object('state', v.state, 'available', v.available,
          'asOf', v.as_of, 'saidBy', v.said_by, 'goodUntil', v.good_until, 'note', v.note, 'version', v.version) END
      ) ORDER BY k.sort, s.id), '[]')
      FROM portal.service s JOIN portal.service_kind k ON k.code = s.kind_code
      LEFT JOIN portal.vacancy v ON v.service_id = s.id WHERE s.agency_id = a.id),
    'windows', (
      SELECT coalesce(json_agg(json_build_object('id', w.id, 'name', w.name, 'forWhat', w.for_what, 'phone', w.phone,
        'extension', w.extension, 'fax', w.fax, 'email', w.email, 'hours', w.hours) ORDER BY w.sort, w.id), '[]')
      FROM portal.contact_window w WHERE w.agency_id = a.id)
  ) AS agency
  FROM portal.agency a
  JOIN portal.agency_type t ON t.code = a.type_code
  LEFT JOIN portal.area m ON m.code = a.area_code
  LEFT JOIN portal.area p ON p.code = m.parent_code
  LEFT JOIN portal.area g ON g.code = p.parent_code
  WHERE a.id = $1`;
