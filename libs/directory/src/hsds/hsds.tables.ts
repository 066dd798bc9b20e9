import type { Entry } from '../entry/entry.js';
import { namedId, siblingId } from './hsds.ids.js';
import { fullOrganization, organizationOf } from './hsds.organization.js';
import type { HsdsSurroundings, PublishedEntry } from './hsds.record.js';
import { serviceOf, serviceWithin } from './hsds.service.js';
import type { HsdsTerms } from './hsds.terms.js';
import type { HsdsAttribute, HsdsContact, HsdsPhone, HsdsService } from './hsds.types.js';

/** A table of the bulk file: its columns in order, and which of them point at another table. */
export interface HsdsTable {
  readonly name: string;
  readonly path: string;
  readonly columns: readonly string[];
  readonly numbers?: readonly string[];
  readonly points?: Readonly<Record<string, string>>;
}

/** The tables of the bulk file, named as HSDS names them. */
export const hsdsTables = [
  {
    name: 'organization',
    path: 'organizations.csv',
    columns: ['id', 'name', 'alternate_name', 'description', 'email', 'website', 'uri'],
  },
  {
    name: 'organization_identifier',
    path: 'organization_identifiers.csv',
    columns: ['id', 'organization_id', 'identifier_scheme', 'identifier_type', 'identifier'],
    points: { organization_id: 'organization' },
  },
  {
    name: 'url',
    path: 'url.csv',
    columns: ['id', 'label', 'url', 'organization_id'],
    points: { organization_id: 'organization' },
  },
  {
    name: 'service',
    path: 'services.csv',
    columns: [
      'id',
      'organization_id',
      'name',
      'alternate_name',
      'description',
      'url',
      'email',
      'status',
      'application_process',
      'fees_description',
      'eligibility_description',
      'minimum_age',
      'maximum_age',
      'assured_date',
      'alert',
      'last_modified',
    ],
    numbers: ['minimum_age', 'maximum_age'],
    points: { organization_id: 'organization' },
  },
  {
    name: 'location',
    path: 'locations.csv',
    columns: ['id', 'location_type', 'organization_id', 'name', 'transportation', 'latitude', 'longitude'],
    numbers: ['latitude', 'longitude'],
    points: { organization_id: 'organization' },
  },
  {
    name: 'address',
    path: 'addresses.csv',
    columns: [
      'id',
      'location_id',
      'address_1',
      'city',
      'state_province',
      'postal_code',
      'country',
      'address_type',
    ],
    points: { location_id: 'location' },
  },
  {
    name: 'accessibility',
    path: 'accessibility.csv',
    columns: ['id', 'location_id', 'description'],
    points: { location_id: 'location' },
  },
  {
    name: 'service_at_location',
    path: 'service_at_location.csv',
    columns: ['id', 'service_id', 'location_id'],
    points: { service_id: 'service', location_id: 'location' },
  },
  {
    name: 'contact',
    path: 'contacts.csv',
    columns: ['id', 'organization_id', 'department', 'title', 'email'],
    points: { organization_id: 'organization' },
  },
  {
    name: 'phone',
    path: 'phones.csv',
    columns: ['id', 'organization_id', 'contact_id', 'number', 'extension', 'type', 'description'],
    numbers: ['extension'],
    points: { organization_id: 'organization', contact_id: 'contact' },
  },
  {
    name: 'schedule',
    path: 'schedules.csv',
    columns: [
      'id',
      'service_id',
      'valid_from',
      'valid_to',
      'dtstart',
      'timezone',
      'wkst',
      'freq',
      'interval',
      'byday',
      'description',
      'opens_at',
      'closes_at',
      'notes',
    ],
    numbers: ['timezone', 'interval'],
    points: { service_id: 'service' },
  },
  {
    name: 'service_area',
    path: 'service_areas.csv',
    columns: ['id', 'service_id', 'name', 'uri'],
    points: { service_id: 'service' },
  },
  {
    name: 'cost_option',
    path: 'cost_options.csv',
    columns: ['id', 'service_id', 'currency', 'amount_description'],
    points: { service_id: 'service' },
  },
  {
    name: 'service_capacity',
    path: 'service_capacity.csv',
    columns: ['id', 'service_id', 'unit_id', 'available', 'maximum', 'description', 'updated'],
    numbers: ['available', 'maximum'],
    points: { service_id: 'service', unit_id: 'unit' },
  },
  { name: 'unit', path: 'units.csv', columns: ['id', 'name'] },
  {
    name: 'attribute',
    path: 'attributes.csv',
    columns: ['id', 'link_id', 'taxonomy_term_id', 'link_entity', 'value', 'label'],
    points: { taxonomy_term_id: 'taxonomy_term' },
  },
  {
    name: 'taxonomy',
    path: 'taxonomies.csv',
    columns: ['id', 'name', 'description', 'version'],
  },
  {
    name: 'taxonomy_term',
    path: 'taxonomy_terms.csv',
    columns: [
      'id',
      'code',
      'name',
      'description',
      'parent_id',
      'taxonomy',
      'language',
      'taxonomy_id',
      'term_uri',
    ],
    points: { parent_id: 'taxonomy_term', taxonomy_id: 'taxonomy' },
  },
] as const satisfies readonly HsdsTable[];
export type HsdsTableName = (typeof hsdsTables)[number]['name'];

