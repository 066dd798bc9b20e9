import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../support/api.js';
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
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
  other = await buildWorker(api);
});
afterAll(() => api.close());

function decision(change: Record<string, unknown> = {}) {
  return {
    decision: 'given',
    decidedOn: dayFromToday(0),
    validFrom: dayFromToday(0),
    validUntil: dayFromToday(100),
    method: 'written',
    givenBy: 'person',
    grants: [
      {
        recipientAgencyId: recipient.agencyId,
        purposes: ['intake'],
        categories: ['identity', 'request', 'medical'],
      },
    ],
    ...change,
  };
}

interface ConsentBody {
  id: string;
  rootId: string;
  revision: number;
  state: string;
  version: number;
  recipients: { agencyId: string; categories: string[] }[];
}

describe('recording a decision', () => {
  it('names everything that cannot be', async () => {
    const personId = await buildPerson(sender);
    const wrong = decision({
      decidedOn: dayFromToday(1),
      validFrom: dayFromToday(-1),
      validUntil: dayFromToday(-2),
      method: 'oral',
      givenBy: 'representative',
      grants: [{ recipientAgencyId: sender.agencyId, purposes: ['intake'], categories: ['identity'] }],
    });
    const refused = await sender.post(`people/${personId}/consents`, wrong);
    expect(refused.status).toBe(422);
    const fields = refused.body.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual([
      ...['decidedOn', 'validFrom', 'validUntil', 'witness', 'noPaperReason', 'representative', 'authority'],
      ...['authorityNote', 'assent', 'assentWords', 'grants'],
    ]);
  });

  it('keeps a refusal, and a refusal lets nothing be sent', async () => {
    const personId = await buildPerson(sender);
    await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId, decision: 'refused' });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const refused = await move(sender, draft, 'sending');
    expect([refused.status, refused.body['code']]).toEqual([409, 'consent.not_active']);
    const consents = expectStatus<ConsentBody[]>(200, await sender.get(`people/${personId}/consents`));
    expect(consents[0]).toMatchObject({ state: 'refused', recipients: [{ agencyId: recipient.agencyId }] });
  });

  it('is for the own people only, and is not seen by the recipient', async () => {
    const personId = await buildPerson(sender);
    expect((await recipient.post(`people/${personId}/consents`, decision())).status).toBe(404);
    const { id } = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    expect((await recipient.get(`consents/${id}`)).status).toBe(404);
    expect((await recipient.get(`consents/${randomUUID()}`)).status).toBe(404);
  });

  it('is repeated without a second record', async () => {
    const personId = await buildPerson(sender);
    const key = { 'idempotency-key': randomUUID() };
    const first = expectStatus<ConsentBody>(
      201,
      await sender.post(`people/${personId}/consents`, decision(), key),
    );
    const again = expectStatus<ConsentBody>(
      201,
      await sender.post(`people/${personId}/consents`, decision(), key),
    );
    expect(again.id).toBe(first.id);
  });
});

describe('a consent covers', () => {
  it.each([
    ['another purpose', { purposes: ['support'] }],
    ['fewer kinds of data', { categories: ['identity', 'request'] }],
    ['another agency', {}],
  ])('nothing for %s', async (what, grant) => {
    const personId = await buildPerson(sender);
    const recipientAgencyId = what === 'another agency' ? other.agencyId : recipient.agencyId;
    await buildConsent(sender, personId, { recipientAgencyId, ...(grant as object) });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expect((await move(sender, draft, 'sending')).body['code']).toBe('consent.not_active');
  });

  it('until the end of its last day in Japan, whatever the time zone of the server', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    const setLastDay = (day: string) =>
      api.db.admin(
        `UPDATE portal.consent SET valid_from = $2::date - 9, decided_on = $2::date - 9, valid_until = $2 WHERE id = $1`,
        [consent.id, day],
      );
    await setLastDay(dayFromToday(0));
    expect((await recipient.get(`referrals/${referral.id}/package`)).status).toBe(200);
    await setLastDay(dayFromToday(-1));
    const closed = await recipient.get(`referrals/${referral.id}/package`);
    expect([closed.status, closed.body.code]).toEqual([409, 'consent.not_active']);
    expect((await look(recipient, referral.id))['personName']).not.toContain('試験 太郎');
  });
});

