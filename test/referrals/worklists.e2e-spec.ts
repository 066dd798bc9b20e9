import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { say } from '../factories/conversations.js';
import {
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
});
afterAll(() => api.close());

async function bring(...steps: [route: string, body?: unknown][]) {
  const sent = await buildSentReferral(sender, recipient);
  for (const [route, body] of steps)
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), route, body));
  return sent;
}

async function total(worker: Worker, query: string): Promise<number> {
  return expectStatus<{ total: number }>(200, await worker.get(`referrals?perPage=1&${query}`)).total;
}

describe('今日やること', () => {
  beforeAll(async () => {
    const late = await bring();
    await bring(['receipt']);
    await bring(['receipt'], ['review']);
    await bring(['acceptance']);
    await bring(['acceptance'], ['start', { startedOn: dayFromToday(0) }]);
    const reported = { result: 'registered', done: '面談', remaining: '', roles: '' };
    await bring(['acceptance'], ['start', { startedOn: dayFromToday(0) }], ['report', reported]);
    await bring(['decline', { reason: 'no_capacity' }]);
    const withdrawn = await bring(['receipt']);
    expectStatus(200, await withdraw(sender, withdrawn.consent));
    await buildDraft(sender, { personId: await buildPerson(sender), recipientAgencyId: recipient.agencyId });
    await api.db.admin('UPDATE portal.referral_line SET due_on = $2 WHERE referral_id = $1', [
      late.referral.id,
      dayFromToday(-1),
    ]);
  });

  it('counts what waits on the receiving desk', async () => {
    expect((await recipient.get('today')).body).toMatchObject({
      arrived: 1,
      toAnswer: 2,
      supporting: 2,
      waiting: 0,
      toConfirm: 0,
      overdue: 1,
      drafts: 0,
      toApprove: 0,
      consentsEnding: 0,
    });
  });

  it('counts what waits on the sending desk', async () => {
    await api.db.admin('UPDATE portal.consent SET valid_until = $1', [dayFromToday(30)]);
    const people = expectStatus<{ total: number }>(200, await sender.get('people?consentsEnding=true')).total;
    expect((await sender.get('today')).body).toMatchObject({
      arrived: 0,
      waiting: 3,
      toConfirm: 2,
      overdue: 1,
      drafts: 1,
      toApprove: 0,
      consentsEnding: people,
    });
    expect(people).toBe(7);
  });

  it.each([
    ['arrived', 'received', 'status=sent'],
    ['toAnswer', 'received', 'status=received,reviewing'],
    ['supporting', 'received', 'status=accepted,in_progress'],
    ['waiting', 'sent', 'status=sent,received,reviewing'],
    ['toConfirm', 'sent', 'status=reported,suspended'],
    ['overdue', 'sent', 'overdue=true'],
    ['drafts', 'draft', ''],
  ])('every number opens its list: %s', async (number, box, filter) => {
    const worker = box === 'received' ? recipient : sender;
    const today = (await worker.get<Record<string, number>>('today')).body;
    expect(await total(worker, `box=${box}&${filter}`)).toBe(today[number]);
  });
});

describe('a tray', () => {
  it('comes in parts, the latest change first, and says how many there are on every page', async () => {
    const whole = expectStatus<{ items: { id: string }[]; total: number }>(
      200,
      await recipient.get('referrals?box=received&perPage=100'),
    );
    expect(whole.items).toHaveLength(whole.total);
    const second = (await recipient.get('referrals?box=received&perPage=3&page=2')).body;
    expect(second.items.map(({ id }: { id: string }) => id)).toEqual(
      whole.items.slice(3, 6).map(({ id }) => id),
    );
    expect((await recipient.get('referrals?box=received&page=99')).body).toMatchObject({
      items: [],
      total: whole.total,
    });
  });

  it('shows names only where a consent lets the reader know', async () => {
    const items = (await recipient.get('referrals?box=received&perPage=100')).body.items as {
      lineStatus: string;
      personName: string | null;
    }[];
    for (const { lineStatus, personName } of items) {
      const isOpen = ['received', 'reviewing', 'accepted', 'in_progress', 'reported'].includes(lineStatus);
      expect([lineStatus, personName]).toEqual([lineStatus, isOpen ? '試験 太郎' : null]);
    }
  });

  it('asks which one is wanted', async () => {
    const refused = await recipient.get('referrals?box=elsewhere&perPage=0');
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'box',
      'perPage',
    ]);
  });
});

interface Incoming {
  unread: { referralId: string; agency: string; messages: number }[];
  unreadReferrals: number;
}

describe('what others have said', () => {
  it('is counted until one has read it, for each of the two sides', async () => {
    const { referral } = await bring(['receipt']);
    const of = async (worker: Worker) => {
      const { unread, unreadReferrals } = expectStatus<Incoming>(200, await worker.get('today/incoming'));
      return { mine: unread.find(({ referralId }) => referralId === referral.id), unreadReferrals };
    };
    const before = (await of(sender)).unreadReferrals;
    for (const text of ['一つめ', '二つめ'])
      expectStatus(200, await say(recipient, referral.id, 'messages', { level: 'shared', text }));
    expectStatus(200, await say(recipient, referral.id, 'messages', { level: 'internal', text: '所内' }));
    expect(await of(sender)).toMatchObject({ mine: { messages: 2 }, unreadReferrals: before + 1 });
    // What one has said oneself is not unread.
    expect((await of(recipient)).mine).toBeUndefined();
    expect((await of(await buildWorker(api))).unreadReferrals).toBe(0);
    const line = (await look(sender, referral.id)).lines.at(-1);
    const mark = `referrals/${referral.id}/recipients/${line?.id}/conversation-mark`;
    const read = await sender.put(mark, {});
    expect(read.status).toBeLessThan(300);
    expect((await of(sender)).mine).toBeUndefined();
  });
});
