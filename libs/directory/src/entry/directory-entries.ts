import { newId, type SqlTx } from '#libs/platform';
import type { VacancyState } from '../agency/vacancy.js';
import type { OpeningRules } from '../hours/opening-rules.js';
import { rebuildSearchDocs } from '../search/search-docs.js';

/** An area to be made. Larger ones must stand before what lies inside them. */
export interface AreaEntry {
  readonly code: string;
  readonly level: 'prefecture' | 'block' | 'municipality';
  readonly name: string;
  readonly kana: string;
  readonly parentCode: string | null;
}

/** A service to be made, with what is known of its free places. */
export interface ServiceEntry {
  readonly kind: string;
  readonly capacity?: number;
  readonly disabilities?: readonly string[];
  readonly hours?: Readonly<Record<string, { from: string; to: string }>>;
  readonly closedDays?: string;
  readonly description?: string;
  readonly plainDescription?: string;
  readonly eligibility?: string;
  readonly ageMin?: number;
  readonly ageMax?: number;
  readonly costs?: string;
  readonly wageMonthly?: number;
  readonly wageYear?: number;
  readonly howToApply?: string;
  readonly visit?: 'yes' | 'ask' | 'no';
  readonly trial?: 'yes' | 'ask' | 'no';
  readonly training?: 'yes' | 'ask' | 'no';
  readonly transport?: 'yes' | 'partly' | 'no';
  readonly meals?: 'yes' | 'partly' | 'no';
  readonly opening?: OpeningRules;
  /** Told by the agency, not read out of a text. */
  readonly openingConfirmed?: boolean;
  readonly vacancy?: {
    readonly state: VacancyState;
    readonly available?: number;
    readonly asOf: string;
    readonly saidBy: string;
    readonly goodUntil?: string;
  };
}

/** A whole agency to be made. */
export interface AgencyEntry {
  readonly id?: string;
  readonly name: string;
  readonly kana?: string;
  readonly legalName?: string;
  readonly aliases?: readonly string[];
  readonly type: string;
  readonly area?: string;
  readonly officeNumber?: string;
  readonly postalCode?: string;
  readonly address?: string;
  readonly addressHidden?: boolean;
  readonly phone?: string;
  readonly fax?: string;
  readonly url?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly legalRegime?: 'private' | 'national' | 'municipal' | 'iaa';
  readonly status?: 'active' | 'suspended' | 'closed';
  readonly isMember?: boolean;
  readonly confirmedOn?: string;
  /** Since when it has been listed, and when it was last changed; now when it is not said. */
  readonly listedOn?: string;
  readonly changedOn?: string;
  readonly description?: string;
  readonly plainDescription?: string;
  readonly accessNote?: string;
  readonly barrierFree?: readonly string[];
  /** 管轄・圏域. */
  readonly areasInCharge?: readonly string[];
  /** Where it may be published. */
  readonly publishedIn?: readonly ('open_data' | 'public_page' | 'leaflet')[];
  readonly services?: readonly ServiceEntry[];
  readonly windows?: readonly {
    readonly name: string;
    readonly forWhat?: string;
    readonly phone?: string;
    readonly extension?: string;
    readonly fax?: string;
    readonly email?: string;
    readonly hours?: string;
  }[];
}

/** Makes areas that are not there yet. */
export async function addAreaEntries(tx: SqlTx, areas: readonly AreaEntry[]): Promise<void> {
  await tx.query(
    `INSERT INTO portal.area (code, level, name, kana, parent_code)
     SELECT code, level, name, kana, "parentCode" FROM jsonb_to_recordset($1::jsonb)
       AS x(code text, level text, name text, kana text, "parentCode" text)
     ON CONFLICT (code) DO NOTHING`,
    [JSON.stringify(areas)],
  );
}

/** Makes agencies with their services, windows and free places, and lets them be found. Answers their ids. */
export async function addAgencyEntries(tx: SqlTx, entries: readonly AgencyEntry[]): Promise<string[]> {
  const agencies = entries.map((entry) => ({ ...entry, id: entry.id ?? newId() }));
  const services = agencies.flatMap((agency) =>
    (agency.services ?? []).map((service) => ({ ...service, id: newId(), agencyId: agency.id })),
  );
  const windows = agencies.flatMap((agency) =>
    (agency.windows ?? []).map((window, sort) => ({ ...window, id: newId(), agencyId: agency.id, sort })),
  );
  const vacancies = services.flatMap(({ id, agencyId, vacancy }) =>
    vacancy ? [{ ...vacancy, serviceId: id, agencyId }] : [],
  );
  await tx.query(insertAgencies, [JSON.stringify(agencies)]);
  await tx.query(insertServices, [JSON.stringify(services)]);
  await tx.query(insertWindows, [JSON.stringify(windows)]);
  await tx.query(insertVacancies, [JSON.stringify(vacancies)]);
  await tx.query(insertAreasInCharge, [JSON.stringify(agencies)]);
  await tx.query(insertPublications, [JSON.stringify(agencies)]);
  const ids = agencies.map(({ id }) => id);
  await rebuildSearchDocs(tx, ids);
  return ids;
}

