import type { HsdsSchedule } from '../hours/hsds-schedules.js';

// The objects of HSDS 3.1 as far as this feed has them. What is not said is left out: the schemas refuse null.

export interface HsdsTaxonomy {
  id: string;
  name: string;
  description: string;
  uri?: string;
  version?: string;
}

export interface HsdsTaxonomyTerm {
  id: string;
  code: string;
  name: string;
  description: string;
  parent_id?: string;
  taxonomy: string;
  taxonomy_detail: HsdsTaxonomy;
  language: string;
  term_uri?: string;
}

export interface HsdsAttribute {
  id: string;
  link_id: string;
  link_entity: 'organization' | 'service' | 'location';
  value?: string;
  label?: string;
  taxonomy_term: HsdsTaxonomyTerm;
}

export interface HsdsPhone {
  id: string;
  number: string;
  extension?: number;
  type: 'voice' | 'fax';
  description?: string;
}

export interface HsdsContact {
  id: string;
  department: string;
  title?: string;
  email?: string;
  phones?: HsdsPhone[];
}

export interface HsdsUrl {
  id: string;
  label: string;
  url: string;
}

export interface HsdsAddress {
  id: string;
  address_1: string;
  city: string;
  state_province: string;
  postal_code: string;
  country: 'JP';
  address_type: 'physical';
}

export interface HsdsServiceArea {
  id: string;
  name: string;
  uri?: string;
}

export interface HsdsLocation {
  id: string;
  location_type: 'physical';
  name: string;
  transportation?: string;
  latitude?: number;
  longitude?: number;
  addresses?: HsdsAddress[];
  accessibility?: { id: string; description: string }[];
  phones?: HsdsPhone[];
  attributes?: HsdsAttribute[];
}

export interface HsdsOrganization {
  id: string;
  name: string;
  alternate_name?: string;
  description: string;
  email?: string;
  website?: string;
  uri?: string;
  additional_websites?: HsdsUrl[];
  contacts?: HsdsContact[];
  phones?: HsdsPhone[];
  locations?: HsdsLocation[];
  organization_identifiers?: {
    id: string;
    identifier_scheme?: string;
    identifier_type: string;
    identifier: string;
  }[];
  attributes?: HsdsAttribute[];
  services?: (HsdsService | Pick<HsdsService, 'id' | 'name' | 'status'>)[];
}

export interface HsdsCapacity {
  id: string;
  unit: { id: string; name: string };
  available: number;
  maximum?: number;
  description: string;
  updated: string;
}

export interface HsdsService {
  id: string;
  name: string;
  alternate_name?: string;
  description?: string;
  url?: string;
  email?: string;
  status: 'active' | 'defunct' | 'temporarily closed';
  application_process?: string;
  fees_description?: string;
  eligibility_description?: string;
  minimum_age?: number;
  maximum_age?: number;
  assured_date?: string;
  alert?: string;
  last_modified: string;
  organization?: HsdsOrganization;
  phones?: HsdsPhone[];
  schedules?: HsdsSchedule[];
  service_areas?: HsdsServiceArea[];
  service_at_locations?: HsdsServiceAtLocation[];
  contacts?: HsdsContact[];
  cost_options?: { id: string; currency: 'JPY'; amount_description: string }[];
  capacities?: HsdsCapacity[];
  attributes?: HsdsAttribute[];
}

export interface HsdsServiceAtLocation {
  id: string;
  location: HsdsLocation;
  service?: HsdsService;
  service_areas?: HsdsServiceArea[];
  contacts?: HsdsContact[];
  phones?: HsdsPhone[];
  schedules?: HsdsSchedule[];
}

type Unsaid = null | undefined | '' | readonly never[];

/** Leaves out what nobody has said: null, nothing, an empty text or list. */
export function said<T extends object>(record: { [Key in keyof T]: T[Key] | Unsaid }): T {
  const entries = Object.entries(record).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries) as T;
}
