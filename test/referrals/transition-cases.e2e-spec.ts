import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
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
let owner: Worker;
let recipient: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  owner = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

interface CaseBody {
  id: string;
  version: number;
  mayClose: boolean;
  referrals: { id: string; number: string; status: string }[];
  others: { id: string }[];
  [field: string]: unknown;
}

const plan = { goal: '卒業後も、続けて働く。', startsOn: dayFromToday(0), endsOn: dayFromToday(120) };

async function begun(): Promise<{ personId: string; sent: ReferralBody; draft: ReferralBody }> {
  const personId = await buildPerson(owner);
  await buildConsent(owner, personId, { recipientAgencyId: recipient.agencyId });
  const address = { personId, recipientAgencyId: recipient.agencyId };
  const sent = expectStatus<ReferralBody>(
    200,
    await move(owner, await buildDraft(owner, address), 'sending'),
  );
  return { personId, sent, draft: await buildDraft(owner, address) };
}

const open = (by: Worker, personId: string, more: object = {}) =>
  by.post<CaseBody>(`people/${personId}/transition-cases`, { kind: 'school_to_work', ...plan, ...more });
const listed = async (query: string, by = owner) =>
  (
    await by.get<{ items: { id: string; [field: string]: unknown }[] }>(
      `transition-cases?perPage=100&${query}`,
    )
  ).body.items.map(({ id }) => id);
const close = (by: Worker, { id, version }: CaseBody) =>
  by.post<CaseBody>(`transition-cases/${id}/closing`, { outcome: '就職した。' }, ifMatch(version));

describe('a transition', () => {
  it('holds referrals together, from a support that ends until all of them have ended', async () => {
    const { personId, sent, draft } = await begun();
    const term = expectStatus<{ id: string }>(
      201,
      await owner.post(`people/${personId}/support-terms`, { kind: 'graduation', baseOn: dayFromToday(100) }),
    );
    const made = expectStatus(
      201,
      await open(owner, personId, { supportTermId: term.id, referralIds: [sent.id] }),
    );
    expect(made).toMatchObject({ kind: 'school_to_work', goal: plan.goal, mayClose: false, closedAt: null });
    expect(made.referrals).toMatchObject([
      { id: sent.id, status: 'active', agencies: [{ status: 'sent' }], closedAt: null },
    ]);
    expect(made['term']).toEqual({
      ...{ id: term.id, kind: 'graduation', kindName: '卒業・修了' },
      endsOn: dayFromToday(100),
    });
    const terms = await owner.get<{ transitionCaseId: string | null }[]>(`people/${personId}/support-terms`);
    expect(terms.body.map(({ transitionCaseId }) => transitionCaseId)).toEqual([made.id]);
    const inList = await owner.get<{ items: object[]; total: number }>('transition-cases?perPage=1');
    expect([inList.body.items, inList.body.total]).toEqual([
      [
        expect.objectContaining({
          id: made.id,
          personName: '試験 太郎',
          daysLeft: 120,
          referrals: 1,
          openReferrals: 1,
        }),
      ],
      1,
    ]);
    expect(JSON.stringify(inList.body)).not.toContain(plan.goal);
    expect(made.others.map(({ id }) => id)).toEqual([draft.id]);
    expect((await close(owner, made)).body).toMatchObject({ status: 409, code: 'transition.goes_on' });

    const both = expectStatus<CaseBody>(
      200,
      await owner.post(`transition-cases/${made.id}/referrals`, { referralId: draft.id }),
    );
    expect(both.referrals.map(({ id }) => id)).toEqual([sent.id, draft.id]);
    const other = expectStatus(201, await open(owner, personId));
    expect(
      (await owner.post(`transition-cases/${other.id}/referrals`, { referralId: draft.id })).body,
    ).toMatchObject({ code: 'transition.has_one' });
    // A draft that is thrown away leaves the transition with it.
    expect((await owner.delete(`referrals/${draft.id}`, ifMatch(draft.version))).status).toBe(204);

    expectStatus(
      200,
      await move(recipient, await look(recipient, sent.id), 'decline', { reason: 'no_capacity' }),
    );
    const ready = expectStatus<CaseBody>(200, await owner.get(`transition-cases/${made.id}`));
    expect([ready.mayClose, ready.referrals.length]).toEqual([true, 1]);
    const over = expectStatus(200, await close(owner, ready));
    expect(over).toMatchObject({ outcome: '就職した。', mayClose: false });
    expect((await close(owner, over)).body).toMatchObject({ code: 'transition.closed' });
    expect(await listed('state=open')).toContain(other.id);
    expect(await listed('')).not.toContain(made.id);
    expect(await listed('state=closed')).toEqual([made.id]);
    expect(await listed('state=open&kind=other')).toEqual([]);
  });

  it('is planned anew, and lets a referral go', async () => {
    const { personId, sent } = await begun();
    const made = expectStatus(201, await open(owner, personId, { referralIds: [sent.id] }));
    const changed = { ...plan, goal: '別の目標' };
    const at = `transition-cases/${made.id}`;
    expect((await owner.put(at, changed, ifMatch(9))).status).toBe(412);
    expect((await owner.put(at, { ...changed, endsOn: dayFromToday(-1) }, ifMatch(1))).status).toBe(422);
    expect((await owner.put(at, changed, ifMatch(1))).body).toMatchObject({ goal: '別の目標', version: 2 });
    expect((await owner.delete<CaseBody>(`${at}/referrals/${sent.id}`)).body.referrals).toEqual([]);
    expect((await owner.delete(`${at}/referrals/${sent.id}`)).status).toBe(404);
  });

  it('is printed on one sheet', async () => {
    const { personId, sent } = await begun();
    const made = expectStatus(201, await open(owner, personId, { referralIds: [sent.id] }));
    const sheet = await owner.get(`transition-cases/${made.id}/sheet`);
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const words = sheet.text.replaceAll(/\s/g, '');
    for (const part of ['移行ケース', '試験太郎', '卒業後も、続けて働く。', sent.number, '送付済'])
      expect(words).toContain(part);
  });

  it('closes once: a referral that is taken in at the same moment comes before, or not at all', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { personId, draft } = await begun();
      const made = expectStatus(201, await open(owner, personId));
      const [closing, taking] = await Promise.all([
        close(owner, made),
        owner.post(`transition-cases/${made.id}/referrals`, { referralId: draft.id }),
      ]);
      expect([closing.status, taking.status].sort()).toEqual([200, 409]);
    }
  });
});

