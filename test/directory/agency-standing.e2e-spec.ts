import { makeDueChanges } from '#libs/directory';
import { newId, openLog, WorkerDatabase } from '#libs/platform';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildDraft, buildPerson, buildSentReferral, dayFromToday, move } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { configWith, eventually, testPace } from '../worker/worker.world.js';

let api: TestApi;
let worker: PortalWorker;
let workerDatabase: WorkerDatabase;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  stranger = await buildWorker(api);
  const { connections, keys } = api.db;
  workerDatabase = new WorkerDatabase(connections.worker, 'test');
  worker = createWorker({
    config: configWith({}),
    keys,
    connections,
    log: openLog('silent', 'worker'),
    pace: testPace,
  });
  worker.start();
});
afterAll(async () => {
  await worker.close();
  await workerDatabase.onApplicationShutdown();
  await api.close();
});

/** An agency with a free place, and its manager. */
async function buildOffice(): Promise<Worker> {
  const agencyId = await buildListed(api.db, {
    name: `みなと ${newId().slice(-6)}`,
    area: '99-a1',
    isMember: true,
    address: 'ためし県一の市1-1',
    services: [
      { kind: 'b_type', vacancy: { state: 'open', available: 2, asOf: '2026-01-01', saidBy: '担当' } },
    ],
  });
  return buildWorker(api, { agencyId });
}

const page = async ({ agencyId }: Worker) => (await stranger.get(`agencies/${agencyId}`)).body;
const step = async (by: Worker, verb: string, body: object = {}, at: Worker = by) =>
  by.post(`agencies/${at.agencyId}/${verb}`, body, ifMatch((await page(at)).version));
const today = dayFromToday(0);
const tomorrow = dayFromToday(1);
const daysLater = (days: number) => makeDueChanges(workerDatabase, dayFromToday(days));

it('opens nothing that was closed before its day came', async () => {
  const office = await buildOffice();
  const planned = newId();
  await step(office, 'closing', { on: today });
  await api.db.admin(
    `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, effective_on, made_by_name)
     VALUES ($1, $2, 'status', 'planned', $3, $4, '本人')`,
    [
      ...[planned, office.agencyId],
      JSON.stringify([{ path: 'status', before: 'suspended', after: 'active' }]),
      tomorrow,
    ],
  );
  await daysLater(2);
  expect((await page(office)).status).toBe('closed');
  const [change] = await api.db.admin('SELECT state FROM portal.entry_change WHERE id = $1', [planned]);
  expect(change).toEqual({ state: 'withdrawn' });
});

describe('a rest', () => {
  it('begins today, is told on the page, hides free places from the search, and takes no referral', async () => {
    const office = await buildOffice();
    const { name } = await page(office);
    const inSearch = async () => (await stranger.get(`agencies?q=${name}&vacancy=open`)).body.total;
    expect(await inSearch()).toBe(1);
    const answer = await step(office, 'suspension', { from: today, until: tomorrow, note: '改修のため' });
    expect(answer.status).toBe(204);
    expect(await page(office)).toMatchObject({
      status: 'suspended',
      statusFrom: today,
      statusUntil: tomorrow,
      statusNote: '改修のため',
      services: [{ vacancy: null }],
      announced: [{ on: dayFromToday(2), status: 'active' }],
      can: { refer: false },
    });
    expect(await inSearch()).toBe(0);
    expect((await stranger.get(`agencies?q=${name}`)).body.total).toBe(1);
    const personId = await buildPerson(stranger);
    await expect(buildDraft(stranger, { personId, recipientAgencyId: office.agencyId })).rejects.toThrow(
      '422',
    );

    expect(await daysLater(2)).toBeGreaterThan(0);
    expect(await page(office)).toMatchObject({ status: 'active', statusNote: null, announced: [] });
    expect(await inSearch()).toBe(1);
    expect((await office.get(`agencies/${office.agencyId}/changes`)).body.items).toMatchObject([
      { kind: 'status', state: 'applied' },
      { kind: 'status', state: 'applied' },
    ]);
  });

  it('that is announced begins on its day, and can be called off', async () => {
    const office = await buildOffice();
    await step(office, 'suspension', { from: tomorrow });
    expect(await page(office)).toMatchObject({
      status: 'active',
      announced: [{ on: tomorrow, status: 'suspended', until: null }],
    });
    await daysLater(1);
    expect((await page(office)).status).toBe('suspended');

    const other = await buildOffice();
    await step(other, 'suspension', { from: tomorrow, until: dayFromToday(3) });
    const { version } = await page(other);
    expect((await other.delete(`agencies/${other.agencyId}/announcements`, ifMatch(version))).status).toBe(
      204,
    );
    await daysLater(9);
    expect(await page(other)).toMatchObject({ status: 'active', announced: [] });
  });

  it('ends at once when the agency opens again, and does not begin anew', async () => {
    const office = await buildOffice();
    await step(office, 'suspension', { from: today, until: tomorrow });
    expect((await step(office, 'reopening')).status).toBe(204);
    await daysLater(9);
    expect((await office.get(`agencies/${office.agencyId}/changes`)).body.items.map(stateOf)).toEqual([
      'applied',
      'withdrawn',
      'applied',
    ]);
    expect((await step(office, 'reopening')).body.code).toBe('agency.wrong_state');
  });

  it.each([
    { what: 'an end before its beginning', body: { from: tomorrow, until: today } },
    { what: 'an end that has passed', body: { from: '2020-01-01', until: '2020-01-02' } },
    { what: 'no beginning', body: {} },
    { what: 'a day that is none', body: { from: '2026-02-30' } },
  ])('refuses $what', async ({ body }) => {
    expect((await step(await buildOffice(), 'suspension', body)).status).toBe(422);
  });
});

