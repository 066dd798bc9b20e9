import type { Entry, Visibility } from './entry.js';
import { agencyFields } from './entry.fields.js';

const reach: Readonly<Record<Visibility, number>> = { public: 0, members: 1, own: 2 };

/** Who sees a field of this entry: as the field is fixed, as the entry says, or as is usual. */
export function visibilityOf(entry: Pick<Entry, 'visibility'>, name: keyof typeof agencyFields): Visibility {
  const { visibility = 'public', visibilityFixed } = agencyFields[name];
  return visibilityFixed ? visibility : (entry.visibility[name] ?? visibility);
}

/**
 * The entry as `reader` may see it: what is for a narrower circle is empty, as if nobody had ever said it. A hidden
 * address is seen by the agency and the secretariat alone, and neither its place on the map nor the way to it by others.
 */
export function shownTo(reader: Visibility, entry: Entry): Entry {
  if (reader === 'own') return entry;
  const mayRead = (visibility: Visibility) => reach[visibility] <= reach[reader];
  const hidden = (Object.keys(agencyFields) as (keyof typeof agencyFields)[]).filter(
    (name) => !mayRead(visibilityOf(entry, name)) || (entry.addressHidden && addressFields.includes(name)),
  );
  // Whoever hides the address hides where it is.
  const withPlace = hidden.includes('address')
    ? [...hidden, 'latitude', 'longitude', 'postalCode', 'accessNote']
    : hidden;
  const emptied = Object.fromEntries(
    withPlace.map((name) => [name, Array.isArray(entry[name as 'aliases']) ? [] : null]),
  );
  return {
    ...entry,
    ...emptied,
    visibility: {},
    windows: entry.windows.filter(({ visibility }) => mayRead(visibility)),
    traineeOffers: entry.traineeOffers.filter(({ visibility }) => mayRead(visibility)),
  };
}

const addressFields: readonly string[] = ['address', 'postalCode', 'accessNote', 'latitude', 'longitude'];
