import type { SqlTx } from '#libs/platform';
import type { Location, Place } from '../area/municipalities.js';

/** Makes the prefectures and municipalities that are not there yet. */
export async function addAreas(tx: SqlTx, locations: readonly Location[]): Promise<void> {
  const prefectures = new Map(locations.map(({ prefecture }) => [prefecture.code, prefecture]));
  const municipalities = new Map(locations.map((location) => [location.municipality.code, location]));
  await insertAreas(
    tx,
    'prefecture',
    [...prefectures.values()].map((place) => ({ ...place, parent_code: null })),
  );
  await insertAreas(
    tx,
    'municipality',
    [...municipalities.values()].map(({ municipality, prefecture }) => ({
      ...municipality,
      parent_code: prefecture.code,
    })),
  );
}

async function insertAreas(
  tx: SqlTx,
  level: 'prefecture' | 'municipality',
  places: readonly (Place & { parent_code: string | null })[],
): Promise<void> {
  await tx.query(
    `INSERT INTO portal.area (code, level, name, kana, parent_code)
     SELECT code, $1, name, kana, parent_code
     FROM jsonb_to_recordset($2::jsonb) AS x(code text, name text, kana text, parent_code text) ORDER BY code
     ON CONFLICT (code) DO NOTHING`,
    [level, JSON.stringify(places)],
  );
}
