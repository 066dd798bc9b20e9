import { askNext } from '#libs/referrals';
import { WorkerDatabase } from '#libs/platform';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type SentReferral,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  recipient = await buildWorker(api, { role: 'acceptor' });
  other = await buildWorker(api, { role: 'acceptor' });
});
afterAll(() => api.close());

interface WithdrawalBody {
  id: string;
  number: string;
  scope: string;
  channel: string;
  decisionId: string | null;
  identityCheck: string | null;
  lines: { was: string; became: string }[];
  closed: { agencyId: string; purposes: string[]; categories: string[] }[];
  readBefore: { categories: string[] }[];
  duties: { id: string; agencyId: string; categories: string[] }[];
}
interface AskingBody {
  id: string;
  version: number;
}

const purposes = ['intake', 'support', 'report_back'] as const;

/** A referral whose package the recipient has read. */
async function read(): Promise<SentReferral> {
  const sent = await buildSentReferral(sender, recipient);
  expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), 'receipt'));
  expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));
  return sent;
}

const withdrawals = async (personId: string) =>
  expectStatus<WithdrawalBody[]>(200, await sender.get(`people/${personId}/withdrawals`));

const refuse = (personId: string, recipientAgencyId: string, categories?: ('medical' | 'identity')[]) =>
  buildConsent(sender, personId, {
    recipientAgencyId,
    decision: 'refused',
    ...(categories ? { categories } : {}),
  });

/** Renews a consent, and lets the person agree to less. */
async function renew(consentId: string, categories: string[]): Promise<void> {
  const { id } = expectStatus<AskingBody>(201, await sender.post(`consents/${consentId}/renewal`, {}));
  const drafted = expectStatus<AskingBody>(200, await sender.get(`askings/${id}`));
  const asked = expectStatus<AskingBody>(
    200,
    await sender.post(`askings/${id}/issue`, {}, ifMatch(drafted.version)),
  );
  expectStatus(
    201,
    await sender.post(
      `askings/${id}/answer`,
      {
        agreed: [{ recipientAgencyId: recipient.agencyId, purposes, categories }],
        decidedOn: dayFromToday(0),
        method: 'written',
      },
      ifMatch(asked.version),
    ),
  );
}

