import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';

// Readers go on asking while the person takes the consent back. Whatever begins after the withdrawal has committed must
// not carry a single one of the forbidden strings, on any surface that exists for a recipient.
let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
});
afterAll(() => api.close());

/** Every way in which a recipient gets something about the referral. */
function surfacesOf({ referral, personId }: SentReferral, order: string): string[] {
  const line = referral.lines[0]!.id;
  return [
    `referrals/${referral.id}`,
    `referrals/${referral.id}/package`,
    `referrals/${referral.id}/events`,
    `referrals/${referral.id}/actions`,
    `referrals/${referral.id}/erasure-duties`,
    `referrals/${referral.id}/emergency-openings`,
    'referrals?box=received',
    'disclosure-ledger?side=recipient',
    `ledger-orders/${order}/file`,
    'erasure-duties?side=own',
    'notices',
    'today',
    `people/${personId}`,
    `people/${personId}/provision-history`,
    `people/${personId}/provision-history/paper`,
    `people/${personId}/disclosures`,
    `people/${personId}/consents`,
    `referrals/${referral.id}/recipients/${line}`,
  ];
}

describe('edge 1 and 21: after a withdrawal', () => {
  it('no answer whose request began later holds anything that was taken back', async () => {
    const canary = `秘密${randomUUID()}`;
    const sent = await buildSentReferral(sender, recipient, {
      name: `名前${canary}`,
      kana: 'ひみつ',
      sheets: { medical: { diagnosis: `診断${canary}` } },
    });
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
    const { id: order } = expectStatus<{ id: string }>(
      201,
      await recipient.post('ledger-orders', {
        side: 'recipient',
        from: dayFromToday(-1),
        until: dayFromToday(0),
        format: 'csv',
        reason: '点検',
      }),
    );
    const surfaces = surfacesOf(sent, order);
    const answers: { path: string; begun: number; text: string; status: number }[] = [];
    const readersMay = { ask: true };
    const ask = async () => {
      for (let turn = 0; readersMay.ask; turn += 1) {
        const path = surfaces[turn % surfaces.length]!;
        const begun = performance.now();
        const { text, status } = await recipient.get(path);
        answers.push({ path, begun, text, status });
      }
    };
    const readers = [ask(), ask(), ask(), ask()];
    await new Promise((resolve) => setTimeout(resolve, 800));
    expectStatus(200, await withdraw(sender, sent.consent));
    const committed = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 800));
    readersMay.ask = false;
    await Promise.all(readers);
    // Each surface once more, with nobody else asking.
    for (const path of surfaces) {
      const begun = performance.now();
      const { text, status } = await recipient.get(path);
      answers.push({ path, begun, text, status });
    }

    const before = answers.filter(({ begun }) => begun < committed);
    const after = answers.filter(({ begun }) => begun > committed);
    // The test means something only if it saw the strings before.
    expect(before.some(({ text }) => text.includes(canary))).toBe(true);
    expect(new Set(after.map(({ path }) => path)).size).toBe(surfaces.length);
    expect(after.filter(({ text }) => text.includes(canary)).map(({ path }) => path)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('edge 1: one that has not been opened shows a tombstone, and the attempt to read it is audited', async () => {
    const sent = await buildSentReferral(sender, recipient);
    expectStatus(200, await withdraw(sender, sent.consent));
    expect((await look(recipient, sent.referral.id)).lines.at(-1)?.status).toBe('suspended');
    const opened = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([opened.status, opened.text.includes('秘密')]).toEqual([409, false]);
    const rows = await api.db.admin(
      `SELECT owner_agency_id, subject_id FROM audit.entry WHERE outcome = 'denied' AND object_id = $1`,
      [sent.referral.id],
    );
    expect(rows).toEqual([{ owner_agency_id: sender.agencyId, subject_id: sent.personId }]);
    const told = await api.db.admin(
      `SELECT payload ->> 'tellAgencyId' AS agency FROM portal.outbox WHERE type = 'referral.suspended' AND payload ->> 'referralId' = $1`,
      [sent.referral.id],
    );
    expect(told.map(({ agency }) => agency)).toEqual([recipient.agencyId]);
  });

  it('edge 4: a mail that waits to say that something arrived is not sent', async () => {
    const sent = await buildSentReferral(sender, recipient);
    const arrived = () =>
      api.db.admin(`SELECT sec.referral_arrived($1, $2) AS arrived`, [sent.referral.id, recipient.agencyId]);
    expect(await arrived()).toEqual([{ arrived: true }]);
    expectStatus(200, await withdraw(sender, sent.consent));
    expect(await arrived()).toEqual([{ arrived: false }]);
  });
});
