import { Webhook } from 'standardwebhooks';
import { webhookEvents } from '#libs/notifications';
import { Config, openLog, WorkerDatabase } from '#libs/platform';
import { moveByRule } from '#libs/referrals';
import { createWorker, type PortalWorker } from '../../apps/worker/src/app.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildSentReferral, expectStatus, look, move, withdraw } from '../factories/referrals.js';
import { type Arrived, WebhookReceiver } from '../factories/webhook-receiver.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { eventually, testPace } from '../worker/worker.world.js';

interface Hook {
  id: string;
  version: number;
  state: string;
  pausedFor: string | null;
  failingSince: string | null;
  previousUntil: string | null;
}
interface Secret {
  webhook: Hook;
  secret: string | null;
}
interface Delivery {
  id: string;
  eventId: string;
  type: string;
  number: string | null;
  state: string;
  nextAt: string | null;
  attempts: { attempt: number; status: number | null; code: string | null; durationMs: number }[];
}

let api: TestApi;
let worker: PortalWorker;
let receiver: WebhookReceiver;
beforeAll(async () => {
  api = await startApi({ webhookReach: 'any' });
  worker = startWorker('any');
});
beforeEach(async () => {
  receiver = await WebhookReceiver.open();
});
afterEach(() => receiver.close());
afterAll(async () => {
  await worker.close();
  await api.close();
});

function startWorker(webhookReach: 'public' | 'any'): PortalWorker {
  const started = createWorker({
    config: new Config({
      publicUrl: 'https://portal.example.jp',
      mailFrom: '連携ポータル <no-reply@portal.example.jp>',
      dataDir: '.portal',
      logLevel: 'silent',
      webhookReach,
    }),
    keys: api.db.keys,
    connections: api.db.connections,
    log: openLog(process.env['TEST_LOG'] ?? 'silent', 'worker'),
    pace: { ...testPace, webhooks: 100, webhookWithin: 700 },
  });
  started.start();
  return started;
}

async function register(
  manager: Worker,
  events: readonly string[] = webhookEvents,
  url = receiver.url,
): Promise<Hook & { secret: string }> {
  const { webhook, secret } = expectStatus<Secret>(
    201,
    await manager.post('webhooks', { name: '台帳', url, events }),
  );
  return { ...webhook, secret: secret! };
}

const read = async (manager: Worker, { id }: { id: string }) =>
  expectStatus<Hook>(200, await manager.get(`webhooks/${id}`));

const log = async (manager: Worker, { id }: { id: string }) =>
  expectStatus<{ items: Delivery[]; total: number }>(200, await manager.get(`webhooks/${id}/deliveries`))
    .items;

/** Waits for so many messages. */
const arrivals = (count: number) =>
  eventually(() => {
    if (receiver.arrived.length < count) throw new Error(`${receiver.arrived.length} of ${count} arrived`);
    return receiver.arrived;
  });

/** Waits until no message is on its way. */
const settled = (manager: Worker, hook: { id: string }, count = 1) =>
  eventually(async () => {
    const all = await log(manager, hook);
    if (all.length < count || all.some(({ state }) => state === 'waiting'))
      throw new Error(JSON.stringify(all));
    return all;
  });

/** What a receiver does: it throws when the signature is not that of the secret. */
const check = (secret: string, { text, headers }: Arrived) =>
  new Webhook(secret).verify(text, headers as Record<string, string>);

const managers = async () => ({
  sender: await buildWorker(api, { role: 'manager' }),
  recipient: await buildWorker(api, { role: 'manager' }),
});

