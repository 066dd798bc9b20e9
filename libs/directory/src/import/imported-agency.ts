import { locate, type Location } from '../area/municipalities.js';
import type { WamRow } from '../wam/wam.row.js';

type LegalRegime = 'private' | 'national' | 'municipal' | 'iaa';

/** The columns of an agency that an import fills, as the database names them. */
export interface ImportedAgency {
  readonly name: string;
  readonly kana: string;
  readonly legal_name: string | null;
  readonly corporation_number: string | null;
  readonly office_number: string;
  readonly area_code: string | null;
  readonly address: string | null;
  readonly address_hidden: boolean;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly url: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly legal_regime: LegalRegime;
}

/** The columns of a service that an import fills. */
export interface ImportedService {
  readonly capacity: number | null;
  readonly hours: WamRow['hours'];
  readonly hours_note: string | null;
  readonly closed_days: string | null;
}

/** Where a row's office lies, as far as its address says. */
export function locationOf({ city, cells }: WamRow): Location | undefined {
  return locate(city, cells.street, cells.designatedBy);
}

/** The agency that a row describes. A masked address takes its coordinates along: they would give it away. */
export function importedAgency(row: WamRow): ImportedAgency {
  const hidden = row.address === null;
  return {
    name: row.name,
    kana: row.kana,
    legal_name: row.legalName,
    corporation_number: row.corporationNumber,
    office_number: row.officeNumber,
    area_code: locationOf(row)?.municipality.code ?? null,
    address: row.address,
    address_hidden: hidden,
    phone: row.phone,
    fax: row.fax,
    url: row.url,
    latitude: hidden ? null : row.latitude,
    longitude: hidden ? null : row.longitude,
    legal_regime: regimeOf(row.legalName ?? ''),
  };
}

/** The service that a row describes. */
export function importedService(row: WamRow): ImportedService {
  const { capacity, hours, hoursNote, closedDays } = row;
  return { capacity, hours, hours_note: hoursNote, closed_days: closedDays };
}

function regimeOf(legalName: string): LegalRegime {
  if (/独立行政法人/.test(legalName)) return 'iaa';
  if (/^(?:国|厚生労働省|.*労働局)$/.test(legalName)) return 'national';
  // A municipality, never a corporation whose name happens to end alike (株式会社みどり村).
  return /^[^会法社]+[都道府県市区町村]$/.test(legalName) ? 'municipal' : 'private';
}
