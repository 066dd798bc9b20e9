import { createHash } from 'node:crypto';
import { attendances } from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { say } from '../factories/conversations.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let third: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  third = await buildWorker(api);
});
afterAll(() => api.close());

type State = 'sent' | 'received' | 'accepted' | 'in_progress';

/** A referral that stands in a state, with the consent to report back or without it. */
async function standing(state: State, mayReport = true): Promise<string> {
  const personId = await buildPerson(sender);
  await buildConsent(sender, personId, {
    recipientAgencyId: recipient.agencyId,
    purposes: mayReport ? ['intake', 'report_back'] : ['intake'],
  });
  const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
  const { id } = expectStatus<{ id: string }>(200, await move(sender, draft, 'sending'));
  const steps = [
    ['received', 'receipt', {}],
    ['accepted', 'acceptance', {}],
    ['in_progress', 'start', { startedOn: dayFromToday(0) }],
  ] as const;
  for (const [reached, route, body] of steps) {
    if ((await look(sender, id)).lines[0]!.status === state) break;
    expectStatus(200, await say(recipient, id, route, body));
    if (reached === state) break;
  }
  return id;
}

const reported = async (referralId: string) =>
  (
    await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.disclosure WHERE referral_id = $1 AND method = 'reported'
         AND purpose = 'report_back' AND recipient_agency_id = $2`,
      [referralId, sender.agencyId],
    )
  )[0]!.n;

const told = `SELECT purpose FROM portal.disclosure WHERE referral_id = $1 AND method = 'reported'`;
const asksToStop = { reason: 'person_does_not_wish', note: '', dueOn: dayFromToday(7) };
const note = '本人の様子の言葉';
const acts: {
  name: string;
  state: State;
  route: string;
  body: () => Record<string, unknown>;
  /** The same without words. */
  wordless?: Record<string, unknown>;
  asked?: true;
}[] = [
  { name: 'a question', state: 'received', route: 'question', body: () => ({ questions: note }) },
  {
    name: 'a proposal',
    state: 'received',
    route: 'proposal',
    body: () => ({ service: '短時間の利用', time: '', note }),
  },
  {
    name: 'another agency in its place',
    state: 'received',
    route: 'redirection',
    body: () => ({ reason: 'other_agency', note, agencyIds: [third.agencyId] }),
    wordless: { reason: 'other_agency' },
  },
  {
    name: 'a yes',
    state: 'received',
    route: 'acceptance',
    body: () => ({ note }),
    wordless: {},
  },
  {
    name: 'a place on the list',
    state: 'received',
    route: 'waiting',
    body: () => ({ note }),
    wordless: {},
  },
  {
    name: 'a no',
    state: 'received',
    route: 'decline',
    body: () => ({ reason: 'no_capacity', note }),
    wordless: { reason: 'no_capacity' },
  },
  {
    name: 'an end before the aim',
    state: 'accepted',
    route: 'failure',
    body: () => ({ reason: 'person_stopped', note }),
    wordless: { reason: 'person_stopped' },
  },
  {
    name: 'an end that was asked for',
    state: 'in_progress',
    route: 'stop-request/agreement',
    body: () => ({ note }),
    wordless: { note: '' },
    asked: true,
  },
  {
    name: 'going on although an end was asked for',
    state: 'in_progress',
    route: 'stop-request/refusal',
    body: () => ({ why: note }),
    wordless: { why: '' },
    asked: true,
  },
];

describe('what the recipient writes to the source', () => {
  it.each(acts)('is one row of the ledger: $name', async ({ state, route, body, asked }) => {
    const id = await standing(state);
    if (asked) expectStatus(200, await say(sender, id, 'stop-request', asksToStop));
    expectStatus(200, await say(recipient, id, route, body()));
    expect(await reported(id)).toBe(1);
  });

  it.each(acts.filter(({ state }) => state === 'received'))(
    'rests on the consent for the package where it belongs to the decision: $name',
    async ({ state, route, body }) => {
      const id = await standing(state, false);
      expectStatus(200, await say(recipient, id, route, body()));
      expect(await api.db.admin(told, [id])).toEqual([{ purpose: 'intake' }]);
    },
  );

  it.each(acts.filter(({ state }) => state !== 'received'))(
    'is not told without the consent to report back afterwards: $name',
    async ({ state, route, body, wordless, asked }) => {
      const id = await standing(state, false);
      if (asked) expectStatus(200, await say(sender, id, 'stop-request', asksToStop));
      const refused = await say(recipient, id, route, body());
      expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
      expect(String(refused.body['detail'])).toContain('結果の返送');
      const { note: _, why: __, ...codes } = body();
      expectStatus(200, await say(recipient, id, route, { ...codes, ...wordless }));
      expect(await api.db.admin(told, [id])).toEqual([]);
    },
  );

  const spoken: { name: string; route: string; body: object; kind: string; words: string }[] = [
    {
      ...{ name: 'a message', route: 'messages', kind: 'shared', words: '通所は順調です。' },
      body: { level: 'shared', text: '通所は順調です。' },
    },
    {
      ...{ name: 'a wish for the responsibility', route: 'transfer-request', kind: 'transfer_request' },
      ...{ words: '転居のため', body: { why: '転居のため', dueOn: dayFromToday(5) } },
    },
    {
      ...{ name: 'an interim report', route: 'interim-report', kind: 'interim_report' },
      body: {
        ...{ from: dayFromToday(-30), until: dayFromToday(0), attendance: 'mostly' },
        ...{ changes: '落ち着いた', issues: '' },
      },
      words: JSON.stringify([
        { label: '期間', text: `${dayFromToday(-30)}から${dayFromToday(0)}まで` },
        { label: '出席', text: attendances.mostly },
        { label: '変化', text: '落ち着いた' },
        { label: '課題', text: '' },
      ]),
    },
  ];
  it.each(spoken)(
    'stands in the ledger under a hash on which nobody can try words: $name',
    async ({ route, body, kind, words }) => {
      const id = await standing('in_progress');
      expectStatus(200, await say(recipient, id, route, body));
      const [row] = await api.db.admin<{ message: string; hash: string }>(
        `SELECT m.id AS message, encode(d.content_hash, 'hex') AS hash
         FROM portal.disclosure d JOIN portal.referral_message m ON m.line_id = d.line_id AND m.kind = $2
         WHERE d.referral_id = $1 AND d.method = 'reported'`,
        [id, kind],
      );
      // Salted by the message's own id, which no row of the ledger names.
      expect(row!.hash).toBe(createHash('sha256').update(`${row!.message}|${words}`).digest('hex'));
    },
  );

  it('is a no without words where nothing may be told any more', async () => {
    const id = await standing('received');
    const [line] = await api.db.admin<{ person_id: string }>(
      'SELECT person_id FROM portal.referral_line WHERE referral_id = $1',
      [id],
    );
    const consents = expectStatus<{ id: string; version: number }[]>(
      200,
      await sender.get(`people/${line!.person_id}/consents`),
    );
    await buildConsent(sender, line!.person_id, {
      recipientAgencyId: recipient.agencyId,
      categories: ['living'],
      purposes: ['intake'],
    });
    expectStatus(200, await withdraw(sender, consents[0]!));
    await api.db.admin(
      `UPDATE portal.referral_line SET status = 'received', suspended_from = NULL, suspended_for = NULL WHERE referral_id = $1`,
      [id],
    );
    const refused = await say(recipient, id, 'decline', { reason: 'no_capacity', note });
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    expectStatus(200, await say(recipient, id, 'decline', { reason: 'no_capacity' }));
  });

  it('has to say why support goes on wherever it may', async () => {
    const id = await standing('in_progress');
    expectStatus(200, await say(sender, id, 'stop-request', asksToStop));
    expect((await say(recipient, id, 'stop-request/refusal', { why: '' })).status).toBe(422);
  });
});

describe('what the source heard on the telephone', () => {
  const heard = { agreedBy: '受入 次郎', agreedOn: dayFromToday(0) };

  it('is told to the recipient with the words about the person, and not without them', async () => {
    for (const [words, rows] of [
      ['', 0],
      [note, 1],
    ] as const) {
      const id = await standing('sent');
      const before = await sentRows(id);
      expectStatus(200, await say(sender, id, 'phone-acceptance', { ...heard, note: words }));
      expect((await sentRows(id)) - before).toBe(rows);
    }
  });

  async function sentRows(referralId: string): Promise<number> {
    const [row] = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.disclosure WHERE referral_id = $1 AND method = 'sent'`,
      [referralId],
    );
    return row!.n;
  }
});
