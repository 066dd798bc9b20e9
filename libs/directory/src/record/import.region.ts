import type { Location } from '../area/municipalities.js';
import type { GivenCells } from '../layout/import.fields.js';

/** A row that lies outside of what the network takes over. */
export interface OutsideRow {
  readonly row: number;
  /** What the row is known by within its source. */
  readonly no: string;
  readonly name: string;
  /** Where it lies, in words. */
  readonly place: string;
}

/** The prefectures and municipalities in which the rows of a list lie, those with the most rows first. */
export interface RegionShare {
  readonly code: string;
  readonly name: string;
  readonly rows: number;
  readonly municipalities: readonly { readonly code: string; readonly name: string; readonly rows: number }[];
}

type Placed = { readonly location: Location | undefined; readonly cells: GivenCells };

/**
 * Whether a row lies outside of the chosen prefectures and municipalities; with none chosen, nothing does. A row that nobody
 * can place is left to people, unless its numbers say that it is of another prefecture.
 */
export function isOutside({ location, cells }: Placed, areas: readonly string[]): boolean {
  if (areas.length === 0) return false;
  if (location)
    return !areas.some((code) => code === location.prefecture.code || code === location.municipality.code);
  const prefecture = prefectureByNumber(cells);
  return prefecture !== '' && !areas.some((code) => code.startsWith(prefecture));
}

/** Counts the rows of a list by where they lie. */
export function sharesOf(rows: readonly { readonly location: Location | undefined }[]): RegionShare[] {
  const prefectures = new Map<string, { name: string; rows: number; towns: Map<string, Town> }>();
  for (const { location } of rows) {
    if (!location) continue;
    const { prefecture, municipality } = location;
    const found = prefectures.get(prefecture.code) ?? { name: prefecture.name, rows: 0, towns: new Map() };
    const town = found.towns.get(municipality.code) ?? { ...municipality, rows: 0 };
    found.rows += 1;
    found.towns.set(municipality.code, { code: town.code, name: town.name, rows: town.rows + 1 });
    prefectures.set(prefecture.code, found);
  }
  return [...prefectures]
    .map(([code, { name, rows: count, towns }]) => ({
      ...{ code, name, rows: count },
      municipalities: [...towns.values()].toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    }))
    .toSorted((one, other) => other.rows - one.rows);
}

interface Town {
  readonly code: string;
  readonly name: string;
  readonly rows: number;
}

/** Both numbers begin with that of a prefecture. */
function prefectureByNumber({ designatedBy = '', officeNumber = '' }: GivenCells): string {
  const found = /^[0-9]{5,6}$/.test(designatedBy)
    ? designatedBy
    : /^[0-9]{10}$/.test(officeNumber)
      ? officeNumber
      : '';
  const code = found.slice(0, 2);
  return code >= '01' && code <= '47' ? code : '';
}
