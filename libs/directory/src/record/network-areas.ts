import type { Location, Place } from '../area/municipalities.js';
import { normalise } from '../search/normalise.js';

/** A municipality that the network has in its own tree of areas, with the prefecture around it. */
export interface NetworkArea extends Place {
  readonly prefecture: Place;
}

/** The areas of the network: towns that the list of the country does not have, or calls otherwise. */
export class NetworkAreas {
  private readonly known: readonly {
    readonly name: string;
    readonly full: string;
    readonly location: Location;
  }[];

  constructor(areas: readonly NetworkArea[] = []) {
    this.known = areas
      .map(({ prefecture, ...municipality }) => ({
        name: normalise(municipality.name),
        full: normalise(prefecture.name + municipality.name),
        location: { prefecture, municipality },
      }))
      // Longest first, so that a ward is not taken for its city.
      .toSorted((a, b) => b.name.length - a.name.length);
  }

  /** The area in which an address lies; a name that several prefectures have needs its prefecture. */
  locate(address: string): Location | undefined {
    const key = normalise(address);
    if (key === '') return undefined;
    const full = this.known.find((area) => key.startsWith(area.full));
    if (full) return full.location;
    const [found, ...more] = this.known.filter((area) => key.startsWith(area.name));
    return found && !more.some(({ name }) => name === found.name) ? found.location : undefined;
  }

  /** The area of just this name. */
  named(name: string): Location | undefined {
    const key = normalise(name);
    const found = this.known.filter((area) => area.name === key || area.full === key);
    return found.length === 1 ? found[0]!.location : undefined;
  }
}
