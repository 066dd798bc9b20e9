import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { invitationToken } from '#libs/identity';
import { newId } from '#libs/platform';
import { MailSink } from './mail.sink.js';
import { redisInstalled, RedisServer } from './redis.server.js';
import { eventually, WorkerWorld } from './worker.world.js';

const backends = redisInstalled ? (['postgres', 'redis'] as const) : (['postgres'] as const);
if (!redisInstalled) it.skip('the queue on Redis: /usr/bin/redis-server is not installed', () => undefined);

describe.each(backends)('promises kept through a queue on %s', (backend) => {
  let world: WorkerWorld;
  let sink: MailSink;
  let redis: RedisServer | undefined;

  beforeAll(async () => {
    world = await WorkerWorld.open();
    sink = await new MailSink().open();
    if (backend === 'redis') redis = await RedisServer.start();
    // The clock is put to sleep: what happens here happens because a commit woke the relay.
    await world.work({ smtpUrl: sink.url, queueUrl: redis?.url }, { pollEvery: 30_000 });
  });
  afterAll(async () => {
    await world.close();
    await sink.close();
    await redis?.stop();
  });

  it('puts one notice on each desk and mails it', async () => {
    const [first, secretariat] = [await world.colleague(), await world.colleague({ role: 'secretariat' })];
    const second = await world.colleague({ agencyId: first.agencyId, role: 'acceptor' });
    const { eventId, referralId } = await world.referralEvent('sent', first.agencyId, 'R2026-000042');
    await world.settled();

    const notices = await world.db.admin(
      'SELECT account_id, agency_id, type, object_type, object_id, number, read_at FROM portal.notice WHERE event_id = $1',
      [eventId],
    );
    const expected = {
      agency_id: first.agencyId,
      type: 'referral.sent',
      object_type: 'referral',
      object_id: referralId,
      number: 'R2026-000042',
      read_at: null,
    };
    expect(notices).toHaveLength(2);
    expect(notices).toEqual(
      expect.arrayContaining([
        { account_id: first.accountId, ...expected },
        { account_id: second.accountId, ...expected },
      ]),
    );
    expect(await sink.mailsTo(secretariat.email)).toEqual([]);

    for (const { accountId, email } of [first, second]) {
      const [mail, ...more] = await sink.mailsTo(email);
      expect(more).toEqual([]);
      expect(mail?.subject).toBe('【連携ポータル】連携依頼 R2026-000042 が届きました');
      expect(mail?.from).toEqual({ name: '連携ポータル', address: 'no-reply@portal.example.jp' });
      expect(mail?.to).toEqual([{ name: '', address: email }]);
      expect(mail?.messageId).toBe(`<${eventId}.${accountId}@portal.example.jp>`);
      expect(mail?.html).toBeUndefined();
      expect(mail?.text).toContain(`https://portal.example.jp/referrals/${referralId}\n`);
      expect(mail?.text).not.toContain('架空');
      expect(mail?.headers).toContainEqual(
        expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
      );
    }
    const delivered = await world.db.admin(
      'SELECT state, attempts, last_error FROM portal.mail_delivery WHERE event_id = $1',
      [eventId],
    );
    const sentAtOnce = { state: 'sent', attempts: 1, last_error: null };
    expect(delivered).toEqual([sentAtOnce, sentAtOnce]);
  });

  it('puts a notice, but sends no mail, for steps on the way', async () => {
    const { agencyId, email, accountId } = await world.colleague();
    await world.referralEvent('received', agencyId);
    await world.referralEvent('reviewing', agencyId);
    await world.settled();
    expect(await world.db.admin('SELECT FROM portal.notice WHERE account_id = $1', [accountId])).toHaveLength(
      2,
    );
    expect(await sink.mailsTo(email)).toEqual([]);
  });

  it('says that a consent was withdrawn, without saying whose', async () => {
    const { agencyId, email } = await world.colleague();
    await world.promise('consent.withdrawn', { consentId: newId(), tellAgencyId: agencyId });
    await world.settled();
    const [mail] = await sink.mailsTo(email);
    expect(mail?.subject).toBe('【連携ポータル】情報提供への同意が撤回されました');
    expect(mail?.text).toContain('https://portal.example.jp/notices\n');
  });

  it('mails an invitation with the link that opens it, and stores the token nowhere', async () => {
    const { accountId, agencyId } = await world.colleague({ role: 'manager' });
    const invitationId = newId();
    const email = `${invitationId}@example.jp`;
    const token = invitationToken(world.db.keys, invitationId);
    await world.db.admin(
      `INSERT INTO auth.invitation (id, token_hash, email, agency_id, role, invited_by, expires_at)
       VALUES ($1, $2, $3, $4, 'staff', $5, now() + interval '7 days')`,
      [invitationId, createHash('sha256').update(token).digest(), email, agencyId, accountId],
    );
    await world.promise('invitation.sent', { invitationId });
    await world.settled();
    const [mail] = await sink.mailsTo(email);
    expect(mail?.text).toContain(`https://portal.example.jp/invitation#${token}\n`);
    const stored = await world.db.admin('SELECT FROM portal.outbox WHERE payload::text LIKE $1', [
      `%${token}%`,
    ]);
    expect(stored).toEqual([]);
  });

  it('does not mail an invitation that was used meanwhile', async () => {
    const { accountId, agencyId } = await world.colleague({ role: 'manager' });
    const invitationId = newId();
    await world.db.admin(
      `INSERT INTO auth.invitation (id, token_hash, email, agency_id, role, invited_by, expires_at, used_at)
       VALUES ($1, '\\x00', $2, $3, 'staff', $4, now() + interval '7 days', now())`,
      [invitationId, `${invitationId}@example.jp`, agencyId, accountId],
    );
    await world.promise('invitation.sent', { invitationId });
    await world.settled();
    expect(await sink.mailsTo(`${invitationId}@example.jp`)).toEqual([]);
  });

  it.each([
    ['has left the agency', 'UPDATE portal.membership SET ended_at = now() WHERE account_id = $1'],
    ['was disabled', `UPDATE portal.account SET status = 'disabled' WHERE id = $1`],
  ])('mails nobody who %s since the promise', async (_, change) => {
    const { accountId, agencyId, email } = await world.colleague();
    const noticeId = newId();
    await world.db.admin(
      `INSERT INTO portal.notice (id, account_id, agency_id, event_id, type, object_type, object_id, number)
       VALUES ($1, $2, $3, $4, 'referral.sent', 'referral', $5, 'R2026-000001')`,
      [noticeId, accountId, agencyId, newId(), newId()],
    );
    await world.db.admin(change, [accountId]);
    const task = await world.promise('mail.due', { noticeId });
    await world.settled();
    expect(await sink.mailsTo(email)).toEqual([]);
    expect(await world.outboxRow(task)).toMatchObject({ done_at: expect.any(Date) as Date, failed_at: null });
  });

  it('does nothing a second time when the same promises come again', async () => {
    const { agencyId, email } = await world.colleague();
    const { eventId } = await world.referralEvent('accepted', agencyId);
    await world.settled();
    await world.db.admin(`UPDATE portal.outbox SET done_at = NULL, relayed_at = now() - interval '1 hour'`);
    await world.settled();
    expect(await world.db.admin('SELECT FROM portal.notice WHERE event_id = $1', [eventId])).toHaveLength(1);
    expect(await sink.mailsTo(email)).toHaveLength(1);
  });

  it('sends a dead letter after all when the operator has it tried again', async () => {
    const { agencyId, email } = await world.colleague();
    sink.answer = (recipient) => (recipient === email ? 550 : undefined);
    await world.referralEvent('accepted', agencyId);
    await world.settled();
    expect(await sink.mailsTo(email)).toEqual([]);
    await pause(300); // The queue puts the job away after the letter was declared dead.

    sink.answer = () => undefined;
    await world.db.admin(
      `UPDATE portal.outbox SET failed_at = NULL, relayed_at = NULL WHERE failed_at IS NOT NULL AND type = 'mail.due'`,
    );
    await world.db.admin('NOTIFY outbox');
    await world.settled();
    expect(await sink.mailsTo(email)).toHaveLength(1);
    const [letter] = (await world.outbox())
      .filter(({ type, done_at }) => type === 'mail.due' && done_at)
      .slice(-1);
    expect(letter).toMatchObject({ failed_at: null, last_error: null });
  });

  it('leaves no promise behind when the transaction is rolled back', async () => {
    const { agencyId, accountId } = await world.colleague();
    const payload = { referralId: newId(), number: 'R1', tellAgencyId: agencyId };
    await world.db.admin(
      `DO $do$ BEGIN
         INSERT INTO portal.outbox (id, type, payload) VALUES ('${newId()}', 'referral.sent', '${JSON.stringify(payload)}');
         RAISE EXCEPTION 'changed my mind';
       EXCEPTION WHEN raise_exception THEN NULL; END $do$`,
    );
    const { agencyId: other } = await world.colleague();
    await world.referralEvent('sent', other);
    await world.settled();
    expect(await world.db.admin('SELECT FROM portal.notice WHERE account_id = $1', [accountId])).toEqual([]);
  });

  it('lets pass an event that it does not know', async () => {
    const id = await world.promise('training.moved', { trainingId: newId() });
    await world.settled();
    expect(await world.outboxRow(id)).toMatchObject({ done_at: expect.any(Date) as Date, failed_at: null });
  });

  it.each([
    ['no agency to tell', { referralId: newId(), number: 'R1' }],
    [
      'a number with a line break',
      { referralId: newId(), number: 'R1\r\nBcc: x@example.jp', tellAgencyId: newId() },
    ],
  ])('makes an event with %s a dead letter at once', async (_, payload) => {
    const id = await world.promise('referral.sent', payload);
    await world.settled();
    expect(await world.outboxRow(id)).toMatchObject({ done_at: null, last_error: 'payload.malformed' });
  });

  it('picks an event up the moment it is committed', async () => {
    const { agencyId } = await world.colleague();
    const { eventId } = await world.referralEvent('started', agencyId);
    await eventually(async () => {
      if (!(await world.outboxRow(eventId))?.done_at) throw new Error('not yet');
    });
    const [row] = await world.db.admin<{ took: number }>(
      'SELECT extract(epoch FROM done_at - created_at)::float AS took FROM portal.outbox WHERE id = $1',
      [eventId],
    );
    expect(row?.took).toBeLessThan(2);
  });
});
