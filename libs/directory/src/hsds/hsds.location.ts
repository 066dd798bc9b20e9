import { barrierFreeFacts } from '../entry/entry.codes.js';
import type { Entry } from '../entry/entry.js';
import { locationAttributes } from './hsds.attributes.js';
import { phonesOf } from './hsds.contacts.js';
import { partId, siblingId } from './hsds.ids.js';
import type { HsdsSurroundings } from './hsds.record.js';
import { areaUri } from './hsds.terms.js';
import { type HsdsAddress, type HsdsLocation, type HsdsServiceArea, said } from './hsds.types.js';

/** Where an agency is. One whose address is hidden is somewhere: the standard wants a place for every service. */
export function locationOf(entry: Entry): HsdsLocation {
  return said<HsdsLocation>({
    id: siblingId(entry.id, 'location'),
    location_type: 'physical',
    name: entry.name,
    transportation: entry.accessNote,
    latitude: entry.latitude,
    longitude: entry.longitude,
  });
}

/** The same with its address, what makes it usable, and its numbers. */
export function fullLocation(entry: Entry, { terms }: HsdsSurroundings): HsdsLocation {
  const location = locationOf(entry);
  return said<HsdsLocation>({
    ...location,
    addresses: addressOf(entry, location.id, { terms }),
    accessibility: barrierFreeFacts
      .filter(([code]) => entry.barrierFree.includes(code))
      .map(([code, description]) => ({ id: partId(location.id, `accessibility:${code}`), description })),
    phones: phonesOf(entry),
    attributes: locationAttributes(entry, location.id, terms),
  });
}

/** The standard wants every line of an address: what is not known is an empty text. */
function addressOf(
  { address, area, postalCode }: Entry,
  locationId: string,
  { terms }: Pick<HsdsSurroundings, 'terms'>,
): HsdsAddress[] {
  if (address === null) return [];
  const here = terms.areas.areas.find(({ code }) => code === area);
  const around = here ? terms.areas.around(here) : [];
  const city = around.find(({ level }) => level === 'municipality')?.name ?? '';
  const prefecture = around.find(({ level }) => level === 'prefecture')?.name ?? '';
  return [
    {
      id: partId(locationId, 'address'),
      address_1: withoutStart(withoutStart(address, prefecture), city) || address,
      city,
      state_province: prefecture,
      postal_code: postalCode?.replace(/^(\d{3})-?(\d{4})$/, '$1-$2') ?? '',
      country: 'JP',
      address_type: 'physical',
    },
  ];
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}

/** 管轄・圏域: the municipalities that an agency is in charge of. */
export function serviceAreasOf({ id, areasInCharge }: Entry, { terms }: HsdsSurroundings): HsdsServiceArea[] {
  return areasInCharge.map((code) => ({
    id: partId(id, `area:${code}`),
    name: terms.nameOf(`area:${code}`),
    ...areaUri(code, 'uri'),
  }));
}