describe('taking back', () => {
  it('one recipient leaves the others as they were, as a further revision', async () => {
    const personId = await buildPerson(sender);
    const grant = (agency: Worker) => ({
      recipientAgencyId: agency.agencyId,
      purposes: ['intake'],
      categories: ['identity', 'request', 'medical'],
    });
    const consent = expectStatus<ConsentBody>(
      201,
      await sender.post(
        `people/${personId}/consents`,
        decision({ grants: [grant(recipient), grant(other)] }),
      ),
    );
    const sent = [];
    for (const agency of [recipient, other]) {
      const draft = await buildDraft(sender, { personId, recipientAgencyId: agency.agencyId });
      expectStatus(200, await move(sender, draft, 'sending'));
      expectStatus(200, await move(agency, await look(agency, draft.id), 'receipt'));
      sent.push(draft);
    }
    const narrowed = expectStatus<ConsentBody>(
      200,
      (await withdraw(sender, consent, { scope: 'recipient', agencyId: recipient.agencyId })) as never,
    );
    expect(narrowed).toMatchObject({
      revision: 2,
      rootId: consent.id,
      state: 'given',
      recipients: [{ agencyId: other.agencyId }],
    });
    expect((await recipient.get(`referrals/${sent[0]!.id}/package`)).status).toBe(409);
    expect((await other.get(`referrals/${sent[1]!.id}/package`)).status).toBe(200);
    const consents = expectStatus<ConsentBody[]>(200, await sender.get(`people/${personId}/consents`));
    expect(consents.map(({ state }) => state).sort()).toEqual(['given', 'superseded']);
  });

  it('after acceptance stops nothing but the telling: the recipient may end, not report', async () => {
    const { referral, consent } = await buildSentReferral(sender, recipient);
    for (const [route, body] of [
      ['acceptance', {}],
      ['start', { startedOn: dayFromToday(0) }],
    ] as const)
      expectStatus(200, await move(recipient, await look(recipient, referral.id), route, body));
    expectStatus(200, await withdraw(sender, consent));
    const head = await look(recipient, referral.id);
    expect(head.lines[0]?.status).toBe('in_progress');
    const events = expectStatus<{ verb: string }[]>(
      200,
      await recipient.get(`referrals/${referral.id}/events`),
    );
    expect(events.at(-1)?.verb).toBe('consent_withdrawn');
    const report = await move(recipient, head, 'report', {
      result: 'retained',
      done: 'x',
      remaining: '',
      roles: '',
    });
    expect([report.status, report.body['code']]).toEqual([409, 'consent.not_active']);
    const actions = expectStatus<{ lines: { actions: { action: string; blocked: unknown }[] }[] }>(
      200,
      await recipient.get(`referrals/${referral.id}/actions`),
    );
    expect(actions.lines[0]?.actions.map(({ action, blocked }) => [action, blocked === null])).toEqual([
      ['report', false],
      ['fail', true],
      ['person_decline', true],
    ]);
    expectStatus(200, await move(recipient, head, 'failure', { reason: 'consent_withdrawn' }));
  });

  it('works once, and of a part only when it is there', async () => {
    const personId = await buildPerson(sender);
    const consent = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    const nothing = await withdraw(sender, consent, { scope: 'category', category: 'finance' });
    expect([nothing.status, nothing.body['code']]).toEqual([409, 'consent.nothing_to_withdraw']);
    const withdrawn = expectStatus<ConsentBody>(200, (await withdraw(sender, consent)) as never);
    expect(withdrawn.state).toBe('withdrawn');
    const again = await withdraw(sender, { id: consent.id, version: withdrawn.version });
    expect([again.status, again.body['code']]).toEqual([409, 'consent.not_open']);
  });

  it('tells every agency that was told something, without a word about the person, and no other', async () => {
    const { consent } = await buildSentReferral(sender, recipient);
    expectStatus(200, await withdraw(sender, consent));
    const unsent = await buildConsent(sender, await buildPerson(sender), {
      recipientAgencyId: recipient.agencyId,
    });
    expectStatus(200, await withdraw(sender, unsent));
    const promises = await api.db.admin<{ payload: Record<string, unknown> }>(
      `SELECT payload FROM portal.outbox WHERE type = 'consent.withdrawn' AND (payload ->> 'withdrawalId')::uuid IN
         (SELECT withdrawal_id FROM portal.withdrawn_grant WHERE consent_id = ANY($1::uuid[]))`,
      [[consent.id, unsent.id]],
    );
    expect(promises.map(({ payload }) => payload)).toEqual([
      expect.objectContaining({ byAgencyId: sender.agencyId, tellAgencyId: recipient.agencyId }),
    ]);
  });

  it('takes ids in whatever case they come', async () => {
    const consent = await buildConsent(sender, await buildPerson(sender), {
      recipientAgencyId: recipient.agencyId,
    });
    const scope = { scope: 'recipient', agencyId: recipient.agencyId.toUpperCase() };
    expect((await withdraw(sender, consent, scope)).body['state']).toBe('withdrawn');
  });

  it('of something that a referral does not tell leaves its timeline alone', async () => {
    const { referral, personId } = await buildSentReferral(sender, recipient);
    const unrelated = await buildConsent(sender, personId, {
      recipientAgencyId: recipient.agencyId,
      categories: ['finance'],
    });
    expectStatus(200, await withdraw(sender, unrelated));
    const events = expectStatus<{ verb: string }[]>(200, await sender.get(`referrals/${referral.id}/events`));
    expect(events.map(({ verb }) => verb)).toEqual(['send']);
  });
});

