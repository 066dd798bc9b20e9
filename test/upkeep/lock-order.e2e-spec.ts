import { makeDueChanges } from '#libs/directory';
import { newId, OperatorDatabase, WorkerDatabase } from '#libs/platform';
import { dayFromToday } from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { buildKept, buildUpkeepWorld, type UpkeepWorld } from './upkeep.world.js';

// Whoever needs an agency and something of it locks the agency first. Two that did it in different orders would wait for each
// other until the database stops one of them.
let world: UpkeepWorld;
let worker: WorkerDatabase;
let other: OperatorDatabase;
beforeAll(async () => {
  world = await buildUpkeepWorld();
  worker = new WorkerDatabase(world.api.db.connections.worker, 'test');
  other = new OperatorDatabase(world.api.db.connections.operator, 'test');
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await other.onApplicationShutdown();
  await world.api.close();
});

/** Plans a rest that is due, as somebody announced it. */
async function planDue(agencyId: string): Promise<string> {
  const id = newId();
  await world.api.db.admin(
    `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, effective_on, made_by_name)
     VALUES ($1, $2, 'status', 'planned', $3, $4, '本人')`,
    [
      id,
      agencyId,
      JSON.stringify([{ path: 'status', before: 'active', after: 'suspended' }]),
      dayFromToday(0),
    ],
  );
  return id;
}

async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const waiting = await world.api.db.admin(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('nobody waits for the agency');
}

/** Holds the agency, lets `work` begin and wait for it, and then takes the row that `work` needs, too. */
async function holdAgencyThen(agencyId: string, work: () => Promise<unknown>, row: string, id: string) {
  let begun: Promise<unknown> = Promise.resolve();
  await other.transaction(async (tx) => {
    await tx.query('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [agencyId]);
    begun = work();
    await untilSomebodyWaits();
    await tx.query(`SELECT FROM portal.${row} WHERE id = $1 FOR UPDATE NOWAIT`, [id]);
  });
  return begun;
}

it('a change whose day has come waits for the agency before it takes the change', async () => {
  const { agencyId } = await buildKept(world);
  const id = await planDue(agencyId);
  await holdAgencyThen(agencyId, () => makeDueChanges(worker, dayFromToday(0)), 'entry_change', id);
  const [change] = await world.api.db.admin('SELECT state FROM portal.entry_change WHERE id = $1', [id]);
  expect(change).toEqual({ state: 'applied' });
});

it('the answer to a report waits for the agency before it takes the report', async () => {
  const { agencyId, manager } = await buildKept(world);
  const id = newId();
  await world.api.db.admin(
    `INSERT INTO portal.entry_report (id, agency_id, source, topic, words) VALUES ($1, $2, 'public', 'phone', '試験')`,
    [id, agencyId],
  );
  const answering = () =>
    manager.post(`entry-reports/${id}/answer`, { outcome: 'fixed', answer: '直しました' });
  const answered = (await holdAgencyThen(agencyId, answering, 'entry_report', id)) as { status: number };
  expect(answered.status).toBe(201);
});

it('closing an agency while its announced changes are made stops neither of them', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { agencyId, manager } = await buildKept(world);
    const id = await planDue(agencyId);
    const { version } = (await manager.get(`agencies/${agencyId}`)).body;
    const [closing] = await Promise.all([
      manager.post(`agencies/${agencyId}/closing`, { on: dayFromToday(0) }, ifMatch(version)),
      makeDueChanges(worker, dayFromToday(0)),
    ]);
    // 412 when the change was made first: the page that was seen is old.
    expect([204, 412]).toContain(closing.status);
    const [row] = await world.api.db.admin<{ status: string; state: string }>(
      `SELECT a.status, c.state FROM portal.agency a JOIN portal.entry_change c ON c.agency_id = a.id
       WHERE a.id = $1 AND c.id = $2`,
      [agencyId, id],
    );
    expect(row).toEqual(
      closing.status === 204
        ? { status: 'closed', state: 'withdrawn' }
        : { status: 'suspended', state: 'applied' },
    );
  }
});