describe('a message', () => {
  it('is signed as Standard Webhooks says, and holds ids, numbers and a state alone', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    const sent = await buildSentReferral(sender, recipient, {
      name: 'カナリア 一郎',
      kana: 'かなりあ いちろう',
      sheets: { medical: { diagnosis: 'カナリアの診断' } },
    });
    const [message] = await arrivals(1);
    expect(check(hook.secret, message!)).toEqual(message!.body);
    expect(() => check(`whsec_${Buffer.alloc(32).toString('base64')}`, message!)).toThrow();
    expect(message!.headers['webhook-id']).toBe(message!.body.id);
    const [line] = sent.referral.lines;
    expect(message!.body).toEqual({
      id: message!.body.id,
      type: 'referral.sent',
      occurredAt: expect.stringMatching(/Z$/) as string,
      data: {
        agencyId: recipient.agencyId,
        referralId: sent.referral.id,
        referralNumber: sent.referral.number,
        lineId: line!.id,
        lineState: 'sent',
        lineVersion: line!.version,
      },
    });
  });

  it('never has a word of what people wrote, whatever is done', async () => {
    const { sender, recipient } = await managers();
    await register(sender);
    await register(recipient);
    const { referral } = await buildSentReferral(sender, recipient, {
      name: 'カナリア 花子',
      kana: 'かなりあ はなこ',
      sheets: { medical: { diagnosis: 'カナリアの診断' } },
    });
    for (const [route, body] of [
      ['receipt', {}],
      ['review', {}],
      ['decline', { reason: 'no_capacity', note: 'カナリアの備考' }],
    ] as const)
      expectStatus(200, await move(recipient, await look(recipient, referral.id), route, body));
    // Each side hears of each of the four moves.
    const all = await arrivals(8);
    expect(new Set(all.map(({ body }) => body.type))).toEqual(
      new Set(['referral.sent', 'referral.received', 'referral.reviewing', 'referral.declined']),
    );
    const words = all.map(({ text }) => text).join('\n');
    expect(words).not.toMatch(/カナリア|かなりあ|依頼の秘密|働きたい|[ぁ-んァ-ヶ一-龠]/);
    const kept = await api.db.admin<{ text: string }>(
      `SELECT string_agg(x::text, ' ') AS text FROM (SELECT d::text AS x FROM portal.webhook_delivery d
         UNION ALL SELECT a::text FROM portal.webhook_attempt a) all_rows`,
    );
    expect(kept[0]!.text).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });

  it('edge 19: repeats and late ones are dropped by the version of the line', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(sender);
    // The first message does not arrive, and comes again when a newer one is there already.
    receiver.answerNext(500);
    const { referral } = await buildSentReferral(sender, recipient);
    await arrivals(1);
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    const all = await arrivals(3);
    // What a receiver keeps: per line the newest state, per id one message.
    const seen = new Set<string>();
    let known = { version: 0, state: '' };
    for (const { body } of all) {
      seen.add(body.id);
      const { lineVersion, lineState } = body.data as { lineVersion: number; lineState: string };
      if (lineVersion > known.version) known = { version: lineVersion, state: lineState };
    }
    const now = (await look(sender, referral.id)).lines[0]!;
    expect(known).toEqual({ version: now.version, state: 'received' });
    expect(seen.size).toBe(2);
    expect((await settled(sender, hook, 2)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('about a line that was stopped in the meantime says that it was stopped, and nothing else', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient, ['referral.sent']);
    receiver.usual = 500;
    const { consent } = await buildSentReferral(sender, recipient);
    await arrivals(1);
    expectStatus(200, await withdraw(sender, consent));
    receiver.usual = 204;
    await settled(recipient, hook);
    const last = receiver.arrived.at(-1)!;
    expect(last.body.type).toBe('referral.suspended');
    expect(last.body.data['lineState']).toBe('suspended');
  });

  it('about what a rule has done comes to each side once', async () => {
    const { sender, recipient } = await managers();
    const hooks = [
      await register(sender, ['referral.expired']),
      await register(recipient, ['referral.expired']),
    ];
    const { referral } = await buildSentReferral(sender, recipient);
    const db = new WorkerDatabase(api.db.connections.worker, 'test');
    const line = { referralId: referral.id, lineId: referral.lines[0]!.id };
    await db.transaction((tx) =>
      moveByRule(tx, { ...line, verb: 'expire', reason: 'agency_silent', attribution: 'agency' }),
    );
    await db.onApplicationShutdown();
    expect(await settled(sender, hooks[0]!)).toHaveLength(1);
    expect(await settled(recipient, hooks[1]!)).toHaveLength(1);
    expect(receiver.arrived.map(({ body }) => body.data['agencyId']).sort()).toEqual(
      [sender.agencyId, recipient.agencyId].sort(),
    );
    expect(receiver.arrived.map(({ body }) => body.data['lineState'])).toEqual(['expired', 'expired']);
  });

  it('goes to the parties alone, of what each has chosen', async () => {
    const { sender, recipient } = await managers();
    const stranger = await buildWorker(api, { role: 'manager' });
    const foreign = await register(stranger);
    const other = await register(recipient, ['referral.completed']);
    const wanted = await register(recipient, ['referral.sent']);
    await buildSentReferral(sender, recipient);
    await settled(recipient, wanted);
    expect(await log(stranger, foreign)).toEqual([]);
    expect(await log(recipient, other)).toEqual([]);
    expect(receiver.arrived).toHaveLength(1);
  });
});

