import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/portal.process.js';
import { MailSink } from '../worker/mail.sink.js';
import { redisInstalled, RedisServer } from '../worker/redis.server.js';
import { WorkerWorld } from '../worker/worker.world.js';

const onRedis = redisInstalled ? describe : describe.skip;

onRedis('a Redis that is away', () => {
  let world: WorkerWorld;
  let sink: MailSink;
  let port: number;
  beforeAll(async () => {
    world = await WorkerWorld.open();
    sink = await new MailSink().open();
    port = await freePort();
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });

  it('is waited for at the start and after a crash, and keeps nobody from stopping', async () => {
    const worker = await world.work({ smtpUrl: sink.url, queueUrl: `redis://127.0.0.1:${port}` });
    const { agencyId, email } = await world.colleague();
    const promiseFive = async (round: string) => {
      for (let at = 0; at < 5; at += 1) await world.referralEvent('sent', agencyId, `${round}${at}`);
    };

    await promiseFive('A');
    await pause(1000);
    let redis = await RedisServer.start(port);
    await world.settled(30_000);
    expect(await sink.mailsTo(email)).toHaveLength(5);

    await redis.stop();
    await promiseFive('B');
    await pause(1000);
    redis = await RedisServer.start(port);
    await world.settled(30_000);
    expect(await sink.mailsTo(email)).toHaveLength(10);

    await redis.stop();
    const began = Date.now();
    await worker.close();
    expect(Date.now() - began).toBeLessThan(15_000);
  }, 90_000);
});
