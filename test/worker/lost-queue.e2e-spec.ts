import { Redis } from 'ioredis';
import { MailSink } from './mail.sink.js';
import { redisInstalled, RedisServer } from './redis.server.js';
import { WorkerWorld } from './worker.world.js';

describe('a queue that forgets', () => {
  let world: WorkerWorld;
  let sink: MailSink;
  beforeEach(async () => {
    world = await WorkerWorld.open();
    sink = await new MailSink().open();
  });
  afterEach(async () => {
    await world.close();
    await sink.close();
  });

  /** Promises whose jobs were lost between the outbox and the worker. */
  async function promisesWithoutJobs(count: number) {
    const { agencyId, email } = await world.colleague();
    for (let at = 0; at < count; at += 1) await world.referralEvent('sent', agencyId, `R${at}`);
    await world.db.admin(`UPDATE portal.outbox SET relayed_at = now() - interval '2 minutes'`);
    return email;
  }

  it('loses nothing: what was relayed and never done is added again', async () => {
    const email = await promisesWithoutJobs(30);
    await world.work({ smtpUrl: sink.url });
    await world.settled();
    expect(await sink.mailsTo(email)).toHaveLength(30);
  });

  it('makes what the queue gave up a dead letter instead of trying for ever', async () => {
    const { agencyId } = await world.colleague();
    const { eventId } = await world.referralEvent('sent', agencyId);
    await world.db.admin(`UPDATE portal.outbox SET relayed_at = now() - interval '2 minutes' WHERE id = $1`, [
      eventId,
    ]);
    await world.db.admin(
      `INSERT INTO bullmq.job (queue, id, seq, name, state, added_at_ms, finished_at_ms, failed_reason)
       VALUES ('events', $1, 0, 'referral.sent', 'failed', $2, $2, 'job stalled more than allowable limit')`,
      [eventId, Date.now()],
    );
    await world.work({ smtpUrl: sink.url });
    await world.settled();
    expect(await world.outboxRow(eventId)).toMatchObject({ done_at: null, last_error: 'queue.gave_up' });
  });

  const onRedis = redisInstalled ? describe : describe.skip;
  onRedis('on Redis', () => {
    let redis: RedisServer;
    beforeAll(async () => void (redis = await RedisServer.start()));
    afterAll(() => redis.stop());

    it('loses nothing when Redis is emptied under way', async () => {
      const client = new Redis(redis.url);
      const { agencyId, email } = await world.colleague();
      await world.work({ smtpUrl: sink.url, queueUrl: redis.url });
      for (let at = 0; at < 60; at += 1) {
        await world.referralEvent('sent', agencyId, `R${at}`);
        if (at % 20 === 10) await client.flushall();
      }
      await client.quit();
      await world.settled(40_000);
      const subjects = new Set((await sink.mailsTo(email)).map(({ subject }) => subject));
      expect(subjects.size).toBe(60);
      expect(await world.db.admin('SELECT FROM portal.notice')).toHaveLength(60);
    }, 60_000);
  });
});