describe('the ledger of disclosures', () => {
  it('has a line for each provision, with recipient, kinds of data and ground', async () => {
    const { personId, referral, consent } = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    for (const _ of [1, 2]) expectStatus(200, await recipient.get(`referrals/${referral.id}/package`));
    const ledger = expectStatus<Record<string, unknown>[]>(
      200,
      await sender.get(`people/${personId}/disclosures`),
    );
    expect(ledger.map(({ method }) => method)).toEqual(['opened', 'sent']);
    expect(ledger[1]).toMatchObject({
      categories: ['identity', 'request', 'medical'],
      purpose: 'intake',
      consentIds: [consent.id],
      referralNumber: referral.number,
    });
    expect((await recipient.get(`people/${personId}/disclosures`)).status).toBe(404);
  });

  it('has a new line when the same is read under a new consent', async () => {
    const { personId, referral, consent } = await buildSentReferral(sender, recipient);
    const read = async () => expectStatus(200, await recipient.get(`referrals/${referral.id}/package`));
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'acceptance'));
    await read();
    expectStatus(200, await withdraw(sender, consent));
    const renewed = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
    await Promise.all([read(), read(), read()]);
    const ledger = expectStatus<{ method: string; consentIds: string[] }[]>(
      200,
      await sender.get(`people/${personId}/disclosures`),
    );
    const opened = ledger.filter(({ method }) => method === 'opened').map(({ consentIds }) => consentIds);
    expect(opened).toEqual([[renewed.id], [consent.id]]);
  });

  it('cannot be changed by the application', async () => {
    const agency = await buildAgency(api);
    expect(agency).toBeTruthy();
    const grants = await api.db.admin<{ privilege_type: string }>(
      `SELECT privilege_type FROM information_schema.role_table_grants
       WHERE table_schema = 'portal' AND table_name = 'disclosure' AND grantee = 'portal_app' ORDER BY 1`,
    );
    expect(grants.map(({ privilege_type }) => privilege_type)).toEqual(['INSERT', 'SELECT']);
  });
});
