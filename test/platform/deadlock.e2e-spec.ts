import { Database, type Tx } from '#libs/platform';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let manager: Worker;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api);
});
afterAll(() => api.close());

const locked = (tx: Tx, name: string) =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);

it('lets both through when two transactions wait for each other', async () => {
  const database = api.app.get(Database, { strict: false });
  const actor = { session: manager.token! };
  let met = 0;
  let meet = () => {};
  const both = new Promise<void>((resolve) => (meet = resolve));
  let runs = 0;
  const work = (first: string, second: string) =>
    database.transaction(actor, async (tx) => {
      runs += 1;
      await locked(tx, first);
      met += 1;
      if (met === 2) meet();
      await both;
      await locked(tx, second);
      return `${first}${second}`;
    });
  await expect(Promise.all([work('a', 'b'), work('b', 'a')])).resolves.toEqual(['ab', 'ba']);
  expect(runs).toBe(3);
});

it('lets every other failure out at once', async () => {
  const database = api.app.get(Database, { strict: false });
  let runs = 0;
  const failing = database.transaction({ session: manager.token! }, (tx) => {
    runs += 1;
    return tx.query('SELECT 1 / 0');
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(runs).toBe(1);
});
