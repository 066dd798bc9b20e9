import { Catalogue } from './catalogue.js';
import { Matrix } from './matrix.js';
import { buildWorld } from './world.js';

// The application asks who may know what before the database does. Here the database lets everybody see everything, so
// that only the application's own answer is left.
/** They show what their reader may see of the tables behind them. */
const views = ['portal.live_cover', 'portal.live_grant', 'portal.live_ground'];

let matrix: Matrix;
beforeAll(async () => {
  const world = await buildWorld(['draft', 'received', 'completed', 'suspended', 'backward', 'foreign']);
  for (const table of await new Catalogue(world.api.db).readableBehindWalls('portal_app')) {
    if (views.includes(table)) continue;
    await world.api.db.admin(
      `CREATE POLICY torn_down ON ${table} TO portal_app USING (true) WITH CHECK (true)`,
    );
  }
  const outsiders = ['manager of a stranger', 'acceptor of the recipient', 'staff of the sender'];
  matrix = new Matrix(
    world,
    world.callers.filter(({ name }) => outsiders.includes(name)),
  );
}, 600_000);
afterAll(() => matrix.world.api.close());

describe('without the wall of the database', () => {
  it('the application still tells nobody what they may not read', async () => {
    await matrix.readAll();
    expect(matrix.findings()).toEqual([]);
  }, 600_000);

  it('the application still lets nobody do what is not their business', async () => {
    await matrix.trespassEverywhere();
    expect(matrix.findings()).toEqual([]);
  }, 600_000);
});
