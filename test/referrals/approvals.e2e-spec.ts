import pg from 'pg';
import type { ApprovalRule } from '#libs/referrals';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import { eventually } from '../worker/worker.world.js';

let api: TestApi;
let staff: Worker;
let colleague: Worker;
let manager: Worker;
let recipient: Worker;
let other: Worker;
beforeAll(async () => {
  api = await startApi();
  staff = await buildWorker(api, { role: 'staff', name: '起案 一郎' });
  const { agencyId } = staff;
  colleague = await buildWorker(api, { agencyId, role: 'staff' });
  manager = await buildWorker(api, { agencyId, role: 'manager', name: '承認 花子' });
  recipient = await buildWorker(api, { role: 'acceptor' });
  other = await buildWorker(api, { role: 'acceptor' });
  await settle(manager, 'always');
});
afterAll(() => api.close());

interface ApprovalBody {
  id: string;
  state: string;
  version: number;
  reason: string | null;
  [field: string]: unknown;
}
interface ApprovalsBody {
  rule: ApprovalRule;
  isNeeded: boolean;
  hasApprover: boolean;
  requests: ApprovalBody[];
  [field: string]: unknown;
}

async function settle(worker: Worker, rule: ApprovalRule): Promise<void> {
  const { version } = (await worker.get('approval-setting')).body as { version: number };
  expectStatus(200, await worker.put('approval-setting', { rule }, ifMatch(version)));
}

async function drafted(
  worker: Worker = staff,
  to: readonly Worker[] = [recipient],
): Promise<{ personId: string; consent: { id: string; version: number }; draft: ReferralBody }> {
  const personId = await buildPerson(worker);
  let consent = { id: '', version: 0 };
  for (const { agencyId } of to)
    consent = await buildConsent(worker, personId, { recipientAgencyId: agencyId });
  const draft = await buildDraft(worker, {
    personId,
    recipientAgencyIds: to.map(({ agencyId }) => agencyId),
    mode: to.length > 1 ? 'sequential' : 'single',
  });
  return { personId, consent, draft };
}

const handIn = (worker: Worker, { id, version }: ReferralBody, body: object = {}) =>
  worker.post<ApprovalsBody>(`referrals/${id}/approvals`, body, ifMatch(version));
const decide = (worker: Worker, { id, version }: ApprovalBody, how = 'approval', body: object = {}) =>
  worker.post<ReferralBody>(`approvals/${id}/${how}`, body, ifMatch(version));

async function handedIn(draft: ReferralBody, worker: Worker = staff): Promise<ApprovalBody> {
  return expectStatus(200, await handIn(worker, draft)).requests.at(-1)!;
}

async function approvalsOf(worker: Worker, id: string): Promise<ApprovalsBody> {
  return expectStatus(200, await worker.get<ApprovalsBody>(`referrals/${id}/approvals`));
}

async function nothingSent({ id }: ReferralBody): Promise<void> {
  const { status, lines } = await look(staff, id);
  expect([status, ...lines.map((line) => line.status)]).toEqual(['draft', ...lines.map(() => 'queued')]);
  expect(await api.db.admin('SELECT FROM portal.disclosure WHERE referral_id = $1', [id])).toEqual([]);
  expect(await api.db.admin('SELECT FROM portal.referral_package WHERE referral_id = $1', [id])).toEqual([]);
}

