import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { say, spoken } from '../factories/conversations.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  type SentReferral,
  withdraw,
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

/** Somebody whom the recipient supports. */
async function supported(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient);
  for (const [route, body] of [
    ['receipt', {}],
    ['acceptance', {}],
    ['start', { startedOn: dayFromToday(0) }],
  ] as const)
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), route, body));
  return sent;
}

const wish = { why: '通所先の近くに転居され、当センターが主に支援しています。', dueOn: dayFromToday(5) };
const ask = (id: string, by = recipient) => say(by, id, 'transfer-request', wish);
const canOf = async (by: Worker, id: string) => (await spoken(by, id)).lines[0]!.can;

/** What the source gets when it agrees: the draft. */
async function agree(id: string, by = sender) {
  const { lines } = await look(by, id);
  return by.post<ReferralBody>(
    `referrals/${id}/recipients/${lines[0]!.id}/transfer-request/agreement`,
    {},
    ifMatch(lines[0]!.version),
  );
}

describe('a recipient that supports somebody', () => {
  it('asks for the responsibility; the source agrees, and begins the referral by which it moves', async () => {
    const { referral, personId } = await supported();
    expect(await canOf(recipient, referral.id)).toContain('ask_transfer');
    expect(await canOf(sender, referral.id)).not.toContain('answer_transfer');
    expectStatus(200, await ask(referral.id));
    expect((await ask(referral.id)).body).toMatchObject({ status: 409, code: 'conversation.already_asked' });
    expect(await canOf(sender, referral.id)).toContain('answer_transfer');
    const [told] = (await spoken(sender, referral.id)).lines[0]!.messages.slice(-1);
    expect(told).toMatchObject({ kind: 'transfer_request', lines: [{ label: '理由', text: wish.why }] });

    const draft = expectStatus(201, await agree(referral.id));
    expect(draft).toMatchObject({ status: 'draft', type: 'handover', purpose: 'handover', personId });
    expect(draft.lines).toMatchObject([{ status: 'queued' }]);
    // The wish is asked anew, and so is the consent for this purpose.
    const missing = expectStatus<{ items: { code: string; done: boolean }[] }>(
      200,
      await sender.get(`referrals/${draft.id}/completeness`),
    ).items;
    for (const code of ['request.wish', 'consent'])
      expect(missing.find((item) => item.code === code)).toMatchObject({ done: false });
    expect((await recipient.get(`referrals/${draft.id}`)).status).toBe(404);

    const request = { ask: '主担当の引継ぎ', wish: 'こちらで続けたい', background: '' };
    const written = expectStatus<ReferralBody>(
      200,
      await sender.patch(`referrals/${draft.id}`, { request }, ifMatch(draft.version)),
    );
    const values = { transferOn: dayFromToday(30), roles: '今後は先方が主に支援する。' };
    expectStatus(200, await sender.put(`referrals/${draft.id}/particulars`, { values }, ifMatch(0)));
    expect((await move(sender, written, 'sending')).body).toMatchObject({ code: 'consent.not_active' });
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, purposes: ['handover'] });
    // The first referral is open still, and need not be another reason.
    expectStatus(200, await move(sender, written, 'sending'));
    expect((await agree(referral.id)).body).toMatchObject({ code: 'conversation.nothing_to_answer' });
    const events = await api.db.admin<{ type: string }>(
      `SELECT type FROM portal.outbox WHERE payload ->> 'referralId' = $1 AND type LIKE 'referral.transfer%' ORDER BY id`,
      [referral.id],
    );
    expect(events.map(({ type }) => type)).toEqual(['referral.transfer_asked', 'referral.transfer_agreed']);
  });

  it('is refused with a reason, and may ask again', async () => {
    const { referral } = await supported();
    expectStatus(200, await ask(referral.id));
    expect((await say(sender, referral.id, 'transfer-request/refusal', {})).status).toBe(422);
    expectStatus(
      200,
      await say(sender, referral.id, 'transfer-request/refusal', { why: '定着まで当機関が担当します。' }),
    );
    const [told] = (await spoken(recipient, referral.id)).lines[0]!.messages.slice(-1);
    expect(told).toMatchObject({
      kind: 'transfer_refused',
      lines: [{ text: '定着まで当機関が担当します。' }],
    });
    expectStatus(200, await ask(referral.id));
  });

  it('takes its wish back', async () => {
    const { referral } = await supported();
    expectStatus(200, await ask(referral.id));
    expectStatus(200, await say(recipient, referral.id, 'transfer-request/withdrawal'));
    expect((await agree(referral.id)).status).toBe(409);
  });

  it('tells nothing without the consent to report back, and nothing after a withdrawal', async () => {
    const { referral, consent } = await supported();
    expectStatus(200, await withdraw(sender, consent));
    expect((await ask(referral.id)).body).toMatchObject({ status: 409, code: 'consent.not_active' });
    expect((await spoken(sender, referral.id)).lines[0]!.messages).toEqual([]);
  });
});

describe('nobody', () => {
  it('asks before the support, or from the other side', async () => {
    const { referral } = await buildSentReferral(sender, recipient);
    expect((await ask(referral.id)).body).toMatchObject({ status: 409, code: 'transfer.not_now' });
    const { referral: begun } = await supported();
    expect((await ask(begun.id, sender)).status).toBe(403);
    expectStatus(200, await ask(begun.id));
    expect((await agree(begun.id, recipient)).status).toBe(404);
    const stranger = await buildWorker(api);
    const line = begun.lines[0]!;
    for (const route of ['transfer-request', 'transfer-request/refusal', 'transfer-request/agreement'])
      expect(
        (
          await stranger.post(
            `referrals/${begun.id}/recipients/${line.id}/${route}`,
            route === 'transfer-request/refusal' ? { why: '理由' } : route.endsWith('agreement') ? {} : wish,
            ifMatch(line.version),
          )
        ).status,
      ).toBe(404);
  });

  it('answers twice: an agreement and a refusal at the same moment have one winner', async () => {
    const { referral } = await supported();
    expectStatus(200, await ask(referral.id));
    const answers = await Promise.all([
      agree(referral.id),
      say(sender, referral.id, 'transfer-request/refusal', { why: '当機関が担当します。' }),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(answers.find(({ status }) => status >= 300)!.status).toBe(409);
  });

  it('agrees in the name of the source, as far as the database is asked', async () => {
    const { referral } = await supported();
    expectStatus(200, await ask(referral.id));
    const { run, close } = await openSqlSession(api.db, recipient.token);
    for (const kind of ['transfer_agreed', 'transfer_refused']) {
      const { refused } = await run([
        `INSERT INTO portal.referral_message (id, referral_id, line_id, source_agency_id, agency_id, kind, by_agency_id, by_account, answers)
         SELECT gen_random_uuid(), referral_id, line_id, source_agency_id, agency_id, $2, $3, $4, id
         FROM portal.referral_message WHERE referral_id = $1 AND kind = 'transfer_request'`,
        referral.id,
        kind,
        recipient.agencyId,
        recipient.accountId,
      ]);
      expect(refused).toBe('42501');
    }
    await close();
  });
});