const stateOf = ({ state }: { state: string }) => state;

describe('an end', () => {
  it('takes the agency out of the search, and leads on to who carries on', async () => {
    const [office, next, last] = [await buildOffice(), await buildOffice(), await buildOffice()];
    const { name } = await page(office);
    await step(office, 'closing', { on: today, successorId: next.agencyId, note: '統合しました' });
    expect(await page(office)).toMatchObject({
      status: 'closed',
      statusFrom: today,
      successor: { id: next.agencyId },
    });
    expect((await stranger.get(`agencies?q=${name}`)).body.total).toBe(0);
    await step(next, 'closing', { on: today, successorId: last.agencyId });
    expect((await page(office)).successor.id).toBe(last.agencyId);
    expect((await step(office, 'closing', { on: today })).status).toBe(409);
  });

  it('refuses a successor that is closed, the agency itself, or carried on by it', async () => {
    const [office, other] = [await buildOffice(), await buildOffice()];
    const closing = (successorId: string) => step(office, 'closing', { on: today, successorId });
    expect((await closing(office.agencyId)).status).toBe(422);
    expect((await closing(newId())).status).toBe(422);
    await step(other, 'closing', { on: today, successorId: office.agencyId });
    expect((await closing(other.agencyId)).status).toBe(422);
  });

  it('can be taken back', async () => {
    const office = await buildOffice();
    await step(office, 'closing', { on: today });
    expect((await step(office, 'reopening')).status).toBe(204);
    expect(await page(office)).toMatchObject({ status: 'active', statusFrom: null });
  });
});

describe('a move', () => {
  it('is announced, and makes the new address hold on its day', async () => {
    const office = await buildOffice();
    const place = { address: 'ためし県三の市9-9', area: '99-b1', phone: '099-999-9999' };
    expect((await step(office, 'moving', { on: tomorrow, place })).status).toBe(204);
    expect(await page(office)).toMatchObject({
      address: 'ためし県一の市1-1',
      announced: [{ on: tomorrow, moves: true, address: 'ためし県三の市9-9' }],
    });
    await daysLater(1);
    expect(await page(office)).toMatchObject({ address: 'ためし県三の市9-9', area: { code: '99-b1' } });
    expect((await stranger.get('agencies?q=三の市9-9')).body.total).toBe(1);
  });

  it('does not tell where an agency goes that hides its address', async () => {
    const office = await buildOffice();
    await office.patch(`agencies/${office.agencyId}/entry`, { entry: { addressHidden: true } }, ifMatch(1));
    await step(office, 'moving', { on: tomorrow, place: { address: 'ためし県ひみつ7' } });
    expect((await page(office)).announced).toMatchObject([{ moves: true, address: null }]);
    const { announced } = (await office.get(`agencies/${office.agencyId}`)).body;
    expect(announced).toMatchObject([{ address: 'ためし県ひみつ7' }]);
  });

  it.each([
    { what: 'the old address', place: { address: 'ためし県一の市1-1' } },
    { what: 'nothing but other ways to call', place: { phone: '099-999-9999', fax: '099-999-9998' } },
    { what: 'anything but the place', place: { address: 'ためし県一の市2-2', name: '新名称' } },
    { what: 'a telephone number that is none', place: { address: 'ためし県一の市2-2', phone: '1' } },
  ])('refuses $what', async ({ place }) => {
    expect((await step(await buildOffice(), 'moving', { on: tomorrow, place })).status).toBe(422);
  });
});

