import { Announcements, noticeMail, type NoticeType } from '#libs/notifications';
import { openLog, Outbox, WorkerDatabase } from '#libs/platform';
import { chaseFollowUps } from '#libs/referrals';
import { EventWorker } from '../../apps/worker/src/event.worker.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let db: WorkerDatabase;
let manager: Worker;
let staff: Worker;
let recipient: Worker;
let secretariat: Worker;
beforeAll(async () => {
  api = await startApi();
  db = new WorkerDatabase(api.db.connections.worker, 'test', 2);
  manager = await buildWorker(api);
  staff = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
  recipient = await buildWorker(api);
  secretariat = await buildWorker(api, { role: 'secretariat' });
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await api.close();
});

/** Keeps every promise of these types, and answers who has been told. */
async function told(...types: string[]): Promise<{ account: string; type: string; number: string | null }[]> {
  const worker = new EventWorker(db, new Announcements(new Outbox()), {}, openLog('silent', 'test'));
  const open = await api.db.admin<{ id: string }>(
    'SELECT id FROM portal.outbox WHERE type = ANY($1) AND done_at IS NULL ORDER BY id',
    [types],
  );
  for (const { id } of open) await worker.run(id);
  return api.db.admin(
    'SELECT account_id AS account, type, number FROM portal.notice WHERE type = ANY($1) ORDER BY type, account_id',
    [types],
  );
}

const accounts = (rows: { account: string }[]) => new Set(rows.map(({ account }) => account));

describe('effect 7: who is told of what follows', () => {
  it('the recipient of a withdrawal, and the owner of one that was heard elsewhere', async () => {
    const sent = await buildSentReferral(manager, recipient, { name: '名前 の秘密' });
    expectStatus(200, await withdraw(manager, sent.consent));
    expect(accounts(await told('consent.withdrawn'))).toEqual(new Set([recipient.accountId]));

    const heard = await buildSentReferral(manager, recipient, { name: '名前 の秘密' });
    const line = heard.referral.lines[0]!.id;
    expectStatus(
      200,
      await recipient.post(`referrals/${heard.referral.id}/recipients/${line}/withdrawal`, {
        ...{ scope: 'whole', toldBy: 'person', channel: 'phone', saidOn: dayFromToday(0) },
        identityCheck: '折り返して確認',
      }),
    );
    const owners = await told('withdrawal.heard');
    expect(accounts(owners)).toEqual(new Set([manager.accountId, staff.accountId]));
    expect(owners[0]!.number).toMatch(/^W8-/);
  });

  it('the managers of the owner of an opening in an emergency at once, and the secretariat of one that nobody reviewed', async () => {
    const sent = await buildSentReferral(manager, recipient);
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
    expectStatus(200, await withdraw(manager, sent.consent));
    const line = sent.referral.lines[0]!.id;
    expectStatus(
      201,
      await recipient.post(`referrals/${sent.referral.id}/recipients/${line}/emergency-openings`, {
        ground: 'body',
        reason: '本人が職場で倒れて搬送され、救急隊から持病と服薬の照会を受けているため。',
      }),
    );
    const managers = await told('emergency.opened');
    expect(managers).toEqual([
      { account: manager.accountId, type: 'emergency.opened', number: sent.referral.number },
    ]);
    await db.transaction((tx) => chaseFollowUps(tx, new Date(Date.now() + 6 * 86_400_000)));
    const escalated = await told('emergency.unreviewed');
    expect(escalated).toEqual([
      { account: secretariat.accountId, type: 'emergency.unreviewed', number: sent.referral.number },
    ]);
  });

  it('by number alone, in the portal and by mail', () => {
    const types: NoticeType[] = [
      ...(['consent.withdrawn', 'withdrawal.heard', 'erasure.reminded', 'erasure.answered'] as const),
      'erasure.to_be_asked',
      ...(['misdirection.recorded', 'ground.proposed', 'emergency.opened', 'emergency.unreviewed'] as const),
    ];
    for (const type of types) {
      const about = { number: 'R8-000001', objectType: 'follow_up', objectId: '7' } as const;
      const { subject, text } = noticeMail('https://portal.example.jp', { type, ...about });
      expect(subject).not.toMatch(/さん|様/);
      expect(text).toContain('https://portal.example.jp/follow-ups');
    }
  });
});
