import type { DataCategory } from '#libs/people';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
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

  it('tells whole what was chosen in any order', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const categories: DataCategory[] = ['medical', 'request', 'identity'];
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId, categories });
    expectStatus(200, await move(sender, draft, 'sending'));
    const told = expectStatus<{ intact: boolean; sections: { category: string }[] }>(
      200,
      await sender.get(`referrals/${draft.id}/package`),
    );
    expect(told.intact).toBe(true);
    expect(told.sections.map(({ category }) => category)).toEqual(['identity', 'request', 'medical']);
  });

  it('is opened again from its newest line only, and only under a consent for all of it', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    await walk(recipient, referral, ['decline', { reason: 'no_capacity' }]);
    const reason = { reason: 'place_available' };
    const reopened = await walk(sender, referral, ['reopening', reason]);
    expect(reopened.lines.map(({ status }) => status)).toEqual(['declined', 'sent']);
    const older = await move(sender, { ...reopened, lines: reopened.lines.slice(0, 1) }, 'reopening', reason);
    expect([older.status, older.body['code']]).toEqual([409, 'referral.wrong_state']);

    await walk(recipient, referral, ['decline', { reason: 'no_capacity' }]);
    expectStatus(200, await withdraw(sender, consent, { scope: 'category', category: 'medical' }));
    const { lines } = expectStatus<{ lines: { actions: { action: string; blocked: unknown }[] }[] }>(
      200,
      await sender.get(`referrals/${referral.id}/actions`),
    );
    expect(
      lines.map(({ actions }) => actions.map(({ action, blocked }) => [action, blocked === null])),
    ).toEqual([[], [['reopen', false]]]);
    const refused = await move(sender, await look(sender, referral.id), 'reopening', reason);
    expect(refused.body['code']).toBe('consent.not_active');
  });

  it('is audited when its draft is written and when its timeline is read', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    const personId = await buildPerson(sender);
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expectStatus(
      200,
      await sender.patch(`referrals/${draft.id}`, { urgency: 'urgent' }, ifMatch(draft.version)),
    );
    expectStatus(200, await recipient.get(`referrals/${referral.id}/events`));
    const audited = await api.db.admin<{ action: string; details: unknown }>(
      `SELECT action, details FROM audit.entry WHERE object_id = ANY($1::uuid[]) AND action IN ('referral.write', 'referral.timeline') ORDER BY at`,
      [[draft.id, referral.id]],
    );
    expect(audited).toEqual([
      { action: 'referral.write', details: { fields: ['urgency'] } },
      { action: 'referral.timeline', details: {} },
    ]);
  });
});
