import { chaseFollowUps } from '#libs/referrals';
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
  withdraw,
} from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let db: WorkerDatabase;
let sender: Worker;
let stranger: Worker;
let outside: string;
beforeAll(async () => {
  api = await startApi();
  db = new WorkerDatabase(api.db.connections.worker, 'outside erasure test');
  sender = await buildWorker(api);
  stranger = await buildWorker(api);
  outside = await buildAgency(api, { name: '外の機関', isMember: false });
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await api.close();
});

interface Duty {
  id: string;
  version: number;
  isOutside: boolean;
  mayAnswer: boolean;
  mayRecord: boolean;
  referralIds: string[];
  [field: string]: unknown;
}

/** A package that left by a sealed link, and the consent taken back: what is asked of the agency outside. */
async function owed(): Promise<{ referralId: string; personId: string; withdrawalId: string; duty: Duty }> {
  const personId = await buildPerson(sender);
  const consent = await buildConsent(sender, personId, { recipientAgencyId: outside });
  const draft = await buildDraft(sender, { personId, recipientAgencyIds: [] });
  expectStatus(
    201,
    await sender.post(
      `referrals/${draft.id}/outside`,
      { agencyId: outside, means: 'link' },
      ifMatch(draft.version),
    ),
  );
  expectStatus(200, await withdraw(sender, consent));
  const [withdrawal] = expectStatus<{ id: string }[]>(
    200,
    await sender.get(`people/${personId}/withdrawals`),
  );
  const [duty] = await dutiesOf(draft.id);
  return { referralId: draft.id, personId, withdrawalId: withdrawal!.id, duty: duty! };
}

const dutiesOf = async (referralId: string) =>
  expectStatus<Duty[]>(200, await sender.get(`referrals/${referralId}/erasure-duties`));
const today = dayFromToday(0);
const heard = {
  ...{ answer: 'destroyed', answeredOn: dayFromToday(-2), answeredName: '外の 担当' },
  ...{ toldOn: dayFromToday(-1), toldBy: '外の 所長', toldMeans: 'phone' },
};
const answer = (by: Worker, { id, version }: Duty, body: object = heard) =>
  by.post<Duty>(`erasure-duties/${id}/answer`, body, ifMatch(version));

describe('a recipient outside the portal', () => {
  it('answers to whoever told it something, who writes down when, by whom and how', async () => {
    const { referralId, personId, withdrawalId, duty } = await owed();
    expect(duty).toMatchObject({
      ...{ isOutside: true, mayAnswer: false, mayRecord: true, answer: null, told: null },
      agencyName: expect.stringMatching(/^外の機関/),
      referralIds: [referralId],
    });
    // Who sent it is not who read it there.
    const [withdrawal] = expectStatus<{ readBefore: { agencyName: string; byName: string | null }[] }[]>(
      200,
      await sender.get(`people/${personId}/withdrawals`),
    );
    expect(withdrawal!.readBefore.map(({ byName }) => byName)).toEqual([null]);
    const open = expectStatus<Duty[]>(200, await sender.get('erasure-duties?side=others'));
    expect(open.map(({ id }) => id)).toContain(duty.id);

    const done = expectStatus(200, await answer(sender, duty));
    expect(done).toMatchObject({
      ...{ answer: 'destroyed', answeredOn: heard.answeredOn, answeredName: '外の 担当', mayRecord: false },
      told: { on: heard.toldOn, by: '外の 所長', means: 'phone', meansName: '電話' },
    });
    expect(typeof done['recordedBy']).toBe('string');
    expect((await answer(sender, { ...duty, version: 2 })).status).toBe(409);

    const ledger = expectStatus<{ items: { personId: string; erasureText: string }[] }>(
      200,
      await sender.get('disclosure-ledger?side=provider&perPage=100'),
    );
    const texts = ledger.items.filter((row) => row.personId === personId).map((row) => row.erasureText);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^破棄した（.+外の 担当.+外の 所長から電話）$/);
    const paper = await sender.get(`withdrawals/${withdrawalId}/paper`);
    expect(paper.text).toContain('外の所長さんから電話で聞きました');

    const audited = await api.db.admin<{ action: string; details: object }>(
      `SELECT action, details FROM audit.entry WHERE object_id = $1 AND action LIKE 'erasure.%'`,
      [duty.id],
    );
    expect(audited).toEqual([
      { action: 'erasure.hear', details: expect.objectContaining({ answer: 'destroyed', means: 'phone' }) },
    ]);
  });

  it('is not answered for without saying how one knows, nor before it did what it says', async () => {
    const { duty } = await owed();
    const { answer: what, answeredOn, answeredName } = heard;
    for (const body of [
      { answer: what, answeredOn, answeredName },
      { answer: what, answeredOn, answeredName, toldOn: today },
      { ...heard, toldOn: dayFromToday(-3) },
      { ...heard, toldOn: dayFromToday(1) },
      { ...heard, toldMeans: 'rumour' },
      { ...heard, answer: 'kept_by_law' },
    ])
      expect((await answer(sender, duty, body)).status).toBe(422);
    expect((await answer(stranger, duty)).status).toBe(404);
    expect((await answer(sender, { ...duty, version: 9 })).status).toBe(412);
    const [still] = await dutiesOf((duty.referralIds as string[])[0]!);
    expect(still).toMatchObject({ answer: null, version: 1 });
  });

  it('is asked for by a reminder to whoever told it something', async () => {
    const { duty } = await owed();
    await db.transaction((tx) => chaseFollowUps(tx, new Date(Date.now() + 15 * 86_400_000)));
    const told = await api.db.admin<{ type: string; agency: string }>(
      `SELECT type, payload ->> 'tellAgencyId' AS agency FROM portal.outbox WHERE payload ->> 'dutyId' = $1
         AND type LIKE 'erasure.%'`,
      [duty.id],
    );
    expect(told).toEqual([{ type: 'erasure.to_be_asked', agency: sender.agencyId }]);
  });
});

describe('a recipient in the portal', () => {
  it('answers itself: nobody answers for it, in the application or past it', async () => {
    const recipient = await buildWorker(api, { role: 'acceptor' });
    const { referral, consent } = await buildSentReferral(sender, recipient);
    expectStatus(200, await move(recipient, await look(recipient, referral.id), 'receipt'));
    expectStatus(200, await withdraw(sender, consent));
    const [duty] = await dutiesOf(referral.id);
    expect(duty).toMatchObject({ isOutside: false, mayRecord: false });
    expect((await answer(sender, duty!)).status).toBe(403);
    expect((await answer(recipient, duty!)).status).toBe(422);
    const { run, close } = await openSqlSession(api.db, sender.token);
    const { touched, refused } = await run([
      `UPDATE portal.erasure_duty SET answer = 'destroyed', answered_on = $2, answered_name = 'x', answered_by = $3,
         told_on = $2, told_by = 'x', told_means = 'phone' WHERE id = $1`,
      duty!.id,
      today,
      sender.accountId,
    ]);
    expect([touched, refused]).toEqual([0, undefined]);
    await close();
    const { toldOn: _, toldBy: __, toldMeans: ___, ...own } = heard;
    expect(expectStatus(200, await answer(recipient, duty!, own))).toMatchObject({
      ...{ answer: 'destroyed', told: null, recordedBy: null },
    });
  });
});