describe('a message that does not arrive', () => {
  it('is tried again after 500, a redirect and silence, under the same id', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    receiver.answerNext(500, 302, 'never');
    await buildSentReferral(sender, recipient);
    const all = await arrivals(4);
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    // The redirect was not followed.
    expect(all.map(({ path }) => path)).toEqual(['/renkei', '/renkei', '/renkei', '/renkei']);
    const [delivery] = await settled(recipient, hook);
    expect(delivery).toMatchObject({ state: 'delivered', nextAt: null });
    expect(delivery!.attempts.map(({ attempt, status, code }) => [attempt, status, code])).toEqual([
      [4, 204, null],
      [3, null, 'timeout'],
      [2, 302, 'http.302'],
      [1, 500, 'http.500'],
    ]);
    expect((await read(recipient, hook)).failingSince).toBeNull();
  });

  it('pauses the webhook after three days of failures, and tells the managers', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    receiver.answerNext(500);
    await api.db.admin(
      `UPDATE portal.webhook SET failing_since = now() - interval '73 hours' WHERE id = $1`,
      [hook.id],
    );
    await buildSentReferral(sender, recipient);
    await eventually(async () => {
      expect(await read(recipient, hook)).toMatchObject({ state: 'paused', pausedFor: 'failing' });
      const { body } = await recipient.get('notices');
      const notices = (body as { items: { type: string; path: string }[] }).items;
      expect(notices.find(({ type }) => type === 'webhook.paused')?.path).toBe(`/webhooks/${hook.id}`);
    });
    // What was on its way is given up; nothing new is planned; a trial still goes.
    await settled(recipient, hook);
    await buildSentReferral(sender, recipient, { name: '別の 人', birthDate: '1971-01-01' });
    const paused = await read(recipient, hook);
    expectStatus(200, await recipient.post(`webhooks/${hook.id}/test`));
    const rows = await settled(recipient, hook, 2);
    expect(rows.map(({ type, state }) => [type, state])).toEqual([
      ['webhook.test', 'delivered'],
      ['referral.sent', 'dropped'],
    ]);
    // A message that was given up can be sent once more when somebody has resumed it.
    const again = `webhook-deliveries/${rows[1]!.id}/redelivery`;
    expect(await recipient.post(again)).toMatchObject({ status: 409, body: { code: 'webhook.paused' } });
    expectStatus(200, await recipient.post(`webhooks/${hook.id}/resumption`, {}, ifMatch(paused.version)));
    expectStatus(200, await recipient.post(again));
    expect((await settled(recipient, hook, 2))[1]).toMatchObject({
      type: 'referral.sent',
      state: 'delivered',
    });
  });

  it('pauses at once where the address says that nobody is there any more', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    receiver.answerNext(410);
    await buildSentReferral(sender, recipient);
    await eventually(async () =>
      expect(await read(recipient, hook)).toMatchObject({ state: 'paused', pausedFor: 'gone' }),
    );
  });

  it('is not sent to an address of the own network unless that was allowed', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    await worker.close();
    const strict = startWorker('public');
    try {
      await buildSentReferral(sender, recipient);
      await eventually(async () => {
        const [delivery] = await log(recipient, hook);
        expect(delivery?.attempts[0]).toMatchObject({ status: null, code: 'address.refused' });
      });
      // A name that leads there is refused as well.
      await api.db.admin(`UPDATE portal.webhook SET url = 'https://localhost:9/' WHERE id = $1`, [hook.id]);
      expectStatus(200, await recipient.post(`webhooks/${hook.id}/test`));
      await eventually(async () => {
        const trial = (await log(recipient, hook)).find(({ type }) => type === 'webhook.test');
        expect(trial).toMatchObject({ state: 'failed', attempts: [{ code: 'address.refused' }] });
      });
      expect(receiver.arrived).toEqual([]);
      await api.db.admin('DELETE FROM portal.webhook WHERE id = $1', [hook.id]);
    } finally {
      await strict.close();
      worker = startWorker('any');
    }
  });
});

