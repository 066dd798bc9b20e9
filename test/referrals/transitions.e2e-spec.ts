import { WorkerDatabase } from '#libs/platform';
import { proposedOn, stepDue } from '#libs/referrals';
import { TransitionsRound } from '../../apps/worker/src/referrals/transitions.round.js';
import { ifMatch } from '../support/client.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
} from '../factories/referrals.js';

let api: TestApi;
let worker: WorkerDatabase;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'transitions test');
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

const quiet = { warn() {}, info() {} } as never;
const lookOn = (today: string) => new TransitionsRound(worker, quiet, { today: () => today }).look();

async function promisesOf(agencyId: string, type: string): Promise<string[]> {
  const rows = await api.db.admin<{ number: string }>(
    `SELECT payload->>'number' AS number FROM portal.outbox WHERE type = $1 AND payload->>'agencyId' = $2 ORDER BY id`,
    [type, agencyId],
  );
  return rows.map(({ number }) => number);
}

interface Term {
  id: string;
  endsOn: string;
  daysLeft: number;
  adultOn: string | null;
  proposals: { step: number; made: boolean }[];
  referral: { id: string } | null;
  version: number;
}

describe('people whose support ends soon', () => {
  it('are found among the own people, and nobody else is', async () => {
    const own = await buildWorker(api);
    const [near, far, none] = [await buildPerson(own), await buildPerson(own), await buildPerson(own)];
    for (const [personId, days] of [
      [near, 80],
      [far, 200],
    ] as const)
      expectStatus(
        201,
        await own.post(`people/${personId}/support-terms`, {
          kind: 'graduation',
          baseOn: dayFromToday(days),
        }),
      );
    const within = async (months?: number) =>
      expectStatus<{ items: { id: string }[] }>(
        200,
        await own.get(`people${months ? `?termMonths=${months}` : ''}`),
      )
        .items.map(({ id }) => id)
        .sort();
    expect(await within(3)).toEqual([near]);
    expect(await within(12)).toEqual([near, far].sort());
    expect(await within()).toEqual([near, far, none].sort());
    expect((await own.get('people?termMonths=0')).status).toBe(422);
  });
});

describe('a support that ends', () => {
  it('is worked out from the day of employment, and each proposal is made once', async () => {
    const own = await buildWorker(api);
    const personId = await buildPerson(own);
    const term = expectStatus<Term>(
      201,
      await own.post(`people/${personId}/support-terms`, { kind: 'retention', baseOn: '2023-12-15' }),
    );
    expect(term.endsOn).toBe('2027-06-14');
    for (const day of [
      '2026-12-13',
      '2026-12-14',
      '2026-12-14',
      '2027-01-20',
      '2027-03-14',
      '2027-06-14',
      '2027-06-15',
    ])
      await lookOn(day);
    expect(await promisesOf(own.agencyId, 'term.due')).toEqual(['1', '1', '1']);
    const [shown] = expectStatus<Term[]>(200, await own.get(`people/${personId}/support-terms`));
    expect(shown?.proposals.map(({ step, made }) => [step, made])).toEqual([
      [6, true],
      [3, true],
      [1, true],
    ]);
  });

  it('asks the database and the program for the same steps on every day', async () => {
    const own = await buildWorker(api);
    const personId = await buildPerson(own);
    const { id } = expectStatus<Term>(
      201,
      await own.post(`people/${personId}/support-terms`, { kind: 'graduation', baseOn: '2027-08-31' }),
    );
    for (const step of [6, 3, 1] as const) {
      const day = proposedOn('2027-08-31', step);
      await lookOn(day);
      const [row] = await api.db.admin<{ step: number }>(
        'SELECT step FROM portal.term_proposal WHERE term_id = $1 ORDER BY step LIMIT 1',
        [id],
      );
      expect(row?.step).toBe(stepDue('2027-08-31', day));
    }
  });

  it('begins a draft with what is known, one only, and is proposed no more once that is sent', async () => {
    const personId = await buildPerson(sender, { birthDate: '2009-05-10' });
    const term = expectStatus<Term>(
      201,
      await sender.post(`people/${personId}/support-terms`, { kind: 'graduation' }),
    );
    expect([term.endsOn.slice(5), term.adultOn]).toEqual(['03-31', '2027-05-10']);
    const { referralId } = expectStatus<{ referralId: string }>(
      200,
      await sender.post(`support-terms/${term.id}/draft`, {}),
    );
    const form = await sender.get(`referrals/${referralId}/particulars`);
    expect(form.body).toMatchObject({ type: 'graduate' });
    expect(form.text).toContain(term.endsOn);
    expect((await sender.post(`support-terms/${term.id}/draft`, {})).body).toEqual({ referralId });
    expect((await sender.post(`people/${personId}/support-terms`, { kind: 'graduation' })).status).toBe(409);
  });

  it("is the own agency's alone", async () => {
    const personId = await buildPerson(sender);
    const term = expectStatus<Term>(
      201,
      await sender.post(`people/${personId}/support-terms`, { kind: 'retention', baseOn: '2024-04-01' }),
    );
    const change = { baseOn: '2024-05-01' };
    expect((await recipient.put(`support-terms/${term.id}`, change, ifMatch(1))).status).toBe(404);
    expect((await recipient.get(`people/${personId}/support-terms`)).status).toBe(404);
    expect((await sender.put(`support-terms/${term.id}`, change, ifMatch(7))).status).toBe(412);
    const changed = expectStatus<Term>(200, await sender.put(`support-terms/${term.id}`, change, ifMatch(1)));
    expect(changed.endsOn).toBe('2027-10-31');
    expectStatus(200, await sender.post(`support-terms/${term.id}/end`, {}, ifMatch(changed.version)));
    expect((await sender.post(`support-terms/${term.id}/end`, {}, ifMatch(changed.version + 1))).status).toBe(
      409,
    );
  });
});

