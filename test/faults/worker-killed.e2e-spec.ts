import { MailSink } from '../worker/mail.sink.js';
import { redisInstalled, RedisServer } from '../worker/redis.server.js';
import { WorkerProcess } from '../worker/worker.process.js';
import { eventually, WorkerWorld } from '../worker/worker.world.js';

const backends = redisInstalled ? (['postgres', 'redis'] as const) : (['postgres'] as const);
if (!redisInstalled) it.skip('the queue on Redis: /usr/bin/redis-server is not installed', () => undefined);

const impatient = 'test/worker/impatient.main.ts';
const concurrency = 4;

describe.each(backends)('a worker that is killed, with its queue on %s', (backend) => {
  let world: WorkerWorld;
  let sink: MailSink;
  let redis: RedisServer | undefined;
  let worker: WorkerProcess | undefined;

  beforeAll(async () => {
    world = await WorkerWorld.open();
    sink = await new MailSink().open();
    if (backend === 'redis') redis = await RedisServer.start();
  });
  afterAll(async () => {
    await worker?.end('SIGKILL');
    await world.close();
    await sink.close();
    await redis?.stop();
  });

  it('loses none of 200 notices, and repeats no more mails than it had in hand', async () => {
    const { agencyId, accountId, email } = await world.colleague();
    for (let at = 0; at < 200; at += 1) await world.referralEvent('sent', agencyId, `R${at}`);
    // Slow enough that there is always something in hand.
    sink.delay = 15;
    const settings = { SMTP_URL: sink.url, QUEUE_URL: redis?.url };

    const killAt = [20, 100];
    for (const arrived of killAt) {
      worker = await WorkerProcess.start(impatient, world.db, settings);
      await eventually(() => {
        if (sink.arrived.length < arrived) throw new Error(`only ${sink.arrived.length} mails`);
      });
      await worker.end('SIGKILL');
      expect(sink.arrived.length).toBeLessThan(200);
    }
    worker = await WorkerProcess.start(impatient, world.db, settings);
    await world.settled(60_000);

    const notices = await world.db.admin<{ number: string }>(
      'SELECT number FROM portal.notice WHERE account_id = $1',
      [accountId],
    );
    expect(notices).toHaveLength(200);
    expect(new Set(notices.map(({ number }) => number)).size).toBe(200);

    const mails = await sink.mailsTo(email);
    const repeated = mails.length - 200;
    process.stdout.write(`${backend}: ${killAt.length} kills, 0 lost, ${repeated} of 200 mails repeated\n`);
    expect(repeated).toBeLessThanOrEqual(killAt.length * concurrency);
    // Every referral was told of, and each by mails of one and the same id.
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(200);
    expect(new Set(mails.map(({ subject, messageId }) => `${subject} ${messageId}`)).size).toBe(200);
    expect((await world.outbox()).filter(({ failed_at }) => failed_at)).toEqual([]);
  }, 120_000);
});

describe('a worker that is asked to stop', () => {
  it('finishes what it has in hand and ends with code 0, without a personal word in its log', async () => {
    const world = await WorkerWorld.open();
    const sink = await new MailSink().open();
    sink.delay = 50;
    const { agencyId, email } = await world.colleague();
    for (let at = 0; at < 40; at += 1) await world.referralEvent('sent', agencyId, `R${at}`);
    const worker = await WorkerProcess.start('apps/worker/src/main.ts', world.db, { SMTP_URL: sink.url });
    try {
      await eventually(() => {
        if (sink.arrived.length < 5) throw new Error('not yet');
      });
      expect(await worker.end('SIGTERM')).toBe(0);
      // Every mail that went out is noted as sent: the next worker repeats none.
      const sent = await world.db.admin(`SELECT FROM portal.mail_delivery WHERE state = 'sent'`);
      expect(sent).toHaveLength(sink.arrived.length);
      expect(worker.printed).toContain('worker closed');
      expect(worker.printed).not.toContain(email);
      expect(worker.printed).not.toContain('架空');
    } finally {
      await worker.end('SIGKILL');
      await world.close();
      await sink.close();
    }
  }, 60_000);
});
