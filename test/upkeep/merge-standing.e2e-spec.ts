import { newId } from '#libs/platform';
import { buildListed } from '../factories/directory.js';
import { buildUpkeepWorld, lookForDuplicates, type UpkeepWorld } from './upkeep.world.js';

// What the secretariat is told of both entries before it makes one of them, and of mergers that were made.
let world: UpkeepWorld;
beforeAll(async () => {
  world = await buildUpkeepWorld();
});
afterAll(() => world.api.close());

async function buildLeafletTwins(keptFields: string[], goneFields: string[]): Promise<[string, string]> {
  const office = {
    type: 'b_type',
    area: '99-a1',
    phone: '099-111-4321',
    address: 'ためし県一の市本町1丁目2番3号',
  };
  const kept = await buildListed(world.api.db, { ...office, name: '出どころ工房', publishedIn: ['leaflet'] });
  const gone = await buildListed(world.api.db, { ...office, name: '出どころ工房', publishedIn: ['leaflet'] });
  const set = (id: string, fields: string[]) =>
    world.api.db.admin('UPDATE portal.publication SET fields = $2 WHERE agency_id = $1', [id, fields]);
  await set(kept, keptFields);
  await set(gone, goneFields);
  return [kept, gone];
}

async function importFromWam(agencyId: string): Promise<void> {
  const batch = newId();
  await world.api.db.admin(
    `INSERT INTO portal.import_batch (id, source, file_name, file_hash, rows_read, rows_new, rows_changed, rows_same)
     VALUES ($1, 'wam', 'ためし.csv', '', 1, 1, 0, 0)`,
    [batch],
  );
  await world.api.db.admin(
    `INSERT INTO portal.import_row (source, source_no, agency_id, hash, given, first_batch_id, last_batch_id)
     VALUES ('wam', $1, $2, '', '{}', $3, $3)`,
    [`試験${agencyId}`, agencyId, batch],
  );
}

it('tells from which lists both come, and names the fields that the leaflet would lose', async () => {
  const [kept, gone] = await buildLeafletTwins(['phone', 'wages'], ['phone']);
  await importFromWam(gone);
  await world.api.db.admin(`UPDATE portal.agency SET confirmed_on = '2020-01-01' WHERE id = $1`, [gone]);
  await lookForDuplicates(world);
  const pair = (await world.secretariat.get('duplicates')).body.items[0];
  const { body: full } = await world.secretariat.get(`duplicates/${pair.id}`);
  const [own, other] = full.one.id === kept ? [full.one, full.other] : [full.other, full.one];
  expect(own.unpublishes).toEqual([{ channel: 'leaflet', fields: ['平均工賃・賃金'] }]);
  expect(other.unpublishes).toEqual([]);
  expect(own).toMatchObject({ sources: [], freshness: { level: 'never' } });
  expect(other).toMatchObject({
    sources: [expect.stringContaining('WAM NET')],
    freshness: { level: 'older' },
  });

  const merge = { keptId: kept, keptVersion: own.version, goneVersion: other.version };
  expect((await world.secretariat.post(`duplicates/${pair.id}/merge`, merge)).status).toBe(201);
  const [publication] = await world.api.db.admin(
    'SELECT fields FROM portal.publication WHERE agency_id = $1',
    [kept],
  );
  expect(publication).toEqual({ fields: ['phone'] });
  const { body: merges } = await world.secretariat.get('entry-merges?perPage=1');
  expect(merges).toMatchObject({ perPage: 1, total: 1, items: [{ goneSources: other.sources }] });
});