const insertAgencies = `
  INSERT INTO portal.agency (id, name, kana, legal_name, aliases, type_code, area_code, office_number, postal_code, address,
    address_hidden, phone, fax, url, latitude, longitude, legal_regime, status, is_member, confirmed_on, description,
    plain_description, access_note, barrier_free, created_at, updated_at)
  SELECT id, name, coalesce(kana, ''), "legalName", coalesce(aliases, '{}'), type, area, "officeNumber", "postalCode", address,
    coalesce("addressHidden", false), phone, fax, url, latitude, longitude, coalesce("legalRegime", 'private'),
    coalesce(status, 'active'), coalesce("isMember", false), "confirmedOn", description,
    "plainDescription", "accessNote", coalesce("barrierFree", '{}'),
    coalesce(("listedOn" + time '10:00') AT TIME ZONE 'Asia/Tokyo', now()),
    coalesce(("changedOn" + time '10:00') AT TIME ZONE 'Asia/Tokyo', now())
  FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, name text, kana text, "legalName" text, aliases text[], type text, area text,
    "officeNumber" text, "postalCode" text, address text, "addressHidden" boolean, phone text, fax text, url text,
    latitude double precision, longitude double precision, "legalRegime" text, status text, "isMember" boolean, "confirmedOn" date,
    "listedOn" date, "changedOn" date, description text, "plainDescription" text, "accessNote" text, "barrierFree" text[])`;

const insertAreasInCharge = `
  INSERT INTO portal.agency_area (agency_id, area_code)
  SELECT x.id, c.code FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "areasInCharge" text[]), unnest(x."areasInCharge") AS c (code)`;

const insertPublications = `
  INSERT INTO portal.publication (agency_id, channel, agreed, decided_name)
  SELECT x.id, c.channel, true, x.name
  FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, name text, "publishedIn" text[]), unnest(x."publishedIn") AS c (channel)`;

const insertServices = `
  INSERT INTO portal.service (id, agency_id, kind_code, capacity, disabilities, hours, closed_days, description,
    plain_description, eligibility, age_min, age_max, costs, wage_monthly, wage_year, how_to_apply, visit, trial, training,
    transport, meals, opening, opening_confirmed)
  SELECT id, "agencyId", kind, capacity, coalesce(disabilities, '{}'), coalesce(hours, '{}'), "closedDays", description,
    "plainDescription", eligibility, "ageMin", "ageMax", costs, "wageMonthly", "wageYear", "howToApply", visit, trial, training,
    transport, meals, opening, coalesce("openingConfirmed", false)
  FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "agencyId" uuid, kind text, capacity integer, disabilities text[], hours jsonb,
    "closedDays" text, description text, "plainDescription" text, eligibility text, "ageMin" smallint, "ageMax" smallint,
    costs text, "wageMonthly" integer, "wageYear" smallint, "howToApply" text, visit text, trial text, training text,
    transport text, meals text, opening jsonb, "openingConfirmed" boolean)`;

const insertWindows = `
  INSERT INTO portal.contact_window (id, agency_id, name, for_what, phone, extension, fax, email, hours, sort)
  SELECT id, "agencyId", name, "forWhat", phone, extension, fax, email, hours, sort
  FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, "agencyId" uuid, name text, "forWhat" text, phone text, extension text,
    fax text, email text, hours text, sort smallint)`;

const insertVacancies = `
  INSERT INTO portal.vacancy (service_id, agency_id, state, available, as_of, said_by, good_until)
  SELECT "serviceId", "agencyId", state, available, "asOf", "saidBy", "goodUntil"
  FROM jsonb_to_recordset($1::jsonb) AS x("serviceId" uuid, "agencyId" uuid, state text, available integer, "asOf" date,
    "saidBy" text, "goodUntil" date)`;
