import { askNext, moveByRule, suspendForAgency } from '#libs/referrals';
import { WorkerDatabase } from '#libs/platform';
import { openSqlSession } from '../support/sql-session.js';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import type { ReferralMode } from '#libs/referrals';

let api: TestApi;
let worker: WorkerDatabase;
let sender: Worker;
let first: Worker;
let second: Worker;
let third: Worker;
beforeAll(async () => {
  api = await startApi();
  worker = new WorkerDatabase(api.db.connections.worker, 'modes test');
  sender = await buildWorker(api);
  first = await buildWorker(api, { role: 'acceptor' });
  second = await buildWorker(api, { role: 'acceptor' });
  third = await buildWorker(api, { role: 'acceptor' });
});
afterAll(async () => {
  await worker.onApplicationShutdown();
  await api.close();
});

interface Asked {
  referral: ReferralBody;
  personId: string;
  consents: Map<Worker, { id: string; version: number }>;
}

/** A sent referral to several agencies; the person has agreed to each unless one is left out. */
async function ask(mode: ReferralMode, agencies: Worker[], without: Worker[] = []): Promise<Asked> {
  const personId = await buildPerson(sender);
  const consents = new Map<Worker, { id: string; version: number }>();
  for (const { agencyId } of agencies) {
    const agency = agencies.find((one) => one.agencyId === agencyId)!;
    if (!without.includes(agency))
      consents.set(agency, await buildConsent(sender, personId, { recipientAgencyId: agencyId }));
  }
  const recipientAgencyIds = agencies.map(({ agencyId }) => agencyId);
  const draft = await buildDraft(sender, { personId, recipientAgencyIds, mode });
  return { referral: expectStatus(200, await move(sender, draft, 'sending')), personId, consents };
}

const accept = async (by: Worker, id: string) => move(by, await look(by, id), 'acceptance');
const statusesOf = async (id: string) => (await look(sender, id)).lines.map(({ status }) => status);

describe('同時打診（先着）', () => {
  it('takes the first to accept and closes the others in the same moment', async () => {
    const { referral } = await ask('first_accept', [first, second, third]);
    expect(referral.lines.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
    const seen = await look(second, referral.id);
    // Each recipient sees its own line and nobody else's.
    expect(seen.lines).toHaveLength(1);
    expectStatus(200, await move(second, seen, 'receipt'));
    expectStatus(200, await accept(first, referral.id));
    expect(await statusesOf(referral.id)).toEqual(['accepted', 'not_selected', 'not_selected']);
    expect((await look(sender, referral.id)).status).toBe('matched');
    expect((await second.get(`referrals/${referral.id}/package`)).status).toBe(409);
    const late = await accept(third, referral.id);
    expect([late.status, late.body['code']]).toEqual([409, 'referral.already_taken']);
  });

  it('edge 5: has one winner when all accept at once, and a double press of the winner is one acceptance', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { referral } = await ask('first_accept', [first, second, third]);
      const seen = await Promise.all([first, second, third].map((by) => look(by, referral.id)));
      const keys = ['a', 'b', 'c'].map((name) => ({ 'idempotency-key': `${name} ${referral.id}` }));
      const answers = await Promise.all(
        [first, second, third].flatMap((by, n) => [
          move(by, seen[n]!, 'acceptance', {}, keys[n]),
          move(by, seen[n]!, 'acceptance', {}, keys[n]),
        ]),
      );
      const byAgency = [0, 1, 2].map((n) => [answers[2 * n]!, answers[2 * n + 1]!] as const);
      const winners = byAgency.filter(([one]) => one.status === 200);
      expect(winners).toHaveLength(1);
      expect(winners[0]!.map(({ status }) => status)).toEqual([200, 200]);
      for (const [one] of byAgency.filter((pair) => pair !== winners[0])) {
        expect([one.status, one.body['code']]).toEqual([409, 'referral.already_taken']);
      }
      const events = await api.db.admin(
        `SELECT FROM portal.referral_event WHERE referral_id = $1 AND verb = 'accept'`,
        [referral.id],
      );
      expect(events).toHaveLength(1);
    }
  });

  it('waits for the others while some decline, and is unmet when all have', async () => {
    const { referral } = await ask('first_accept', [first, second]);
    const why = { reason: 'no_capacity' };
    expectStatus(200, await move(first, await look(first, referral.id), 'decline', why));
    expect((await look(sender, referral.id)).status).toBe('active');
    expectStatus(200, await move(second, await look(second, referral.id), 'decline', why));
    expect((await look(sender, referral.id)).status).toBe('unfulfilled');
  });
});