interface Check {
  id: string;
  kind: string;
  dueOn: string;
  state: string;
  version: number;
  nextOn: string | null;
  note: string;
}

/** A referral that closes with a result, by hand. */
async function closed(result: string): Promise<{ personId: string; referral: ReferralBody }> {
  const { referral, personId } = await buildSentReferral(sender, recipient);
  const at = async (by: Worker, route: string, body: object = {}) =>
    expectStatus(200, await move(by, await look(by, referral.id), route, body));
  await at(recipient, 'receipt');
  await at(recipient, 'acceptance');
  await at(recipient, 'start', { startedOn: dayFromToday(0) });
  await at(recipient, 'report', { result, done: '支援した', remaining: '', roles: '' });
  await at(sender, 'completion');
  return { personId, referral };
}

describe('whoever was brought somewhere', () => {
  it('is asked after 1, 3, 6 and 12 months, and what came of it is kept sealed', async () => {
    const { personId, referral } = await closed('employed');
    const checks = expectStatus<Check[]>(200, await sender.get(`people/${personId}/check-ups`));
    expect(checks.map(({ kind }) => kind)).toEqual(['month_1', 'month_3', 'month_6', 'month_12']);
    const [first] = checks;
    const input = {
      on: dayFromToday(0),
      reached: 'visit',
      situation: 'working',
      note: '定着の秘密',
      nextOn: dayFromToday(180),
    };
    expect((await recipient.post(`check-ups/${first?.id}/record`, input, ifMatch(1))).status).toBe(404);
    const late = await sender.post(
      `check-ups/${first?.id}/record`,
      { ...input, on: dayFromToday(1) },
      ifMatch(1),
    );
    expect(late.status).toBe(422);
    const done = expectStatus<Check>(
      200,
      await sender.post(`check-ups/${first?.id}/record`, input, ifMatch(1)),
    );
    expect(done).toMatchObject({ state: 'done', note: '定着の秘密' });
    expect((await sender.post(`check-ups/${first?.id}/record`, input, ifMatch(2))).status).toBe(409);
    const doneOnes = await sender.get<{ items: Check[] }>('check-ups/done?whose=own&perPage=100');
    expect(doneOnes.body.items).toContainEqual(
      expect.objectContaining({ id: first?.id, note: '定着の秘密' }),
    );
    expect((await recipient.get('check-ups/done')).text).not.toContain('定着の秘密');
    const person = await sender.get(`people/${personId}`);
    expect(person.body).toMatchObject({ lastContactOn: dayFromToday(0) });
    const [row] = await api.db.admin<{ plain: boolean; n: number }>(
      `SELECT bool_or(position('定着'::bytea IN note) > 0) AS plain, count(*)::int AS n FROM portal.check_up
       WHERE person_id = $1 AND kind IN ('month_1', 'monitoring')`,
      [personId],
    );
    expect(row).toEqual({ plain: false, n: 2 });
    expect(referral.id).toBeTruthy();
  });

  it('is not asked when nothing came of it', async () => {
    const { personId } = await closed('interrupted');
    expect((await sender.get(`people/${personId}/check-ups`)).body).toEqual([]);
  });

  it('is called to mind once a week until somebody has done it', async () => {
    const own = await buildWorker(api);
    const personId = await buildPerson(own);
    const dueOn = dayFromToday(3);
    const check = expectStatus<Check>(201, await own.post(`people/${personId}/check-ups`, { dueOn }));
    for (const days of [2, 3, 4, 9, 10]) await lookOn(dayFromToday(days));
    expect(await promisesOf(own.agencyId, 'check_up.due')).toEqual(['1', '1']);
    expectStatus(200, await own.post(`check-ups/${check.id}/dropping`, {}, ifMatch(check.version)));
    await lookOn(dayFromToday(30));
    expect(await promisesOf(own.agencyId, 'check_up.due')).toHaveLength(2);
  });

  it('keeps the number of months for each agency, which its managers set', async () => {
    const manager = await buildWorker(api, { role: 'manager' });
    expect((await manager.get('unheard-setting')).body).toEqual({ months: 6, version: 0 });
    expectStatus(200, await manager.put('unheard-setting', { months: 3 }, ifMatch(0)));
    expect((await manager.put('unheard-setting', { months: 4 }, ifMatch(0))).status).toBe(412);
    const staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
    expect((await staff.put('unheard-setting', { months: 4 }, ifMatch(1))).status).toBe(403);
    expect((await staff.get('unheard-setting')).body).toEqual({ months: 3, version: 1 });
    expect((await sender.get('unheard-setting')).body).toEqual({ months: 6, version: 0 });
  });
});
