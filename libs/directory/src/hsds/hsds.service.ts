import type { Entry, EntryService } from '../entry/entry.js';
import { hsdsSchedules, type HsdsSchedule } from '../hours/hsds-schedules.js';
import type { OpeningRules } from '../hours/opening-rules.js';
import { serviceAttributes } from './hsds.attributes.js';
import { contactsOf, phonesOf } from './hsds.contacts.js';
import { namedId, partId, siblingId } from './hsds.ids.js';
import { fullLocation, locationOf, serviceAreasOf } from './hsds.location.js';
import { fullOrganization, organizationOf } from './hsds.organization.js';
import { hasEnded, type HsdsSurroundings, isSuspended, type PublishedEntry } from './hsds.record.js';
import { type HsdsCapacity, type HsdsService, type HsdsServiceAtLocation, said } from './hsds.types.js';
import { sourceHours } from './source-hours.js';
import { mailAddress, webAddress } from './web-address.js';

const people = { id: namedId('unit:person'), name: '人' };

/** A service without anything that there may be several of. */
export function serviceOf(
  { entry, changedAt }: PublishedEntry,
  service: EntryService,
  { terms, today }: HsdsSurroundings,
): HsdsService {
  const kind = terms.nameOf(`kind:${service.kind}`);
  return said<HsdsService>({
    id: service.id,
    // A list of services in which every second one is called "B型" says nothing without the agency.
    name: service.name ?? `${entry.name} ${kind}`,
    alternate_name: service.name === null ? undefined : kind,
    description: service.description,
    url: webAddress(entry.url),
    email: mailAddress(entry.email),
    status: hasEnded(service, today) ? 'defunct' : isSuspended(entry) ? 'temporarily closed' : 'active',
    application_process: service.howToApply,
    fees_description: service.costs,
    eligibility_description: service.eligibility,
    minimum_age: service.ageMin,
    maximum_age: service.ageMax,
    assured_date: entry.confirmedOn,
    alert: alertOf(entry, service),
    last_modified: changedAt,
  });
}

/** A service with its organization: one row of a list. */
export function listedService(
  record: PublishedEntry,
  service: EntryService,
  around: HsdsSurroundings,
): HsdsService {
  return { ...serviceOf(record, service, around), organization: organizationOf(record, around) };
}

/** A service with everything. */
export function fullService(
  record: PublishedEntry,
  service: EntryService,
  around: HsdsSurroundings,
): HsdsService {
  const location = { id: siblingId(service.id, 'service_at_location'), ...placeOf(record, around) };
  return said<HsdsService>({
    ...serviceOf(record, service, around),
    organization: fullOrganization(record, around),
    ...parts(record, service, around),
    service_at_locations: [location],
  });
}

/** A service for inside an organization: everything but that. */
export function serviceWithin(
  record: PublishedEntry,
  service: EntryService,
  around: HsdsSurroundings,
): HsdsService {
  return said<HsdsService>({ ...serviceOf(record, service, around), ...parts(record, service, around) });
}

/** One row of a list of services at their places. */
export function listedServiceAtLocation(
  record: PublishedEntry,
  service: EntryService,
  around: HsdsSurroundings,
): HsdsServiceAtLocation {
  return {
    id: siblingId(service.id, 'service_at_location'),
    location: locationOf(record.entry),
    service: listedService(record, service, around),
  };
}

/** A service at its place with everything. */
export function fullServiceAtLocation(
  record: PublishedEntry,
  service: EntryService,
  around: HsdsSurroundings,
): HsdsServiceAtLocation {
  return said<HsdsServiceAtLocation>({
    id: siblingId(service.id, 'service_at_location'),
    ...placeOf(record, around),
    contacts: contactsOf(record.entry),
    phones: phonesOf(record.entry),
    schedules: schedulesOf(service, around),
    service: said<HsdsService>({
      ...serviceOf(record, service, around),
      organization: fullOrganization(record, around),
      ...parts(record, service, around),
    }),
  });
}

function placeOf({ entry }: PublishedEntry, around: HsdsSurroundings) {
  return {
    location: fullLocation(entry, around),
    ...said<Pick<HsdsServiceAtLocation, 'service_areas'>>({ service_areas: serviceAreasOf(entry, around) }),
  };
}

function parts(record: PublishedEntry, service: EntryService, around: HsdsSurroundings) {
  const { entry } = record;
  return said<Partial<HsdsService>>({
    phones: phonesOf(entry),
    contacts: contactsOf(entry),
    schedules: schedulesOf(service, around),
    service_areas: serviceAreasOf(entry, around),
    cost_options: service.costs
      ? [{ id: partId(service.id, 'cost'), currency: 'JPY', amount_description: service.costs }]
      : [],
    capacities: capacitiesOf(record, service, around),
    attributes: serviceAttributes(service, around.terms),
  });
}

/** The hours as rules; where nobody has told any, what the source says, as a text alone: it may contradict itself. */
function schedulesOf(service: EntryService, { today }: HsdsSurroundings): HsdsSchedule[] {
  if (service.opening !== null) return hsdsSchedules(service.opening as OpeningRules, service.id, today);
  const description = sourceHours(service);
  return description === null
    ? []
    : [{ id: partId(service.id, 'schedule'), service_id: service.id, description }];
}

function capacitiesOf(
  { vacancies }: PublishedEntry,
  service: EntryService,
  { today }: HsdsSurroundings,
): HsdsCapacity[] {
  const told = vacancies.find(({ service_id }) => service_id === service.id);
  if (!told || told.state === 'unknown' || (told.good_until ?? today) < today) return [];
  // The standard wants a number: a place that is free without one is at least one.
  const available = told.available ?? (told.state === 'none' ? 0 : 1);
  const names = { open: '空きあり', few: '残りわずか', none: '空きなし' } as const;
  const counted = told.available === null && told.state !== 'none' ? '（人数は問い合わせてください）' : '';
  return [
    said<HsdsCapacity>({
      id: partId(service.id, 'capacity'),
      unit: people,
      available,
      maximum: service.capacity,
      description: `${names[told.state]}${counted}`,
      updated: `${told.as_of}T00:00:00+09:00`,
    }),
  ];
}

function alertOf(entry: Entry, { endedOn }: EntryService): string {
  const ends = endedOn === null ? '' : `${endedOn} でサービスを終えます。`;
  if (!isSuspended(entry)) return ends;
  const until = entry.statusUntil === null ? '' : `（${entry.statusUntil} まで）`;
  return `${ends}休止しています${until}。${entry.statusNote ?? ''}`;
}
