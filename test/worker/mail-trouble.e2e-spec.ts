import { setTimeout as pause } from 'node:timers/promises';
import { MailSink } from './mail.sink.js';
import { type Colleague, eventually, WorkerWorld } from './worker.world.js';

describe('mail that does not get through', () => {
  let world: WorkerWorld;
  let sink: MailSink;

  beforeAll(async () => {
    world = await WorkerWorld.open();
    sink = await new MailSink().open();
    await world.work({ smtpUrl: sink.url });
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.answer = () => undefined;
    await world.settled();
    await world.db.admin('DELETE FROM portal.outbox');
  });

  const deliveryTo = async ({ accountId }: Colleague) => {
    const [row] = await world.db.admin<{ state: string; attempts: number; last_error: string | null }>(
      'SELECT state, attempts, last_error FROM portal.mail_delivery WHERE recipient_id = $1',
      [accountId],
    );
    return row;
  };

  it('is a dead letter after one try when the server refuses it for good; nobody else waits', async () => {
    const [refused, other] = [await world.colleague(), await world.colleague()];
    sink.answer = (recipient) => (recipient === refused.email ? 550 : undefined);
    const before = sink.asked;
    await world.referralEvent('sent', refused.agencyId);
    await world.referralEvent('sent', other.agencyId);
    await world.settled();

    expect(sink.asked - before).toBe(2);
    expect(await sink.mailsTo(other.email)).toHaveLength(1);
    expect(await deliveryTo(refused)).toEqual({ state: 'failed', attempts: 1, last_error: 'smtp.550' });
    const dead = (await world.outbox()).filter(({ failed_at }) => failed_at);
    expect(dead).toEqual([
      expect.objectContaining({ type: 'mail.due', last_error: 'smtp.550', done_at: null }),
    ]);
    // The notice in the portal does not depend on mail.
    const notices = await world.db.admin('SELECT FROM portal.notice WHERE account_id = $1', [
      refused.accountId,
    ]);
    expect(notices).toHaveLength(1);
  });

  it('is kept in the queue as failed, without the address that the server repeats in its answer', async () => {
    const refused = await world.colleague();
    sink.answer = () => 553;
    await world.referralEvent('sent', refused.agencyId);
    await world.settled();
    const [letter] = await world.outbox().then((rows) => rows.filter(({ failed_at }) => failed_at));
    const job = await eventually(async () => {
      const [row] = await world.db.admin<{ kept: string; failed_reason: string }>(
        `SELECT to_jsonb(j)::text AS kept, failed_reason FROM bullmq.job j WHERE id = $1 AND state = 'failed'`,
        [letter?.id],
      );
      if (!row) throw new Error('not failed yet');
      return row;
    });
    expect(job.failed_reason).toBe('smtp.553');
    expect(job.kept).not.toContain('@');
  });

  it('is tried again when the server asks to come back later', async () => {
    const colleague = await world.colleague();
    let refusals = 2;
    sink.answer = () => (refusals-- > 0 ? 451 : undefined);
    await world.referralEvent('sent', colleague.agencyId);
    await world.settled();
    expect(await sink.mailsTo(colleague.email)).toHaveLength(1);
    expect(await deliveryTo(colleague)).toEqual({ state: 'sent', attempts: 3, last_error: null });
  });

  it('waits while the server is down, costs next to no tries, and arrives when it is back', async () => {
    await sink.close();
    const desk = await world.colleague();
    const colleagues = [desk];
    while (colleagues.length < 20) colleagues.push(await world.colleague({ agencyId: desk.agencyId }));
    const { eventId } = await world.referralEvent('sent', desk.agencyId);

    // In the portal everybody knows at once.
    await eventually(async () => {
      const notices = await world.db.admin('SELECT FROM portal.notice WHERE event_id = $1', [eventId]);
      if (notices.length < colleagues.length) throw new Error('not all notices yet');
    });
    await pause(1500);
    const [tries] = await world.db.admin<{ made: number }>(
      'SELECT coalesce(sum(attempts), 0)::int AS made FROM portal.mail_delivery WHERE event_id = $1',
      [eventId],
    );
    expect(tries?.made).toBeGreaterThan(0);
    expect(tries?.made).toBeLessThan(20);

    await sink.open();
    await world.settled();
    for (const { email } of colleagues) expect(await sink.mailsTo(email)).toHaveLength(1);
    expect((await world.outbox()).filter(({ failed_at }) => failed_at)).toEqual([]);
  });

  it('never reaches a second recipient that somebody wrote into an address', async () => {
    const colleague = await world.colleague();
    const evil = `evil-${colleague.accountId}@example.jp`;
    await world.db.admin('UPDATE auth.login SET email = $2 WHERE account_id = $1', [
      colleague.accountId,
      `${colleague.email}\r\nbcc: ${evil}`,
    ]);
    const before = sink.asked;
    await world.referralEvent('sent', colleague.agencyId);
    await world.settled();
    expect(sink.asked).toBe(before);
    expect(await deliveryTo(colleague)).toEqual({ state: 'failed', attempts: 1, last_error: 'mail.address' });
  });
});

describe('mail without a mail server', () => {
  it('is kept in the database, once however often it is sent', async () => {
    const world = await WorkerWorld.open();
    try {
      await world.work();
      const { agencyId, email, accountId } = await world.colleague();
      const { eventId, referralId } = await world.referralEvent('declined', agencyId, '令8-0007');
      await world.settled();
      await world.db.admin(`UPDATE portal.mail_delivery SET state = 'waiting', sent_at = NULL`);
      await world.db.admin(`UPDATE portal.outbox SET done_at = NULL, relayed_at = now() - interval '1 hour'`);
      await world.settled();
      const copies = await world.db.admin(
        'SELECT message_id, recipient, subject, body FROM portal.mail_copy',
      );
      expect(copies).toEqual([
        {
          message_id: `${eventId}.${accountId}@portal.example.jp`,
          recipient: email,
          subject: '【連携ポータル】連携依頼 令8-0007 に受入不可の回答がありました',
          body: expect.stringContaining(`https://portal.example.jp/referrals/${referralId}\n`) as string,
        },
      ]);
    } finally {
      await world.close();
    }
  });
});