describe('a webhook', () => {
  it('shows its secret once, and keeps it sealed', async () => {
    const { sender } = await managers();
    const headers = { 'idempotency-key': 'the same' };
    const input = { name: '台帳', url: receiver.url, events: ['referral.sent'] };
    const first = expectStatus<Secret>(201, await sender.post('webhooks', input, headers));
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = expectStatus<Secret>(201, await sender.post('webhooks', input, headers));
    expect([again.webhook.id, again.secret]).toEqual([first.webhook.id, null]);
    const { text } = await sender.get('webhooks');
    expect(text).not.toContain('whsec_');
    const [row] = await api.db.admin<{ row: string }>(
      'SELECT w::text AS row FROM portal.webhook w WHERE id = $1',
      [first.webhook.id],
    );
    expect(row!.row).not.toContain(Buffer.from(first.secret!).toString('hex'));
  });

  it('signs with both secrets while one replaces the other, and then with the new one', async () => {
    const { sender } = await managers();
    const hook = await register(sender);
    const rotated = expectStatus<Secret>(
      200,
      await sender.post(`webhooks/${hook.id}/secret`, { overlapHours: 2 }, ifMatch(hook.version)),
    );
    expect(rotated.webhook.previousUntil).not.toBeNull();
    expectStatus(200, await sender.post(`webhooks/${hook.id}/test`));
    const [both] = await arrivals(1);
    for (const secret of [hook.secret, rotated.secret!]) check(secret, both!);
    await api.db.admin(
      `UPDATE portal.webhook SET previous_until = now() - interval '1 second' WHERE id = $1`,
      [hook.id],
    );
    expectStatus(200, await sender.post(`webhooks/${hook.id}/test`));
    const [, alone] = await arrivals(2);
    check(rotated.secret!, alone!);
    expect(() => check(hook.secret, alone!)).toThrow();
    const stale = await sender.post(`webhooks/${hook.id}/secret`, {}, ifMatch(hook.version));
    expect(stale.status).toBe(412);
  });

  it('rests while a manager has paused it, and is gone with its log when it is removed', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient);
    const paused = expectStatus<Hook>(
      200,
      await recipient.post(`webhooks/${hook.id}/pause`, {}, ifMatch(hook.version)),
    );
    expect(paused).toMatchObject({ state: 'paused', pausedFor: 'manager' });
    const twice = await recipient.post(`webhooks/${hook.id}/pause`, {}, ifMatch(paused.version));
    expect(twice).toMatchObject({ status: 409, body: { code: 'webhook.state' } });
    await buildSentReferral(sender, recipient);
    expectStatus(200, await recipient.post(`webhooks/${hook.id}/test`));
    expect(await settled(recipient, hook)).toMatchObject([{ type: 'webhook.test' }]);
    const removing = await recipient.delete(`webhooks/${hook.id}`, ifMatch(paused.version));
    expect(removing.status).toBe(204);
    expect((await recipient.get(`webhooks/${hook.id}`)).status).toBe(404);
    const left = await api.db.admin('SELECT FROM portal.webhook_delivery WHERE webhook_id = $1', [hook.id]);
    expect(left).toEqual([]);
  });

  it('is tried ten times in a quarter of an hour, and not more often for being registered anew', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(sender, ['referral.completed']);
    const key = { 'idempotency-key': 'one trial' };
    // A repeat of the same request is no other trial.
    for (let nth = 0; nth < 3; nth += 1)
      expectStatus(200, await sender.post(`webhooks/${hook.id}/test`, {}, key));
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => sender.post(`webhooks/${hook.id}/test`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 429, 429]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect([refused.body['code'], Number(refused.headers.get('retry-after')) > 0]).toEqual([
      'rate.limited',
      true,
    ]);
    expect(await settled(sender, hook, 10)).toHaveLength(10);
    expect((await sender.delete(`webhooks/${hook.id}`, ifMatch(hook.version))).status).toBe(204);
    const again = await register(sender, ['referral.completed']);
    expect((await sender.post(`webhooks/${again.id}/test`)).status).toBe(429);
    // Others have a count of their own.
    const other = await register(recipient);
    expectStatus(200, await recipient.post(`webhooks/${other.id}/test`));
  });

  it('sends a message once more so many times, and then waits', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(recipient, ['referral.sent']);
    await buildSentReferral(sender, recipient);
    const [delivery] = await settled(recipient, hook);
    expectStatus(200, await recipient.post(`webhook-deliveries/${delivery!.id}/redelivery`));
    await settled(recipient, hook);
    await api.db.admin(`UPDATE auth.rate_limit SET points = 60 WHERE key = 'webhook_again:' || $1`, [
      recipient.agencyId,
    ]);
    expect((await recipient.post(`webhook-deliveries/${delivery!.id}/redelivery`)).status).toBe(429);
  });

  it('is a matter of the managers of its agency', async () => {
    const { sender, recipient } = await managers();
    const hook = await register(sender);
    const staff = await buildWorker(api, { agencyId: sender.agencyId, role: 'staff' });
    expect((await staff.get('webhooks')).status).toBe(403);
    for (const route of ['', '/deliveries'])
      expect((await recipient.get(`webhooks/${hook.id}${route}`)).status).toBe(404);
    for (const answer of [
      await recipient.post(`webhooks/${hook.id}/test`),
      await recipient.post(`webhooks/${hook.id}/pause`, {}, ifMatch(1)),
      await recipient.post(`webhooks/${hook.id}/secret`, {}, ifMatch(1)),
      await recipient.delete(`webhooks/${hook.id}`, ifMatch(1)),
    ])
      expect(answer.status).toBe(404);
    expect((await recipient.get<{ items: unknown[] }>('webhooks')).body.items).toEqual([]);
  });

  it('is not registered for an address that cannot be, nor an eleventh time', async () => {
    const { sender } = await managers();
    const input = { name: '台帳', url: 'https://user:word@example.jp/', events: ['referral.sent'] };
    expect(await sender.post('webhooks', input)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'url' }] },
    });
    expect((await sender.post('webhooks', { ...input, url: receiver.url, events: [] })).status).toBe(422);
    for (let nth = 0; nth < 10; nth += 1) await register(sender, ['referral.sent']);
    expect(await sender.post('webhooks', { ...input, url: receiver.url })).toMatchObject({
      status: 409,
      body: { code: 'webhook.too_many' },
    });
  });
});