describe('a move where the network approves changes', () => {
  beforeAll(() => api.db.admin('UPDATE portal.directory_settings SET approval = true'));
  afterAll(() => api.db.admin('UPDATE portal.directory_settings SET approval = false'));
  const place = { address: 'ためし県三の市9-9', phone: '099-999-9999' };
  const before = { address: 'ためし県一の市1-1', phone: null };
  const newest = async (by: Worker) =>
    (await by.get(`agencies/${by.agencyId}/changes`)).body.items[0] as Record<string, unknown>;

  it.each([
    { when: 'today', days: 0 },
    { when: 'on its day', days: 1 },
  ])('waits, and then holds: $when', async ({ days }) => {
    const [office, secretariat] = [await buildOffice(), await buildWorker(api, { role: 'secretariat' })];
    const on = dayFromToday(days);
    expect((await step(office, 'moving', { on, place })).status).toBe(204);
    await daysLater(days);
    expect(await page(office)).toMatchObject({ ...before, announced: [] });
    const { id } = await newest(office);
    expect((await office.post(`entry-changes/${String(id)}/approval`)).status).toBe(403);
    expect((await secretariat.post(`entry-changes/${String(id)}/approval`)).status).toBe(204);
    if (days > 0) {
      expect(await page(office)).toMatchObject({ ...before, announced: [{ on, address: place.address }] });
      await daysLater(days);
    }
    expect(await page(office)).toMatchObject({ ...place, announced: [] });
  });

  it('gives way to a newer one, and does not keep the secretariat waiting', async () => {
    const [office, secretariat] = [await buildOffice(), await buildWorker(api, { role: 'secretariat' })];
    await step(office, 'moving', { on: today, place });
    const { id } = await newest(office);
    expect((await step(secretariat, 'moving', { on: today, place }, office)).status).toBe(204);
    expect(await page(office)).toMatchObject(place);
    expect((await office.get(`entry-changes/${String(id)}`)).body.state).toBe('withdrawn');
  });
});

describe('who has an open referral with the agency', () => {
  it('is told of its rest, its end, its move and its return, once for each referral', async () => {
    const [sender, recipient] = [await buildWorker(api), await buildOffice()];
    const one = await buildSentReferral(sender, recipient);
    const two = await buildSentReferral(sender, recipient, { name: '試験 次郎' });
    const over = await buildSentReferral(sender, recipient, { name: '試験 三郎' });
    await move(sender, over.referral, 'cancellation', { reason: 'not_needed' });
    const notices = async (by: Worker, type: string) =>
      (await by.get('notices?perPage=100')).body.items.filter(
        (notice: { type: string }) => notice.type === type,
      );
    const told = (type: string, count: number) =>
      eventually(async () => expect(await notices(sender, type)).toHaveLength(count));

    await step(recipient, 'suspension', { from: today });
    await told('referral.partner_suspended', 2);
    expect((await notices(sender, 'referral.partner_suspended')).map(numberOf).sort()).toEqual(
      [one.referral.number, two.referral.number].sort(),
    );
    expect(await notices(recipient, 'referral.partner_suspended')).toEqual([]);
    expect(await notices(stranger, 'referral.partner_suspended')).toEqual([]);
    await step(recipient, 'reopening');
    await told('referral.partner_reopened', 2);
    await step(recipient, 'moving', { on: today, place: { address: 'ためし県二の町1' } });
    await told('referral.partner_moved', 2);
    await step(recipient, 'closing', { on: today, successorId: stranger.agencyId });
    await told('referral.partner_merged', 2);
    await step(recipient, 'reopening');
    await step(recipient, 'closing', { on: today });
    await told('referral.partner_closed', 2);
  });
});

describe('the secretariat', () => {
  it('is told of what waits, and the agency of what was decided', async () => {
    const [office, secretariat] = [await buildOffice(), await buildWorker(api, { role: 'secretariat' })];
    await api.db.admin('UPDATE portal.directory_settings SET approval = true');
    const typesOf = async (by: Worker) =>
      (await by.get('notices?perPage=100')).body.items.map(({ type }: { type: string }) => type);
    const { body } = await office.patch(
      `agencies/${office.agencyId}/entry`,
      { entry: { fax: '099-111-2222' } },
      ifMatch(1),
    );
    await eventually(async () => expect(await typesOf(secretariat)).toContain('entry.waiting'));
    await secretariat.post(`entry-changes/${body.changeId}/approval`);
    await eventually(async () => expect(await typesOf(office)).toContain('entry.approved'));
    // What becomes of an agency waits for nobody.
    await step(office, 'suspension', { from: today });
    expect((await page(office)).status).toBe('suspended');
    await api.db.admin('UPDATE portal.directory_settings SET approval = false');
  });
});

const numberOf = ({ number }: { number: string }) => number;

describe('who may', () => {
  it.each(['suspension', 'closing', 'moving', 'reopening'])(
    'say so is the agency and the secretariat: %s',
    async (verb) => {
      const office = await buildOffice();
      const body = { from: today, on: today, place: { address: 'ためし県二の町3' } };
      const wanted = {
        suspension: { from: body.from },
        closing: { on: body.on },
        moving: { on: body.on, place: body.place },
        reopening: {},
      }[verb]!;
      const secretariat = await buildWorker(api, { role: 'secretariat' });
      if (verb === 'reopening') await step(office, 'closing', { on: today });
      expect((await step(stranger, verb, wanted, office)).status).toBe(403);
      const stale = await office.post(`agencies/${office.agencyId}/${verb}`, wanted, ifMatch(99));
      expect(stale.status).toBe(412);
      expect((await stranger.post(`agencies/${newId()}/${verb}`, wanted, ifMatch(1))).status).toBe(404);
      expect((await step(secretariat, verb, wanted, office)).status).toBe(204);
      const acts = await api.db.admin(
        `SELECT FROM audit.entry WHERE object_id = $1 AND action LIKE 'agency.%'`,
        [office.agencyId],
      );
      expect(acts.length).toBeGreaterThan(0);
    },
  );
});
