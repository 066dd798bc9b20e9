import { setTimeout as pause } from 'node:timers/promises';
import { MailSink } from '../worker/mail.sink.js';
import { WorkerWorld } from '../worker/worker.world.js';

describe('workers that share a database', () => {
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

  it('divide the work and repeat nothing', async () => {
    const { agencyId, email } = await world.colleague();
    await world.work({ smtpUrl: sink.url });
    await world.work({ smtpUrl: sink.url });
    for (let at = 0; at < 100; at += 1) await world.referralEvent('sent', agencyId, `R${at}`);
    await world.settled(30_000);
    expect(await world.db.admin('SELECT FROM portal.notice')).toHaveLength(100);
    const subjects = (await sink.mailsTo(email)).map(({ subject }) => subject);
    expect(subjects).toHaveLength(100);
    expect(new Set(subjects).size).toBe(100);
  }, 60_000);

  it('go on by themselves when the database drops every connection', async () => {
    const { agencyId, email } = await world.colleague();
    await world.work({ smtpUrl: sink.url });
    sink.delay = 10;
    for (let round = 0; round < 3; round += 1) {
      for (let at = 0; at < 20; at += 1) await world.referralEvent('sent', agencyId, `R${round}-${at}`);
      await pause(100);
      await world.db.admin(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'portal_worker'`,
      );
    }
    await world.settled(60_000);
    const subjects = (await sink.mailsTo(email)).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(60);
    expect(subjects.length - 60).toBeLessThanOrEqual(3 * 4);
    expect(await world.db.admin('SELECT FROM portal.notice')).toHaveLength(60);
    expect((await world.outbox()).filter(({ failed_at }) => failed_at)).toEqual([]);
  }, 90_000);
});