describe('two records that become one, and two again', () => {
  it('take transitions, supports and referrals along, and let go of what was put together in between', async () => {
    const [kept, gone] = [await begun(), await begun()];
    const plannedFor = async (personId: string) =>
      expectStatus<{ id: string }>(
        201,
        await owner.post(`people/${personId}/support-terms`, {
          kind: 'graduation',
          baseOn: dayFromToday(100),
        }),
      ).id;
    const [keptTerm, goneTerm] = [await plannedFor(kept.personId), await plannedFor(gone.personId)];
    const ofGone = expectStatus(
      201,
      await open(owner, gone.personId, { supportTermId: goneTerm, referralIds: [gone.sent.id] }),
    );
    const version = async (id: string) => (await owner.get<{ version: number }>(`people/${id}`)).body.version;
    expectStatus(
      201,
      await owner.post('person-merges', {
        keptId: kept.personId,
        goneId: gone.personId,
        keptVersion: await version(kept.personId),
        goneVersion: await version(gone.personId),
        taken: [],
      }),
    );
    // Put together while they are one: of either record, of both, and of the one that goes alone.
    const crossed = expectStatus(
      201,
      await open(owner, kept.personId, {
        supportTermId: goneTerm,
        referralIds: [kept.sent.id, gone.draft.id],
      }),
    );
    const straight = expectStatus(201, await open(owner, kept.personId, { supportTermId: keptTerm }));
    expectStatus(
      200,
      await owner.post(`transition-cases/${ofGone.id}/referrals`, { referralId: kept.draft.id }),
    );

    const [merge] = (await owner.get<{ id: string }[]>('person-merges')).body;
    expectStatus(204, await owner.post(`person-merges/${merge!.id}/undoing`));
    const now = async (id: string) => {
      const { personId, term, referrals } = expectStatus<CaseBody>(
        200,
        await owner.get(`transition-cases/${id}`),
      );
      return [personId, (term as { id: string } | null)?.id, referrals.map((one) => one.id)];
    };
    expect(await now(ofGone.id)).toEqual([gone.personId, goneTerm, [gone.sent.id]]);
    expect(await now(crossed.id)).toEqual([kept.personId, undefined, [kept.sent.id]]);
    expect(await now(straight.id)).toEqual([kept.personId, keptTerm, []]);
  });

  it('keep a support of somebody else out, whoever writes the row', async () => {
    const [{ personId }, another] = [await begun(), await begun()];
    const made = expectStatus(201, await open(owner, personId));
    const foreign = expectStatus<{ id: string }>(
      201,
      await owner.post(`people/${another.personId}/support-terms`, {
        kind: 'graduation',
        baseOn: dayFromToday(9),
      }),
    ).id;
    expect((await open(owner, personId, { supportTermId: foreign })).status).toBe(404);
    await expect(
      api.db.admin('UPDATE portal.transition_case SET support_term_id = $2 WHERE id = $1', [
        made.id,
        foreign,
      ]),
    ).rejects.toMatchObject({ code: '23503' });
  });
});

describe('nobody else', () => {
  it('finds it', async () => {
    const { personId, sent } = await begun();
    const made = expectStatus(201, await open(owner, personId, { referralIds: [sent.id] }));
    for (const by of [stranger, recipient]) {
      const at = `transition-cases/${made.id}`;
      for (const answer of [
        await by.get(`people/${personId}/transition-cases`),
        await open(by, personId),
        await by.get(at),
        await by.get(`${at}/sheet`),
        await by.put(at, plan, ifMatch(1)),
        await by.post(`${at}/referrals`, { referralId: sent.id }),
        await by.delete(`${at}/referrals/${sent.id}`),
        await close(by, made),
      ])
        expect(answer.status).toBe(404);
      expect(await listed('', by)).toEqual([]);
    }
  });

  it('puts their referrals, or those about somebody else, into it', async () => {
    const { personId } = await begun();
    const { sent: another } = await begun();
    expect((await open(owner, personId, { referralIds: [another.id] })).status).toBe(404);
    const made = expectStatus(201, await open(owner, personId));
    expect(
      (await owner.post(`transition-cases/${made.id}/referrals`, { referralId: another.id })).status,
    ).toBe(404);
    const { run, close: end } = await openSqlSession(api.db, owner.token);
    const { refused } = await run([
      `INSERT INTO portal.transition_referral (referral_id, case_id, agency_id, person_id, added_by) VALUES ($1, $2, $3, $4, $5)`,
      another.id,
      made.id,
      owner.agencyId,
      personId,
      owner.accountId,
    ]);
    expect(refused).toBe('23503');
    await end();
  });
});
