import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database, Invalid } from '#libs/platform';
import { locate } from '../area/municipalities.js';
import { Taxonomies } from '../area/taxonomies.js';
import type { AreaRow, Taxonomy } from '../area/taxonomy.js';
import { normalise, phoneKey } from '../search/normalise.js';
import type { SearchCard } from '../search/search-card.js';
import { areaOfPostalCode } from '../search/search-place.js';

/** Types of agencies of which somebody is in charge of every address. */
const inChargeTypes = [
  'hello_work',
  'employment_life_center',
  'municipality_office',
  'municipal_employment_support',
  'key_consultation_center',
  'regional_vocational_center',
  'public_health_center',
  'mental_health_center',
  'developmental_disability_center',
  'special_needs_school',
] as const;

/** What the form calls the place that one asks about. */
export const placeLabel = '住所・郵便番号・市区町村';

/** An agency that is in charge of an address. */
export interface InCharge {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  readonly address: string | null;
  readonly phone: string | null;
}

/** Who is in charge of a place, type by type; an empty type says that nobody is known. */
export interface InChargeAnswer {
  readonly area: { readonly code: string; readonly name: string; readonly around: readonly string[] };
  readonly groups: readonly {
    readonly type: { readonly code: string; readonly name: string };
    readonly agencies: readonly InCharge[];
  }[];
}

interface Row extends Record<string, unknown> {
  id: string;
  type: string;
  card: SearchCard;
}

/** Answers who is in charge (管轄) of an address. */
@Injectable()
export class InChargeQueries {
  constructor(
    private readonly db: Database,
    private readonly taxonomies: Taxonomies,
  ) {}

  /**
   * Everybody whose areas in charge cover a place: an address, a postal code, a municipality by name or code.
   * @throws {Invalid} when nobody knows where that is.
   */
  async of(actor: Actor, place: string): Promise<InChargeAnswer> {
    const taxonomy = await this.taxonomies.refreshed(actor);
    const area = areaNamed(place, taxonomy) ?? (await this.areaOfNeighbour(actor, place, taxonomy));
    if (!area) throw unknownAddress();
    const circles = taxonomy.around(area);
    const rows = await this.db.read<Row>(actor, { name: 'directory.in-charge', sql: inChargeSql }, [
      circles.map(({ code }) => code),
    ]);
    const others = taxonomy.types
      .map(({ code }) => code)
      .filter(
        (code) =>
          !(inChargeTypes as readonly string[]).includes(code) && rows.some(({ type }) => type === code),
      );
    return {
      area: { code: area.code, name: area.name, around: circles.slice(1).map(({ name }) => name) },
      groups: [...inChargeTypes, ...others].map((code) => ({
        type: { code, name: taxonomy.types.find((type) => type.code === code)?.name ?? code },
        agencies: rows.filter(({ type }) => type === code).map(inCharge),
      })),
    };
  }

  /** The area of an agency with the same postal code: the list of the post office may be older than a town. */
  private async areaOfNeighbour(
    actor: Actor,
    place: string,
    taxonomy: Taxonomy,
  ): Promise<AreaRow | undefined> {
    const [code] = postalCode.exec(normalise(place)) ?? [];
    if (code === undefined) return undefined;
    const [row] = await this.db.read<{ area: string }>(
      actor,
      {
        name: 'directory.neighbour',
        sql: `SELECT area_code AS area FROM portal.agency WHERE replace(postal_code, '-', '') = $1 AND area_code IS NOT NULL
                AND NOT address_hidden LIMIT 1`,
      },
      [phoneKey(code)],
    );
    return taxonomy.areaOf(row?.area ?? '');
  }
}

// As it stands before an address, in the form in which texts are compared.
const postalCode = /^\d{3}ー?\d{4}(?!\d)/;

/** The area for which an address, a postal code or a name stands; of two that fit, the one that says more. */
export function areaNamed(place: string, taxonomy: Taxonomy): AreaRow | undefined {
  const known = taxonomy.areaOf(place) ?? areaOfPostalCode(place, taxonomy);
  if (known) return known;
  const key = normalise(place).replace(postalCode, '');
  const fits = taxonomy.areas
    .filter(({ level }) => level === 'municipality')
    .flatMap((area) => spellings(area, taxonomy).map((spelling) => ({ area, spelling })))
    .filter(({ spelling }) => key.startsWith(spelling))
    .sort((a, b) => b.spelling.length - a.spelling.length);
  return (
    fits[0]?.area ?? taxonomy.areaOf(locate(place)?.municipality.code ?? '') ?? areaCalled(place, taxonomy)
  );
}

/**
 * 青葉 says 青葉市 as long as there is no 青葉町 beside it: as the whole text, or as a word of its own among others (青葉 本町の人). Within
 * a word it may be anything: an address says what it means.
 */
function areaCalled(place: string, taxonomy: Taxonomy): AreaRow | undefined {
  const words = place
    .split(/[\s、，,・]+/u)
    .map((word) => normalise(word).replace(postalCode, ''))
    .filter((word) => word !== '');
  for (const word of words) {
    const fits = taxonomy.areas.filter(
      (area) =>
        area.level === 'municipality' &&
        spellings(area, taxonomy).some(
          (spelling) =>
            spelling === word || (/[市区町村]$/u.test(spelling) && spelling.slice(0, -1) === word),
        ),
    );
    const within = fits.filter((area) =>
      taxonomy
        .around(area)
        .some(({ level, name }) => level === 'prefecture' && words.includes(normalise(name))),
    );
    // Of two towns of one name, the one in the prefecture that is named beside it.
    if (fits.length === 1) return fits[0];
    if (within.length === 1) return within[0];
  }
  return undefined;
}

function spellings(area: AreaRow, taxonomy: Taxonomy): string[] {
  const name = normalise(area.name);
  const prefecture = taxonomy.around(area).find(({ level }) => level === 'prefecture');
  return prefecture ? [name, normalise(prefecture.name) + name] : [name];
}

function inCharge({ id, card }: Row): InCharge {
  return { id, name: card.name, status: card.status, address: card.address, phone: card.phone };
}

function unknownAddress(): Invalid {
  return new Invalid([
    {
      field: 'place',
      label: placeLabel,
      detail: `${placeLabel}: 場所がわかりません。市区町村の名前から入力するか、ほかの郵便番号で調べてください。`,
    },
  ]);
}

// Whoever is in charge of the municipality itself before those of the areas around it.
const inChargeSql = `
  SELECT a.id, a.type_code AS type, c.card
  FROM (SELECT agency_id, min(array_position($1::text[], area_code)) AS circle FROM portal.agency_area
        WHERE area_code = ANY ($1::text[]) GROUP BY agency_id) x
  JOIN portal.agency a ON a.id = x.agency_id AND a.status <> 'closed'
  JOIN portal.search_card c ON c.agency_id = a.id AND c.face = 'members'
  ORDER BY x.circle, a.status, a.name COLLATE "C", a.id`;