describe('同時打診（本人が選ぶ）', () => {
  it('lets several accept; support begins where the person chose', async () => {
    const { referral } = await ask('choose', [first, second]);
    for (const by of [first, second]) expectStatus(200, await accept(by, referral.id));
    expect((await look(sender, referral.id)).status).toBe('active');
    const early = await move(first, await look(first, referral.id), 'start', { startedOn: '2026-01-05' });
    expect([early.status, early.body['code']]).toEqual([409, 'referral.not_chosen_yet']);

    const seen = await look(sender, referral.id);
    const chosen = await move(sender, seen, 'selection', { wish: '通いやすい' }, {}, seen.lines[1]);
    expect(expectStatus(200, chosen).lines.map(({ status }) => status)).toEqual(['not_selected', 'accepted']);
    expect(chosen.body.status).toBe('matched');
    expectStatus(
      200,
      await move(second, await look(second, referral.id), 'start', { startedOn: '2026-01-05' }),
    );
  });

  it('cannot choose what has not accepted, nor twice', async () => {
    const { referral } = await ask('choose', [first, second]);
    const seen = await look(sender, referral.id);
    const early = await move(sender, seen, 'selection', { wish: 'ここ' }, {}, seen.lines[0]);
    expect(early.status).toBe(409);
    expectStatus(200, await accept(first, referral.id));
    const accepted = await look(sender, referral.id);
    const chosen = await move(sender, accepted, 'selection', { wish: 'ここ' }, {}, accepted.lines[0]);
    const again = await move(sender, chosen.body, 'selection', { wish: 'ここ' }, {}, chosen.body.lines[0]);
    expect(again.status).toBe(409);
  });
});

