import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
});
afterAll(() => api.close());

/** A hand-over that has been accepted. */
async function accepted(type = 'handover'): Promise<ReferralBody> {
  const personId = await buildPerson(sender);
  await buildConsent(sender, personId, {
    recipientAgencyId: recipient.agencyId,
    purposes: ['handover', 'report_back'],
  });
  const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
  expectStatus(
    200,
    await sender.patch(`referrals/${draft.id}`, { type, purpose: 'handover' }, ifMatch(draft.version)),
  );
  expectStatus(200, await move(sender, await look(sender, draft.id), 'sending'));
  for (const route of ['receipt', 'acceptance'])
    expectStatus(200, await move(recipient, await look(recipient, draft.id), route));
  return look(recipient, draft.id);
}

interface Handover {
  inCharge: string;
  isOverlapping: boolean;
  isOver: boolean;
}

const today = dayFromToday(0);

describe('the responsibility for a person', () => {
  it('moves on a day, both see it, and after the overlap the former agency reads nothing new', async () => {
    const referral = await accepted();
    const days = { movesOn: today, overlapUntil: dayFromToday(30) };
    const agreed = await move(recipient, referral, 'handover', days);
    expect(agreed.status).toBe(200);
    const [seen] = expectStatus<Handover[]>(200, await sender.get(`referrals/${referral.id}/handovers`));
    expect(seen).toMatchObject({ inCharge: 'recipient', isOverlapping: true, isOver: false });

    const start = await move(recipient, await look(recipient, referral.id), 'start', { startedOn: today });
    expectStatus(200, start);
    const report = { result: 'contract', done: '報告の秘密', remaining: '', roles: '' };
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'report', report));
    // While both are at work the former agency reads what is reported.
    expect((await sender.get(`referrals/${referral.id}`)).text).toContain('報告の秘密');
    await api.db.admin(
      `UPDATE portal.handover SET moves_on = $2::date - 40, overlap_until = $2::date - 1 WHERE referral_id = $1`,
      [referral.id, today],
    );
    expect((await sender.get(`referrals/${referral.id}`)).text).not.toContain('報告の秘密');
    expect((await recipient.get(`referrals/${referral.id}`)).text).toContain('報告の秘密');
    const [over] = expectStatus<Handover[]>(200, await sender.get(`referrals/${referral.id}/handovers`));
    expect(over).toMatchObject({ isOver: true, isOverlapping: false });
    // What is past binds: nobody opens it again by moving the day.
    expect((await move(recipient, await look(recipient, referral.id), 'handover', days)).status).toBe(409);
  });

  it('is moved by the recipient alone, with a referral that hands over, from today on', async () => {
    const referral = await accepted();
    const days = { movesOn: today };
    expect((await move(sender, await look(sender, referral.id), 'handover', days)).status).toBe(403);
    expect((await move(recipient, referral, 'handover', { movesOn: dayFromToday(-1) })).status).toBe(422);
    expect(
      (await move(recipient, referral, 'handover', { ...days, overlapUntil: dayFromToday(-1) })).status,
    ).toBe(422);
    const other = await accepted('collaboration');
    expect((await move(recipient, other, 'handover', days)).body).toMatchObject({ code: 'handover.not_now' });
    const stranger = await buildWorker(api);
    expect((await stranger.get(`referrals/${referral.id}/handovers`)).status).toBe(404);
  });
});

describe('the fit of a recipient', () => {
  it('is warned of and never stops the sending', async () => {
    await api.db.admin(
      `INSERT INTO portal.area (code, level, name) VALUES ('99', 'prefecture', '青葉県') ON CONFLICT DO NOTHING`,
    );
    await api.db.admin(
      `INSERT INTO portal.area (code, level, name, parent_code) VALUES ('99990', 'municipality', '若葉市', '99') ON CONFLICT DO NOTHING`,
    );
    await api.db.admin(`INSERT INTO portal.agency_area (agency_id, area_code) VALUES ($1, '99990')`, [
      recipient.agencyId,
    ]);
    const personId = await buildPerson(sender, {
      birthDate: '2012-01-01',
      sheets: { contact: { address: '青葉県別市1-1' }, medical: { diagnosis: 'x' } },
    });
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const [fit] = expectStatus<{ warnings: { code: string; text: string }[] }[]>(
      200,
      await sender.get(`referrals/${draft.id}/eligibility`),
    );
    expect(fit?.warnings.map(({ code }) => code)).toContain('area');
    expect((await recipient.get(`referrals/${draft.id}/eligibility`)).status).toBe(404);
    expectStatus(200, await move(sender, draft, 'sending'));
  });
});
