import { WorkerDatabase } from '#libs/platform';
import {
  chaseFollowUps,
  endStopped,
  lineStatuses,
  stoppedByWithdrawal,
  stoppedTooLong,
} from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildSentReferral,
  expectStatus,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let db: WorkerDatabase;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  db = new WorkerDatabase(api.db.connections.worker, 'test', 1);
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await api.close();
});

async function stopped(days: number) {
  const sent = await buildSentReferral(sender, recipient);
  expectStatus(200, await withdraw(sender, sent.consent));
  await api.db.admin(
    `UPDATE portal.referral_line SET changed_at = now() - make_interval(days => $2) WHERE referral_id = $1`,
    [sent.referral.id, days],
  );
  return sent;
}

const round = async () => {
  for (const line of await db.transaction(stoppedTooLong)) await db.transaction((tx) => endStopped(tx, line));
};

describe('effect 4: a line that stopped', () => {
  it('ends when no new consent came within the days that the network waits, for the reason of the withdrawal', async () => {
    const old = await stopped(15);
    const young = await stopped(13);
    await round();
    const ended = await look(sender, old.referral.id);
    expect(ended).toMatchObject({
      status: 'withdrawn',
      lines: [{ status: 'cancelled', reason: 'consent_withdrawn', attribution: 'person' }],
    });
    expect((await look(sender, young.referral.id)).lines[0]?.status).toBe('suspended');
  });

  it('goes on when the person agreed anew before', async () => {
    const sent = await stopped(15);
    await buildConsent(sender, sent.personId, { recipientAgencyId: recipient.agencyId });
    expectStatus(200, await move(sender, await look(sender, sent.referral.id), 'resumption'));
    await round();
    expect((await look(sender, sent.referral.id)).lines[0]?.status).toBe('sent');
  });

  it('waits as long as the secretariat has set', async () => {
    const secretariat = await buildWorker(api, { role: 'secretariat' });
    const { version } = expectStatus<{ version: number }>(200, await secretariat.get('withdrawal-settings'));
    const days = { closeAfterDays: 3, answerWithinDays: 14, remindEveryDays: 7 };
    expect((await sender.put('withdrawal-settings', days, ifMatch(version))).status).toBe(403);
    expectStatus(200, await secretariat.put('withdrawal-settings', days, ifMatch(version)));
    expect((await secretariat.put('withdrawal-settings', days, ifMatch(version))).status).toBe(412);
    const sent = await stopped(4);
    await round();
    expect((await look(sender, sent.referral.id)).lines[0]?.status).toBe('cancelled');
  });

  it('loses nobody’s settings: whoever saw them before another change hears that they are late', async () => {
    const secretariat = await buildWorker(api, { role: 'secretariat' });
    const { version } = expectStatus<{ version: number }>(200, await secretariat.get('withdrawal-settings'));
    // Somebody else changes them and has not finished when the request comes.
    const other = api.db.admin(
      'UPDATE portal.withdrawal_settings SET version = version + 1; SELECT pg_sleep(1.5)',
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    const late = await secretariat.put(
      'withdrawal-settings',
      { closeAfterDays: 11, answerWithinDays: 14, remindEveryDays: 7 },
      ifMatch(version),
    );
    await other;
    expect([late.status, late.body.currentVersion]).toEqual([412, version + 1]);
  });

  it('stops in the states of the table, in the database as in the application', async () => {
    const [{ source } = { source: '' }] = await api.db.admin<{ source: string }>(
      `SELECT prosrc AS source FROM pg_proc WHERE proname = 'apply_withdrawal'`,
    );
    const named = /rests\.status IN \(([^)]*)\)/.exec(source)![1]!.match(/[a-z_]+/g);
    expect(named).toEqual(lineStatuses.filter((status) => stoppedByWithdrawal.includes(status)));
  });
});

describe('effect 8: an answer that is late', () => {
  it('is asked for again, in the rhythm of the network, and not for ever', async () => {
    const sent = await stopped(0);
    const reminded = async () =>
      (
        await api.db.admin(
          `SELECT 1 FROM portal.outbox o JOIN portal.erasure_duty d ON d.id = (o.payload ->> 'dutyId')::uuid
           WHERE o.type = 'erasure.reminded' AND d.person_id = $1`,
          [sent.personId],
        )
      ).length;
    const chase = (days: number) =>
      db.transaction((tx) => chaseFollowUps(tx, new Date(Date.now() + days * 86_400_000)));
    await chase(14);
    expect(await reminded()).toBe(0);
    await chase(15);
    await chase(15);
    expect(await reminded()).toBe(1);
    for (let time = 0; time < 10; time += 1) {
      await api.db.admin(
        `UPDATE portal.erasure_duty SET reminded_at = now() - interval '8 days' WHERE person_id = $1`,
        [sent.personId],
      );
      await chase(15);
    }
    expect(await reminded()).toBe(6);
  });
});