describe('the setting', () => {
  it('is the managers’, starts with no approval, and knows who changed it before', async () => {
    const alone = await buildWorker(api, { role: 'manager' });
    const clerk = await buildWorker(api, { agencyId: alone.agencyId, role: 'staff' });
    expect((await clerk.get('approval-setting')).body).toMatchObject({ rule: 'never', version: 0 });
    expect((await clerk.put('approval-setting', { rule: 'always' }, ifMatch(0))).status).toBe(403);
    expect((await alone.put('approval-setting', { rule: 'always' }, ifMatch(0))).body).toMatchObject({
      rule: 'always',
      version: 1,
    });
    expect((await alone.put('approval-setting', { rule: 'never' }, ifMatch(0))).status).toBe(412);
    expect((await alone.put('approval-setting', { rule: 'now' }, ifMatch(1))).status).toBe(422);
  });

  it('lets what is urgent leave where the agency says so, and tells the superiors', async () => {
    const head = await buildWorker(api, { role: 'manager' });
    const clerk = await buildWorker(api, { agencyId: head.agencyId, role: 'staff' });
    await settle(head, 'not_urgent');
    const { draft } = await drafted(clerk);
    expect((await move(clerk, draft, 'sending')).body).toMatchObject({ code: 'approval.needed' });
    const urgent = expectStatus<ReferralBody>(
      200,
      await clerk.patch(`referrals/${draft.id}`, { urgency: 'urgent' }, ifMatch(draft.version)),
    );
    expect((await move(clerk, urgent, 'sending')).status).toBe(200);
    const told = await api.db.admin(
      `SELECT FROM portal.outbox WHERE type = 'referral.sent_urgently' AND payload ->> 'referralId' = $1`,
      [draft.id],
    );
    expect(told).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is handed in, approved by another, and sent in the same moment', async () => {
    const { draft } = await drafted();
    expect((await move(staff, draft, 'sending')).body).toMatchObject({
      status: 409,
      code: 'approval.needed',
    });
    expect((await move(manager, draft, 'sending')).status).toBe(409);
    const before = (await manager.get('today')).body['toApprove'] as number;
    const asked = expectStatus(200, await handIn(staff, draft, { note: '本日中にお願いします。' }));
    expect(asked).toMatchObject({ rule: 'always', isNeeded: true, hasApprover: true });
    expect(asked.requests).toMatchObject([
      {
        state: 'waiting',
        askedBy: '起案 一郎',
        note: '本日中にお願いします。',
        mayDecide: false,
        mayTakeBack: true,
      },
    ]);
    expect((await handIn(staff, draft)).body).toMatchObject({ code: 'approval.waiting' });
    expect((await manager.get('today')).body['toApprove']).toBe(before + 1);
    const list = (await manager.get<ListedBody[]>('approvals')).body;
    expect(list.find(({ referralId }) => referralId === draft.id)).toMatchObject({
      state: 'waiting',
      personName: '試験 太郎',
      mayDecide: true,
    });

    for (const worker of [staff, colleague])
      expect((await decide(worker, asked.requests[0]!)).body).toMatchObject({
        status: 403,
        code: 'approval.another_approves',
      });
    await nothingSent(draft);
    const sent = expectStatus(200, await decide(manager, asked.requests[0]!));
    expect([sent.status, sent.lines[0]!.status]).toEqual(['active', 'sent']);
    expect((await decide(manager, asked.requests[0]!)).body).toMatchObject({ code: 'approval.decided' });
    expect((await approvalsOf(staff, draft.id)).requests).toMatchObject([
      { state: 'approved', decidedBy: '承認 花子', mayTakeBack: false },
    ]);
    expect((await manager.get('today')).body['toApprove']).toBe(before);

    const verbs = async (worker: Worker) =>
      (await worker.get<{ verb: string; byName: string }[]>(`referrals/${draft.id}/events`)).body.map(
        ({ verb, byName }) => [verb, byName],
      );
    expect(await verbs(staff)).toEqual([
      ['approve', '承認 花子'],
      ['send', '承認 花子'],
    ]);
    // What happens in the house of the source is none of the recipient's business.
    expect((await verbs(recipient)).map(([verb]) => verb)).toEqual(['send']);
    expect((await recipient.get(`referrals/${draft.id}/approvals`)).status).toBe(404);
    const audited = await api.db.admin<{ action: string }>(
      `SELECT action FROM audit.entry WHERE object_id = $1 AND action LIKE 'approval.%' ORDER BY seq`,
      [draft.id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['approval.hand_in', 'approval.approve']);
    const told = await api.db.admin<{ type: string; payload: Record<string, string> }>(
      `SELECT type, payload FROM portal.outbox WHERE payload ->> 'referralId' = $1 ORDER BY id`,
      [draft.id],
    );
    expect(told.map(({ type }) => type).sort()).toEqual([
      'referral.approval_asked',
      'referral.approved',
      'referral.sent',
    ]);
    expect(told.find(({ type }) => type === 'referral.approved')!.payload['toAccountId']).toBe(
      staff.accountId,
    );
  });

  it('says why there is one more to the same agency, to whoever approves and to whoever reads its way', async () => {
    const { personId, draft } = await drafted();
    expectStatus(200, await decide(manager, await handedIn(draft)));
    const another = await buildDraft(staff, { personId, recipientAgencyIds: [recipient.agencyId] });
    expect((await handIn(staff, another)).body).toMatchObject({
      ...{ status: 409, code: 'referral.already_open', referralId: draft.id },
    });
    const duplicateReason = '別の支援を頼むため。';
    const asked = expectStatus(200, await handIn(staff, another, { duplicateReason }));
    expect(asked.requests).toMatchObject([{ state: 'waiting', note: '', duplicateReason }]);
    expect((await approvalsOf(manager, another.id)).requests).toMatchObject([{ duplicateReason }]);
    expectStatus(200, await decide(manager, asked.requests[0]!));
    const events = await staff.get<{ verb: string; note: string | null }[]>(`referrals/${another.id}/events`);
    expect(events.body.find(({ verb }) => verb === 'send')?.note).toBe(duplicateReason);
  });

  it('goes back with a reason, and is handed in again', async () => {
    const { draft } = await drafted();
    const first = await handedIn(draft);
    expect((await decide(manager, first, 'return')).status).toBe(422);
    expectStatus(
      200,
      await decide(manager, first, 'return', { reason: '本人の意向を詳しく書いてください。' }),
    );
    expect((await approvalsOf(staff, draft.id)).requests).toMatchObject([
      { state: 'returned', reason: '本人の意向を詳しく書いてください。' },
    ]);
    const list = (await staff.get<ListedBody[]>('approvals')).body;
    expect(list.find(({ referralId }) => referralId === draft.id)).toMatchObject({ state: 'returned' });
    await nothingSent(draft);
    expectStatus(200, await decide(manager, await handedIn(draft)));
  });

  it('is taken back by whoever handed it in', async () => {
    const { draft } = await drafted();
    const request = await handedIn(draft);
    expectStatus(200, await decide(staff, request, 'withdrawal'));
    expect((await decide(manager, request)).body).toMatchObject({ status: 409, code: 'approval.decided' });
    await nothingSent(draft);
    expect((await approvalsOf(staff, draft.id)).requests).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('is not handed in half-written, nor where nobody could approve it', async () => {
    const personId = await buildPerson(staff);
    const draft = await buildDraft(staff, { personId, recipientAgencyId: recipient.agencyId });
    expect((await handIn(staff, draft)).body).toMatchObject({ status: 409, code: 'consent.not_active' });
    const { draft: own } = await drafted(manager);
    expect((await handIn(staff, own)).body).toMatchObject({ status: 409, code: 'approval.nobody' });
    expect((await approvalsOf(staff, own.id)).hasApprover).toBe(false);
  });

  it('is approved in one version only, once for a key', async () => {
    const { draft } = await drafted();
    const request = await handedIn(draft);
    expect((await decide(manager, { ...request, version: 9 })).status).toBe(412);
    const key = { 'idempotency-key': `approve ${request.id}` };
    const headers = { ...ifMatch(request.version), ...key };
    for (let tries = 0; tries < 2; tries += 1)
      expect((await manager.post(`approvals/${request.id}/approval`, {}, headers)).status).toBe(200);
  });

  it('may be discarded while it waits', async () => {
    const { draft } = await drafted();
    await handedIn(draft);
    expect(
      (await staff.send('DELETE', `referrals/${draft.id}`, undefined, ifMatch(draft.version))).status,
    ).toBe(204);
  });
});

interface ListedBody {
  referralId: string;
  [field: string]: unknown;
}

describe('whoever stands in', () => {
  it('approves when a manager has said so, and only today', async () => {
    const { draft } = await drafted();
    const request = await handedIn(draft);
    const away = (worker: Worker, fromOn: string) =>
      worker.post<{ id: string }[]>('absences', {
        accountId: manager.accountId,
        deputyId: colleague.accountId,
        fromOn,
        untilOn: dayFromToday(2),
      });
    // A colleague cannot make anybody a superior.
    expectStatus(201, await away(staff, dayFromToday(0)));
    expectStatus(201, await away(manager, dayFromToday(1)));
    expect((await decide(colleague, request)).status).toBe(403);
    expectStatus(201, await away(manager, dayFromToday(0)));
    expect((await approvalsOf(colleague, draft.id)).requests).toMatchObject([{ mayDecide: true }]);
    expectStatus(200, await decide(colleague, request));
    await api.db.admin('DELETE FROM portal.absence WHERE deputy_id = $1', [colleague.accountId]);
  });
});

describe('what has changed since', () => {
  const changes: readonly { readonly what: string; readonly change: (at: Waiting) => Promise<unknown> }[] = [
    {
      what: 'the words of the draft',
      change: async ({ draft }) =>
        staff.patch(
          `referrals/${draft.id}`,
          { request: { ask: '別の依頼', wish: '働きたい', background: '' } },
          ifMatch(draft.version),
        ),
    },
    {
      what: 'the recipients',
      change: async ({ draft, personId }) => {
        await buildConsent(staff, personId, { recipientAgencyId: other.agencyId });
        return staff.patch(
          `referrals/${draft.id}`,
          { recipientAgencyIds: [other.agencyId] },
          ifMatch(draft.version),
        );
      },
    },
    {
      what: 'a sheet of the person',
      change: ({ personId }) =>
        staff.put(`people/${personId}/sections/medical`, { fields: { diagnosis: '別の診断' } }, ifMatch(1)),
    },
    {
      what: 'the person’s name',
      change: ({ personId }) =>
        staff.patch(
          `people/${personId}`,
          { name: '別名 太郎', kana: 'べつめい たろう', birthDate: '1990-04-02' },
          ifMatch(1),
        ),
    },
    {
      what: 'the consent, given anew',
      change: ({ personId }) => buildConsent(staff, personId, { recipientAgencyId: recipient.agencyId }),
    },
  ];
  interface Waiting {
    readonly draft: ReferralBody;
    readonly personId: string;
  }

  it.each(changes)('is not approved with the rest: $what', async ({ change }) => {
    const { draft, personId } = await drafted();
    const request = await handedIn(draft);
    const changed = (await change({ draft, personId })) as { status?: number } | undefined;
    if (typeof changed?.status === 'number') expect(changed.status).toBe(200);
    expect((await approvalsOf(manager, draft.id)).requests).toMatchObject([
      { state: 'overtaken', mayDecide: false },
    ]);
    expect((await decide(manager, request)).body).toMatchObject({ status: 409, code: 'approval.overtaken' });
    await nothingSent(draft);
    const now = await look(staff, draft.id);
    expectStatus(200, await decide(manager, await handedIn(now)));
    expect((await approvalsOf(staff, draft.id)).requests.map(({ state }) => state)).toEqual([
      'overtaken',
      'approved',
    ]);
  });

  it('a consent that was withdrawn stops it, and nothing is sent', async () => {
    const { draft, consent } = await drafted();
    const request = await handedIn(draft);
    expectStatus(200, await withdraw(staff, consent));
    expect((await decide(manager, request)).body).toMatchObject({ status: 409, code: 'consent.not_active' });
    await nothingSent(draft);
  });
});

describe('at the same moment', () => {
  const rounds = Array.from({ length: 6 }, (_, round) => round);

  it('two approvals send once', async () => {
    const second = await buildWorker(api, { agencyId: staff.agencyId, role: 'manager' });
    for (const _ of rounds) {
      const { draft } = await drafted();
      const request = await handedIn(draft);
      const answers = await Promise.all([manager, second, manager].map((worker) => decide(worker, request)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      const sent = await api.db.admin(
        `SELECT FROM portal.referral_event WHERE referral_id = $1 AND verb = 'send'`,
        [draft.id],
      );
      expect(sent).toHaveLength(1);
    }
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      second.accountId,
    ]);
  });

  it('a change and an approval come one after the other', async () => {
    for (const _ of rounds) {
      const { draft } = await drafted();
      const request = await handedIn(draft);
      const [approved, changed] = await Promise.all([
        decide(manager, request),
        staff.patch(`referrals/${draft.id}`, { urgency: 'soon' }, ifMatch(draft.version)),
      ]);
      if (approved.status === 200) {
        expect([409, 412]).toContain(changed.status);
      } else {
        expect([approved.status, approved.body['code'], changed.status]).toEqual([
          409,
          'approval.overtaken',
          200,
        ]);
        await nothingSent(draft);
      }
    }
  });

  it('a record that changes between the look and the word is not sent, and whoever approves is told why', async () => {
    const { draft, personId } = await drafted();
    const request = await handedIn(draft);
    // The approval has looked at the draft, and stops where it asks whether the recipient has been asked already.
    const holder = new pg.Client({ connectionString: api.db.adminUrl });
    await holder.connect();
    await holder.query('BEGIN');
    const both = `${personId}|${recipient.agencyId}`;
    await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [both]);
    const approving = decide(manager, request);
    await eventually(async () => {
      const waiting = await api.db.admin(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 1)`,
        [both],
      );
      expect(waiting).toHaveLength(1);
    });
    expectStatus(
      200,
      await staff.put(
        `people/${personId}/sections/medical`,
        { fields: { diagnosis: '別の診断' } },
        ifMatch(1),
      ),
    );
    await holder.query('COMMIT');
    await holder.end();
    expect((await approving).body).toMatchObject({ status: 409, code: 'approval.overtaken' });
    await nothingSent(draft);
    expectStatus(200, await decide(manager, await handedIn(await look(staff, draft.id))));
  });

  it('a withdrawal and an approval come one after the other', async () => {
    for (const _ of rounds) {
      const { draft, consent } = await drafted();
      const request = await handedIn(draft);
      const [approved] = await Promise.all([decide(manager, request), withdraw(staff, consent)]);
      if (approved.status === 200) expect((await look(staff, draft.id)).lines[0]?.status).toBe('suspended');
      else await nothingSent(draft);
    }
  });
});

describe('the approval covers whom it names', () => {
  it('so the next of them, and one who is asked again, need no other', async () => {
    const { draft } = await drafted(staff, [recipient, other]);
    const sent = expectStatus(200, await decide(manager, await handedIn(draft)));
    const [first] = sent.lines;
    expectStatus(
      200,
      await recipient.post(
        `referrals/${draft.id}/recipients/${first!.id}/decline`,
        { reason: 'no_capacity' },
        ifMatch(first!.version),
      ),
    );
    const seen = await look(staff, draft.id);
    const next = seen.lines.find(({ status }) => status === 'queued')!;
    expectStatus(200, await move(staff, seen, 'sending', {}, {}, next));

    const { draft: single } = await drafted();
    const alone = expectStatus(200, await decide(manager, await handedIn(single)));
    expectStatus(200, await move(recipient, alone, 'decline', { reason: 'no_capacity' }));
    const declined = await look(staff, single.id);
    expectStatus(200, await move(staff, declined, 'reopening', { reason: 'place_available' }));
  });

  it('and nobody outside: there a superior sends', async () => {
    const outsider = await buildAgency(api, { isMember: false });
    const { draft, personId } = await drafted();
    await buildConsent(staff, personId, { recipientAgencyId: outsider });
    const send = (worker: Worker) =>
      worker.post(
        `referrals/${draft.id}/outside`,
        { agencyId: outsider, means: 'letter' },
        ifMatch(draft.version),
      );
    expect((await send(staff)).body).toMatchObject({ status: 409, code: 'approval.needed_outside' });
    expect((await send(colleague)).body).toMatchObject({ code: 'approval.needed_outside' });
    expect((await send(manager)).status).toBe(201);
  });
});

describe('strangers', () => {
  it('find nothing, whatever they ask for', async () => {
    const { draft } = await drafted();
    const request = await handedIn(draft);
    const stranger = await buildWorker(api, { role: 'manager' });
    for (const answer of [
      await stranger.get(`referrals/${draft.id}/approvals`),
      await handIn(stranger, draft),
      await decide(stranger, request),
      await decide(stranger, request, 'return', { reason: '理由' }),
      await decide(stranger, request, 'withdrawal'),
    ])
      expect(answer.status).toBe(404);
    expect((await stranger.get<unknown[]>('approvals')).body).toEqual([]);
  });
});