/** One row of a table. */
export type HsdsRow = Readonly<Record<string, unknown>>;
type Rows = Partial<Record<HsdsTableName, readonly HsdsRow[]>>;

/** What the tables hold whatever is published. */
export function fixedRows(terms: HsdsTerms): Rows {
  return {
    taxonomy: terms.taxonomies.map((taxonomy) => ({ ...taxonomy })),
    taxonomy_term: terms.all.map(({ term }) => ({ ...term, taxonomy_id: term.taxonomy_detail.id })),
    unit: [{ id: namedId('unit:person'), name: '人' }],
  };
}

/** The rows of one entry, table by table. */
export function rowsOfEntry(record: PublishedEntry, around: HsdsSurroundings): Rows {
  const organization = fullOrganization(record, around);
  const [location] = organization.locations!;
  const services = record.entry.services.map((service) => serviceWithin(record, service, around));
  const ofOrganization = { organization_id: organization.id };
  return {
    organization: [{ ...organizationOf(record, around) }],
    organization_identifier: organization.organization_identifiers?.map((row) => ({
      ...row,
      ...ofOrganization,
    })),
    url: organization.additional_websites?.map((row) => ({ ...row, ...ofOrganization })),
    contact: organization.contacts?.map((row) => ({ ...row, ...ofOrganization })),
    phone: [
      ...phoneRows(organization.phones, ofOrganization),
      ...(organization.contacts ?? []).flatMap(contactPhones),
    ],
    location: [{ ...location, ...ofOrganization }],
    address: location!.addresses?.map((row) => ({ ...row, location_id: location!.id })),
    accessibility: location!.accessibility?.map((row) => ({ ...row, location_id: location!.id })),
    attribute: [
      ...attributeRows(organization.attributes),
      ...attributeRows(location!.attributes),
      ...services.flatMap(({ attributes }) => attributeRows(attributes)),
    ],
    ...rowsOfServices(record, services, around, location!.id),
  } as Rows;
}

function rowsOfServices(
  record: PublishedEntry,
  services: readonly HsdsService[],
  around: HsdsSurroundings,
  locationId: string,
): Rows {
  const { entry } = record;
  return {
    service: services.map(({ id }) => ({
      ...serviceOf(record, serviceNamed(entry, id), around),
      organization_id: entry.id,
    })),
    service_at_location: services.map(({ id }) => ({
      id: siblingId(id, 'service_at_location'),
      service_id: id,
      location_id: locationId,
    })),
    schedule: services.flatMap(({ schedules = [] }) => schedules.map((row) => ({ ...row }))),
    service_area: services.flatMap(({ id, service_areas = [] }) =>
      // An area of the agency is one of each of its services: in a table each needs its own row.
      service_areas.map((row) => ({ ...row, id: namedId(`${row.id}:${id}`), service_id: id })),
    ),
    cost_option: services.flatMap(({ id, cost_options = [] }) =>
      cost_options.map((row) => ({ ...row, service_id: id })),
    ),
    service_capacity: services.flatMap(({ id, capacities = [] }) =>
      capacities.map((row) => ({ ...row, unit_id: row.unit.id, service_id: id })),
    ),
  };
}

function serviceNamed({ services }: Entry, id: string) {
  return services.find((service) => service.id === id)!;
}

function contactPhones({ id, phones }: HsdsContact): HsdsRow[] {
  return phoneRows(phones, { contact_id: id });
}

function phoneRows(phones: readonly HsdsPhone[] = [], of: HsdsRow): HsdsRow[] {
  return phones.map((row) => ({ ...row, ...of }));
}

function attributeRows(attributes: readonly HsdsAttribute[] = []): HsdsRow[] {
  return attributes.map((row) => ({ ...row, taxonomy_term_id: row.taxonomy_term.id }));
}
