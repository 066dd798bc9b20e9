import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
});
afterAll(() => api.close());

async function walk(
  worker: Worker,
  referral: ReferralBody,
  ...steps: [route: string, body?: unknown][]
): Promise<ReferralBody> {
  let seen = await look(worker, referral.id);
  for (const [route, body] of steps) seen = expectStatus(200, await move(worker, seen, route, body));
  return seen;
}

describe('the life of a referral', () => {
  it('goes from the draft to the confirmed report', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expect(referral).toMatchObject({ status: 'active', lines: [{ status: 'sent' }] });

    const supported = await walk(
      recipient,
      referral,
      ['receipt'],
      ['review'],
      ['acceptance', { note: '面談の日を相談します' }],
      ['start', { startedOn: dayFromToday(0) }],
    );
    expect(supported).toMatchObject({ status: 'matched', lines: [{ status: 'in_progress' }] });

    const report = { result: 'registered', done: '登録面談を行いました', remaining: '', roles: '' };
    await walk(recipient, referral, ['report', report]);
    const done = await walk(sender, referral, ['completion']);
    expect(done).toMatchObject({
      status: 'completed',
      lines: [{ status: 'completed' }],
      reports: [{ done: '登録面談を行いました' }],
    });

    const events = expectStatus<{ verb: string; note: string | null }[]>(
      200,
      await sender.get(`referrals/${referral.id}/events`),
    );
    expect(events.map(({ verb }) => verb)).toEqual([
      'send',
      'receive',
      'review',
      'accept',
      'start',
      'report',
      'complete',
    ]);
    expect(events[3]?.note).toBe('面談の日を相談します');
  });

  it('shows the package after receipt, and a recipient nothing but the head before', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    const before = await recipient.get(`referrals/${referral.id}/package`);
    expect([before.status, before.body.code]).toEqual([409, 'referral.wrong_state']);
    expect((await recipient.get(`referrals/${referral.id}`)).text).not.toContain('太郎');

    await walk(recipient, referral, ['receipt']);
    const opened = expectStatus<{ sections: unknown[]; intact: boolean }>(
      200,
      await recipient.get(`referrals/${referral.id}/package`),
    );
    expect(JSON.stringify(opened.sections)).toMatch(/試験 太郎.*依頼の秘密.*診断の秘密/);
    expect(opened.intact).toBe(true);
  });

  it('closes the package to the recipient at the moment of the withdrawal', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    await walk(recipient, referral, ['receipt']);
    expectStatus(200, await withdraw(sender, consent));

    const closed = await recipient.get(`referrals/${referral.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    const head = await look(recipient, referral.id);
    expect(head).toMatchObject({ personName: null, lines: [{ status: 'suspended' }] });
    const accept = await move(recipient, head, 'acceptance');
    expect([accept.status, accept.body.code]).toEqual([409, 'consent.not_active']);
    expectStatus(200, await sender.get(`referrals/${referral.id}/package`));
  });

  it('keeps the rest open when one kind of data is taken back', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    await walk(recipient, referral, ['receipt']);
    expectStatus(200, await withdraw(sender, consent, { scope: 'category', category: 'medical' }));
    const opened = expectStatus<{ withheld: string[] }>(
      200,
      await recipient.get(`referrals/${referral.id}/package`),
    );
    expect(opened.withheld).toEqual(['medical']);
    expect(JSON.stringify(opened)).not.toContain('診断の秘密');
    await walk(recipient, referral, ['review'], ['acceptance']);
  });
});
