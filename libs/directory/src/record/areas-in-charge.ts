import { type Location, municipalitiesNamed } from '../area/municipalities.js';
import { NetworkAreas } from './network-areas.js';

/** The municipalities that a cell names: their codes, and the words that name none. */
export interface AreasInCharge {
  readonly locations: readonly Location[];
  readonly unknown: readonly string[];
}

/**
 * Reads 「立川市、昭島市、西多摩郡」. A county stands for its towns and villages, a large city for its wards. Names that
 * several prefectures have are those of `prefecture` (a code), which a list about one office always means.
 */
export function areasInChargeOf(
  cell: string,
  prefecture: string | null,
  areas = new NetworkAreas(),
): AreasInCharge {
  const words = cell
    .replace(/[（(][^（）()]*[)）]/g, '')
    .split(/[、，,・\s／/;；\n]+/u)
    .map((word) => word.replace(/(?:全域|の一部|一円|及び|および)$/u, ''))
    .filter((word) => word !== '');
  const located = (word: string): Location[] => {
    const official = municipalitiesNamed(word, prefecture ?? '');
    const own = official.length > 0 ? undefined : areas.named(word);
    return own ? [own] : official;
  };
  const found = words.map((word) => ({ word, locations: located(word) }));
  const all = new Map(
    found.flatMap(({ locations }) => locations.map((location) => [location.municipality.code, location])),
  );
  return {
    locations: [...all.values()],
    unknown: found.filter(({ locations }) => locations.length === 0).map(({ word }) => word),
  };
}
