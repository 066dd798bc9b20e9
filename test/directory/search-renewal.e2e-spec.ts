import { renewSearchDocs, searchDocsVersion } from '#libs/directory';
import { WorkerDatabase } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

// Search entries that an older program wrote are written anew, slice by slice, and never twice.
let db: TestDatabase;
let worker: WorkerDatabase;
const ids: string[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
  worker = new WorkerDatabase(db.connections.worker, 'test');
  await buildAreas(db);
  for (let number = 0; number < 7; number += 1)
    ids.push(await buildListed(db, { name: `更新工房${number}`, area: '99-a1' }));
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await db.drop();
});

/** As a program before left them. */
const age = () =>
  db.admin(`WITH docs AS (UPDATE portal.search_doc SET body = ' 古い ')
            UPDATE portal.search_renewal SET version = 0, next_version = 0, reached = NULL`);
const old = async () =>
  (
    await db.admin(`SELECT FROM portal.search_doc WHERE body = ' 古い ' AND agency_id = ANY ($1::uuid[])`, [
      ids,
    ])
  ).length;
const slice = (version = searchDocsVersion) => worker.transaction((tx) => renewSearchDocs(tx, version, 3));

describe('search entries of an older program', () => {
  it('are written anew slice by slice', async () => {
    await age();
    const left: number[] = [];
    let more = true;
    while (more) {
      more = await slice();
      left.push(await old());
    }
    expect(left).toEqual([4, 1, 0]);
  });

  it('are left alone once that is done, until there is a newer program', async () => {
    await age();
    while (await slice());
    await db.admin(`UPDATE portal.search_doc SET body = ' 古い '`);
    expect(await slice()).toBe(false);
    expect(await old()).toBe(7);
    while (await slice(searchDocsVersion + 1));
    expect(await old()).toBe(0);
  });

  it('go on where a program stopped, and begin anew when the next one is newer still', async () => {
    await age();
    await slice();
    await db.admin(`UPDATE portal.search_doc SET body = ' 古い '`);
    await slice();
    expect(await old()).toBe(4);
    while (await slice(searchDocsVersion + 1));
    expect(await old()).toBe(0);
  });

  it('are not undone by an older program that still runs beside a newer one', async () => {
    await age();
    await slice(searchDocsVersion + 1);
    expect(await slice()).toBe(false);
  });

  it('are left to the worker that has them in hand', async () => {
    await age();
    await worker.transaction(async (tx) => {
      await renewSearchDocs(tx, searchDocsVersion, 3);
      expect(await slice()).toBe(false);
    });
  });
});
