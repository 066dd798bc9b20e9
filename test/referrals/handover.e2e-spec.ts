import { WorkerDatabase } from '#libs/platform';
import { TransitionsRound } from '../../apps/worker/src/referrals/transitions.round.js';
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
  const values = type === 'handover' ? { transferOn: dayFromToday(7), roles: '分担' } : { shares: '分担' };
  expectStatus(200, await sender.put(`referrals/${draft.id}/particulars`, { values }, ifMatch(1)));
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

interface Check {
  id: string;
  personId: string | null;
  personName: string | null;
  kind: string;
  state: string;
  note: string;
  version: number;
  referral: { id: string } | null;
}

/** What the round does on a day. */
async function lookOn(day: string): Promise<void> {
  const worker = new WorkerDatabase(api.db.connections.worker, 'handover test');
  try {
    await new TransitionsRound(worker, { warn() {}, info() {} } as never, { today: () => day }).look();
  } finally {
    await worker.onApplicationShutdown();
  }
}

/** A hand-over that has come to its end well. */
async function completed(days: object): Promise<{ referral: ReferralBody; personId: string }> {
  const referral = await accepted();
  expectStatus(200, await move(recipient, referral, 'handover', days));
  const at = async (by: Worker, route: string, body: object = {}) =>
    expectStatus(200, await move(by, await look(by, referral.id), route, body));
  await at(recipient, 'start', { startedOn: today });
  await at(recipient, 'report', { result: 'retained', done: '支援した', remaining: '', roles: '' });
  const done = await at(sender, 'completion');
  return { referral: done, personId: String((await look(sender, referral.id))['personId']) };
}

describe('the checks after a hand-over', () => {
  const openFor = async (worker: Worker, referralId: string) =>
    expectStatus<Check[]>(200, await worker.get('check-ups')).filter(
      ({ referral }) => referral?.id === referralId,
    );

  it('stay with the source during the overlap, and move to the agency in charge when it is over', async () => {
    const { referral, personId } = await completed({ movesOn: today, overlapUntil: dayFromToday(20) });
    expect(await openFor(sender, referral.id)).toHaveLength(4);
    await lookOn(dayFromToday(20));
    expect(await openFor(recipient, referral.id)).toEqual([]);

    await lookOn(dayFromToday(21));
    await lookOn(dayFromToday(22));
    expect(await openFor(sender, referral.id)).toEqual([]);
    const moved = await openFor(recipient, referral.id);
    expect(moved.map(({ kind }) => kind)).toEqual(['month_1', 'month_3', 'month_6', 'month_12']);
    expect(moved[0]).toMatchObject({ personId: null, state: 'open' });
    const kept = expectStatus<Check[]>(200, await sender.get(`people/${personId}/check-ups`));
    expect(kept.map(({ state }) => state)).toEqual(['moved', 'moved', 'moved', 'moved']);
    const told = await api.db.admin<{ agency: string; number: string }>(
      `SELECT payload->>'agencyId' AS agency, payload->>'number' AS number FROM portal.outbox WHERE type = 'check_up.moved'`,
    );
    expect(told).toEqual([{ agency: recipient.agencyId, number: '4' }]);

    // The new agency writes down what it hears; the former one reads none of it.
    const [first, second] = moved;
    const input = { on: today, reached: 'phone', situation: 'working', note: '引継ぎ先の秘密' };
    const found = await recipient.post(
      `check-ups/${first?.id}/record`,
      { ...input, nextOn: dayFromToday(180) },
      ifMatch(first!.version),
    );
    expect(expectStatus<Check>(200, found)).toMatchObject({ state: 'done', note: '引継ぎ先の秘密' });
    expect((await openFor(recipient, referral.id)).map(({ kind }) => kind)).toContain('monitoring');
    // What it has written it finds again, and nobody else does.
    const doneFor = async (worker: Worker, query = '') =>
      expectStatus<{ items: Check[]; total: number }>(200, await worker.get(`check-ups/done?${query}`)).items;
    expect(await doneFor(recipient, 'whose=handed&situation=working')).toEqual([
      expect.objectContaining({ id: first?.id, personId: null, note: '引継ぎ先の秘密', doneOn: today }),
    ]);
    expect(await doneFor(recipient, 'whose=own')).toEqual([]);
    expect(await doneFor(recipient, 'situation=left')).toEqual([]);
    expect(await doneFor(sender)).toEqual([]);
    expect((await sender.post(`check-ups/${second?.id}/record`, input, ifMatch(1))).status).toBe(404);
    expect((await sender.get(`people/${personId}/check-ups`)).text).not.toContain('引継ぎ先の秘密');
    const [plain] = await api.db.admin<{ plain: boolean }>(
      `SELECT bool_or(position('引継ぎ先'::bytea IN note) > 0) AS plain FROM portal.check_up WHERE id = $1`,
      [first?.id],
    );
    expect(plain).toEqual({ plain: false });
    // What the former agency erases takes the keys of its lines with it, and nothing of what the new one writes.
    await api.db.admin(
      'DELETE FROM portal.data_key WHERE subject_id IN (SELECT id FROM portal.referral_line WHERE referral_id = $1)',
      [referral.id],
    );
    const later = await recipient.post(`check-ups/${second?.id}/record`, input, ifMatch(second!.version));
    expect(expectStatus<Check>(200, later)).toMatchObject({ note: '引継ぎ先の秘密' });
    expect((await doneFor(recipient)).map(({ note }) => note)).toEqual(['引継ぎ先の秘密', '引継ぎ先の秘密']);
    await lookOn(dayFromToday(35));
    const reminded = await api.db.admin<{ n: number }>(
      `SELECT count(*)::int AS n FROM portal.outbox WHERE type = 'check_up.due' AND payload->>'agencyId' = $1`,
      [recipient.agencyId],
    );
    // The first was done; the next is due after three months.
    expect(reminded).toEqual([{ n: 0 }]);
  });

  it('are planned for the agency in charge when the referral closes after the overlap', async () => {
    const { referral } = await completed({ movesOn: today });
    const moved = await openFor(recipient, referral.id);
    expect(moved.length + (await openFor(sender, referral.id)).length).toBe(4);
    expect(moved).toHaveLength(4);
    const stranger = await buildWorker(api);
    expect(await openFor(stranger, referral.id)).toEqual([]);
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
