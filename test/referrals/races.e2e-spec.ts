import { startApi, type TestApi } from '../support/api.js';
import type { Answer } from '../support/client.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  look,
  move,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let first: Worker;
let second: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  first = await buildWorker(api, { role: 'acceptor' });
  second = await buildWorker(api, { agencyId: first.agencyId, role: 'acceptor' });
});
afterAll(() => api.close());

const rounds = Array.from({ length: 12 }, (_, round) => round);

function statuses(answers: Answer<unknown>[]): number[] {
  return answers.map(({ status }) => status).sort();
}

describe('at the same moment', () => {
  it('two acceptances have one winner', async () => {
    for (const _ of rounds) {
      const { referral } = await buildSentReferral(sender, first);
      const seen = await look(first, referral.id);
      const answers = await Promise.all(
        [first, second, first, second].map((worker) => move(worker, seen, 'acceptance')),
      );
      expect(statuses(answers)).toEqual([200, 412, 412, 412]);
      const events = await api.db.admin(
        `SELECT FROM portal.referral_event WHERE referral_id = $1 AND verb = 'accept'`,
        [referral.id],
      );
      expect(events).toHaveLength(1);
    }
  });

  it('an acceptance and a decline have one winner', async () => {
    for (const _ of rounds) {
      const { referral } = await buildSentReferral(sender, first);
      const seen = await look(first, referral.id);
      const answers = await Promise.all([
        move(first, seen, 'acceptance'),
        move(second, seen, 'decline', { reason: 'no_capacity' }),
      ]);
      expect(statuses(answers)).toEqual([200, 412]);
    }
  });

  it('a withdrawal and an acceptance come one after the other', async () => {
    for (const _ of rounds) {
      const { referral, consent } = await buildSentReferral(sender, first);
      const seen = await look(first, referral.id);
      const [withdrawal, acceptance] = await Promise.all([
        withdraw(sender, consent),
        move(first, seen, 'acceptance'),
      ]);
      expect(withdrawal.status).toBe(200);
      const after = await look(sender, referral.id);
      if (acceptance.status === 200) {
        expect(after.lines[0]?.status).toBe('accepted');
      } else {
        expect([acceptance.status, acceptance.body['code']]).toEqual([409, 'consent.not_active']);
        expect(after.lines[0]?.status).toBe('suspended');
      }
      expect((await first.get(`referrals/${referral.id}/package`)).status).toBe(409);
    }
  });

  it('nothing is sent after a withdrawal, by order of commit', async () => {
    for (const _ of rounds) {
      const personId = await buildPerson(sender);
      const consent = await buildConsent(sender, personId, { recipientAgencyId: first.agencyId });
      const draft = await buildDraft(sender, { personId, recipientAgencyId: first.agencyId });
      const [sending] = await Promise.all([move(sender, draft, 'sending'), withdraw(sender, consent)]);
      const after = await look(sender, draft.id);
      if (sending.status === 200) expect(after.lines[0]?.status).toBe('suspended');
      else expect([sending.status, after.status]).toEqual([409, 'draft']);
      const ledger = await api.db.admin('SELECT FROM portal.disclosure WHERE referral_id = $1', [draft.id]);
      expect(ledger).toHaveLength(sending.status === 200 ? 1 : 0);
    }
  });

  it('one request sent twenty times makes one person', async () => {
    const key = { 'idempotency-key': 'one registration' };
    const input = { name: '一度 だけ', kana: 'いちど だけ' };
    const answers = await Promise.all(rounds.map(() => sender.post<{ id: string }>('people', input, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('two drafts about one person are sent to one agency once', async () => {
    for (const _ of rounds) {
      const personId = await buildPerson(sender);
      await buildConsent(sender, personId, { recipientAgencyId: first.agencyId });
      const address = { personId, recipientAgencyId: first.agencyId };
      const drafts = [await buildDraft(sender, address), await buildDraft(sender, address)];
      const answers = await Promise.all(drafts.map((draft) => move(sender, draft, 'sending')));
      expect(statuses(answers)).toEqual([200, 409]);
      const [sent, refused] = answers[0]?.status === 200 ? answers : [...answers].reverse();
      expect(refused?.body).toMatchObject({ code: 'referral.already_open', number: sent?.body.number });
    }
  });
});