describe('a later refusal', () => {
  it('leaves a withdrawal, stops the line, and asks whoever was told what becomes of it', async () => {
    const sent = await read();
    const refusal = await refuse(sent.personId, recipient.agencyId);
    const [kept] = await withdrawals(sent.personId);
    expect(kept).toMatchObject({
      number: expect.stringMatching(/^W8-\d{6}$/),
      scope: 'decision',
      channel: 'decision',
      decisionId: refusal.id,
      identityCheck: null,
      lines: [{ was: 'received', became: 'suspended' }],
      readBefore: [{ categories: ['identity', 'request', 'medical'] }],
      duties: [{ agencyId: recipient.agencyId }],
    });
    expect([...kept!.closed[0]!.purposes].sort()).toEqual([...purposes].sort());
    const owed = expectStatus<{ id: string; number: string }[]>(
      200,
      await recipient.get('erasure-duties?side=own'),
    );
    expect(owed.find(({ id }) => id === kept!.duties[0]!.id)?.number).toBe(kept!.number);
    const promised = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'consent.withdrawn' AND payload ->> 'dutyId' = $1`,
      [kept!.duties[0]!.id],
    );
    expect(promised).toHaveLength(1);
    expect((await look(recipient, sent.referral.id)).lines.at(-1)?.status).toBe('suspended');
    const closed = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    const paper = await sender.get(`withdrawals/${kept!.id}/paper`);
    expect(paper.status).toBe(200);
  });

  it('of one kind of data closes that alone, and the line goes on with a mark', async () => {
    const sent = await read();
    await refuse(sent.personId, recipient.agencyId, ['medical']);
    const [kept] = await withdrawals(sent.personId);
    expect(kept!.lines).toEqual([expect.objectContaining({ was: 'received', became: 'received' })]);
    expect(kept!.duties.map(({ categories }) => categories)).toEqual([['medical']]);
    const events = expectStatus<{ verb: string }[]>(
      200,
      await sender.get(`referrals/${sent.referral.id}/events`),
    );
    expect(events.at(-1)?.verb).toBe('consent_withdrawn');
    const opened = await recipient.get(`referrals/${sent.referral.id}/package`);
    expect([opened.status, opened.text.includes('診断の秘密')]).toEqual([200, false]);
  });

  it('of what was never agreed to leaves nothing behind', async () => {
    const sent = await read();
    await refuse(sent.personId, other.agencyId);
    expect(await withdrawals(sent.personId)).toEqual([]);
    expectStatus(200, await recipient.get(`referrals/${sent.referral.id}/package`));
  });

  it('asks nobody who was told nothing', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    await refuse(personId, recipient.agencyId);
    const [kept] = await withdrawals(personId);
    expect([kept?.scope, kept?.duties, kept?.lines]).toEqual(['decision', [], []]);
  });

  it('keeps the next agency of a sequential referral from being asked', async () => {
    const personId = await buildPerson(sender);
    for (const { agencyId } of [recipient, other])
      await buildConsent(sender, personId, { recipientAgencyId: agencyId });
    const draft = await buildDraft(sender, {
      personId,
      recipientAgencyIds: [recipient.agencyId, other.agencyId],
      mode: 'sequential',
    });
    const sent = expectStatus(200, await move(sender, draft, 'sending'));
    await refuse(personId, other.agencyId, ['medical']);
    expectStatus(
      200,
      await move(recipient, await look(recipient, sent.id), 'decline', { reason: 'no_capacity' }),
    );
    const worker = new WorkerDatabase(api.db.connections.worker, 'later decisions');
    expect(await worker.transaction((tx) => askNext(tx, sent.id))).toBe('no consent');
    await worker.onApplicationShutdown();
    expect((await other.get(`referrals/${sent.id}`)).status).toBe(404);
  });

  it('closes a sealed link at once, in part and whole', async () => {
    const outside = await buildAgency(api, { name: '外の機関', isMember: false });
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: outside });
    const draft = await buildDraft(sender, { personId, recipientAgencyIds: [] });
    const { link, code } = expectStatus<{ link: string; code: string }>(
      201,
      await sender.post(
        `referrals/${draft.id}/outside`,
        { agencyId: outside, means: 'link' },
        ifMatch(draft.version),
      ),
    );
    const enter = async () => {
      const answer = await fetch(`${api.url}${new URL(link).pathname}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: api.url,
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams({ code }),
      });
      const text = await answer.text();
      return [answer.status, text.includes('依頼の秘密'), text.includes('診断の秘密')];
    };
    expect(await enter()).toEqual([200, true, true]);
    await refuse(personId, outside, ['medical']);
    expect(await enter()).toEqual([200, true, false]);
    await refuse(personId, outside);
    expect(await enter()).toEqual([410, false, false]);
  });
});

describe('a narrower renewal', () => {
  it('closes what the person no longer agrees to, and asks for what was told of it', async () => {
    const sent = await read();
    await renew(sent.consent.id, ['identity', 'request']);
    const [kept] = await withdrawals(sent.personId);
    expect(kept).toMatchObject({
      scope: 'decision',
      lines: [{ was: 'received', became: 'received' }],
      closed: [{ agencyId: recipient.agencyId, categories: ['medical'] }],
      duties: [{ agencyId: recipient.agencyId, categories: ['medical'] }],
    });
  });

  it('that says the same again takes nothing back', async () => {
    const sent = await read();
    await renew(sent.consent.id, ['identity', 'request', 'medical']);
    expect(await withdrawals(sent.personId)).toEqual([]);
    expect((await look(recipient, sent.referral.id)).lines.at(-1)?.status).toBe('received');
  });
});

describe('a yes that was written down by mistake', () => {
  it('has the same consequences', async () => {
    const sent = await read();
    const manager = await buildWorker(api, { agencyId: sender.agencyId, role: 'manager' });
    expectStatus(
      200,
      await manager.post(
        `consents/${sent.consent.id}/mistake`,
        { reason: '別の人の同意書でした' },
        ifMatch(sent.consent.version),
      ),
    );
    const [kept] = await withdrawals(sent.personId);
    expect(kept).toMatchObject({
      scope: 'decision',
      decisionId: sent.consent.id,
      lines: [{ was: 'received', became: 'suspended' }],
      duties: [{ agencyId: recipient.agencyId }],
    });
  });
});