describe('順次打診', () => {
  it('asks the next agency after a decline; until then it knows of nothing', async () => {
    const { referral } = await ask('sequential', [first, second]);
    expect(referral.lines.map(({ status }) => status)).toEqual(['sent', 'queued']);
    expect((await second.get(`referrals/${referral.id}`)).status).toBe(404);
    const why = { reason: 'no_capacity' };
    expectStatus(200, await move(first, await look(first, referral.id), 'decline', why));
    expect((await look(sender, referral.id)).status).toBe('active');
    await worker.transaction((tx) => askNext(tx, referral.id));
    expect(await statusesOf(referral.id)).toEqual(['declined', 'sent']);
    expectStatus(200, await move(second, await look(second, referral.id), 'receipt'));
    expectStatus(200, await second.get(`referrals/${referral.id}/package`));
    const told = await api.db.admin<{ recipient_agency_id: string }>(
      `SELECT recipient_agency_id FROM portal.disclosure WHERE referral_id = $1 AND method = 'sent' ORDER BY at`,
      [referral.id],
    );
    expect(told.map(({ recipient_agency_id: id }) => id)).toEqual([first.agencyId, second.agencyId]);
  });

  it('asks nobody without a consent of this moment, and tells the source', async () => {
    const { referral, consents } = await ask('sequential', [first, second]);
    const consent = consents.get(second)!;
    expectStatus(200, await withdraw(sender, consent));
    const why = { reason: 'no_capacity' };
    expectStatus(200, await move(first, await look(first, referral.id), 'decline', why));
    await worker.transaction(async (tx) => expect(await askNext(tx, referral.id)).toBe('no consent'));
    expect(await statusesOf(referral.id)).toEqual(['declined', 'queued']);
    const promised = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'referral.next_without_consent' AND payload->>'referralId' = $1`,
      [referral.id],
    );
    expect(promised).toHaveLength(1);
  });

  it('goes on without the name where the first agency was asked without it', async () => {
    const personId = await buildPerson(sender);
    for (const { agencyId } of [first, second])
      await buildConsent(sender, personId, {
        recipientAgencyId: agencyId,
        categories: ['request', 'medical'],
      });
    const recipientAgencyIds = [first.agencyId, second.agencyId];
    const draft = await buildDraft(sender, { personId, recipientAgencyIds, mode: 'sequential' });
    const referral = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
    const why = { reason: 'no_capacity' };
    expectStatus(200, await move(first, await look(first, referral.id), 'decline', why));
    await worker.transaction(async (tx) => expect(await askNext(tx, referral.id)).toBe('asked'));
    const seen = await look(second, referral.id);
    expect([seen.lines[0]!.status, seen['personName']]).toEqual(['sent', '（氏名は同意後に表示）']);
    const [told] = await api.db.admin<{ categories: string[] }>(
      `SELECT categories FROM portal.disclosure WHERE referral_id = $1 AND recipient_agency_id = $2`,
      [referral.id, second.agencyId],
    );
    expect(told!.categories).toEqual(['request', 'medical']);
    expectStatus(200, await move(second, seen, 'receipt'));
    const opened = await second.get(`referrals/${referral.id}/package`);
    expect([opened.status, opened.text.includes('試験 太郎')]).toEqual([200, false]);
  });

  it('is asked on by hand only when nobody is being asked', async () => {
    const { referral } = await ask('sequential', [first, second]);
    const offered = async () =>
      expectStatus<{ lines: { actions: { action: string }[] }[] }>(
        200,
        await sender.get(`referrals/${referral.id}/actions`),
      ).lines.map(({ actions }) => actions.some(({ action }) => action === 'send'));
    expect(await offered()).toEqual([false, false]);
    const early = await move(sender, referral, 'sending', {}, {}, referral.lines[1]);
    expect([early.status, early.body['code']]).toEqual([409, 'referral.other_is_asked']);
    expectStatus(
      200,
      await move(first, await look(first, referral.id), 'decline', { reason: 'no_capacity' }),
    );
    expect(await offered()).toEqual([false, true]);
    const seen = await look(sender, referral.id);
    expectStatus(200, await move(sender, seen, 'sending', {}, {}, seen.lines[1]));
    expect(await statusesOf(referral.id)).toEqual(['declined', 'sent']);
  });

  it('never asks two at once, however often the worker tries', async () => {
    const { referral } = await ask('sequential', [first, second, third]);
    await Promise.all(Array.from({ length: 5 }, () => worker.transaction((tx) => askNext(tx, referral.id))));
    expect(await statusesOf(referral.id)).toEqual(['sent', 'queued', 'queued']);
  });
});

describe('分担', () => {
  it('is shared by all who accept', async () => {
    const { referral } = await ask('joint', [first, second]);
    expectStatus(200, await accept(first, referral.id));
    expect((await look(sender, referral.id)).status).toBe('active');
    expectStatus(200, await accept(second, referral.id));
    expect(await statusesOf(referral.id)).toEqual(['accepted', 'accepted']);
    expect((await look(sender, referral.id)).status).toBe('matched');
  });
});

describe('rules', () => {
  it('expire a line that nobody answered, once', async () => {
    const { referral } = await ask('single', [first]);
    const lineId = referral.lines[0]!.id;
    const ruled = {
      referralId: referral.id,
      lineId,
      verb: 'expire',
      reason: 'agency_silent',
      attribution: 'agency',
    } as const;
    const moved = await Promise.all([1, 2, 3].map(() => worker.transaction((tx) => moveByRule(tx, ruled))));
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await look(sender, referral.id)).toMatchObject({
      status: 'unfulfilled',
      lines: [{ status: 'expired', reason: 'agency_silent', attribution: 'agency' }],
    });
  });

  it('move nothing that the table does not let them', async () => {
    const { referral } = await ask('single', [first]);
    const lineId = referral.lines[0]!.id;
    const ruled = { referralId: referral.id, lineId, verb: 'complete' } as const;
    expect(await worker.transaction((tx) => moveByRule(tx, ruled))).toBe(false);
    await expect(
      worker.query(
        `SELECT portal.move_line_by_rule($1, 'accept', 'sent', 'accepted', NULL, NULL, NULL, 'matched')`,
        [lineId],
      ),
    ).rejects.toThrow('no rule does this');
  });

  it('edge 6: stop every open referral of an agency that has closed; its successor inherits nothing', async () => {
    const gone = await buildWorker(api, { role: 'acceptor' });
    const { referral } = await ask('single', [gone]);
    expectStatus(200, await accept(gone, referral.id));
    await worker.transaction((tx) => suspendForAgency(tx, gone.agencyId));
    expect(await look(sender, referral.id)).toMatchObject({
      status: 'matched',
      lines: [{ status: 'suspended', suspendedFor: 'agency' }],
    });
    expect((await gone.get(`referrals/${referral.id}/package`)).status).toBe(409);
  });
});

describe('the database', () => {
  it('lets nobody release siblings of a line that was not taken, nor a stranger', async () => {
    const { referral } = await ask('first_accept', [first, second]);
    const lineId = referral.lines[0]!.id;
    for (const token of [first.token, third.token]) {
      const session = await openSqlSession(api.db, token);
      const outcome = await session.run(['SELECT * FROM portal.release_siblings($1)', lineId]);
      expect(outcome.refused).toBe('42501');
      await session.close();
    }
  });
});
