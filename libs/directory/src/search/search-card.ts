import type { Entry } from '../entry/entry.js';

/** What one line of a list shows of an agency, made when its entry changes; what changes by the day is added when it is read. */
export interface SearchCard {
  readonly name: string;
  readonly kana: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly status: 'active' | 'suspended';
  readonly isMember: boolean;
  /** Not there in lines that were made before it was kept. */
  readonly confirmedOn?: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly services: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string | null;
    readonly capacity: number | null;
  }[];
}

/** The line of an entry from which everything that its reader may not see is gone already. */
export function searchCard(entry: Entry, services: Entry['services']): SearchCard {
  return {
    name: entry.name,
    kana: entry.kana,
    address: entry.address,
    phone: entry.phone,
    status: entry.status === 'suspended' ? 'suspended' : 'active',
    isMember: entry.isMember,
    confirmedOn: entry.confirmedOn,
    latitude: entry.latitude,
    longitude: entry.longitude,
    services: services.map(({ id, kind, name, capacity }) => ({ id, kind, name, capacity })),
  };
}
