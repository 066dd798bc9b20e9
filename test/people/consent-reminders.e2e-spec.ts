import { Announcements } from '#libs/notifications';
import { noteEndedConsents, remindOfConsents } from '#libs/people';
import { newId, Outbox, WorkerDatabase } from '#libs/platform';
import { announceConsentsDue } from '../../apps/worker/src/people/consents-due.handler.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildConsent, buildPerson, dayFromToday, expectStatus } from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let db: WorkerDatabase;
beforeAll(async () => {
  api = await startApi();
  recipient = await buildWorker(api);
  db = new WorkerDatabase(api.db.connections.worker, 'reminders test', 2);
});
beforeEach(async () => {
  sender = await buildWorker(api);
});
afterAll(async () => {
  await db.onApplicationShutdown();
  await api.close();
});

async function consentWith(change: Record<string, string>): Promise<string> {
  const { id } = await buildConsent(sender, await buildPerson(sender), {
    recipientAgencyId: recipient.agencyId,
  });
  const columns = Object.keys(change).map((column, at) => `${column} = $${at + 2}`);
  await api.db.admin(`UPDATE portal.consent SET ${columns.join(', ')} WHERE id = $1`, [
    id,
    ...Object.values(change),
  ]);
  return id;
}

/** What the worker promises to tell the agency of the test. */
async function remind(): Promise<number[]> {
  await db.transaction((tx) => remindOfConsents(tx, new Outbox()));
  const rows = await api.db.admin<{ n: string }>(
    `SELECT payload->>'number' AS n FROM portal.outbox WHERE type = 'consent.due' AND payload->>'agencyId' = $1 ORDER BY id`,
    [sender.agencyId],
  );
  return rows.map(({ n }) => Number(n));
}

const steps = async (id: string) =>
  (
    await api.db.admin<{ kind: string; days: number }>(
      'SELECT kind, days FROM portal.consent_reminder WHERE consent_id = $1 ORDER BY told_at, days DESC',
      [id],
    )
  ).map(({ kind, days }) => `${kind} ${days}`);

describe('reminders of consents', () => {
  it.each([
    { left: 61, step: [] },
    { left: 60, step: ['ends 60'] },
    { left: 30, step: ['ends 30'] },
    { left: 8, step: ['ends 30'] },
    { left: 7, step: ['ends 7'] },
    { left: 0, step: ['ends 7'] },
    { left: -1, step: ['ended 0'] },
    { left: -31, step: [] },
  ])('of a consent with $left days left: $step', async ({ left, step }) => {
    const id = await consentWith({
      decided_on: dayFromToday(left - 90),
      valid_from: dayFromToday(left - 90),
      valid_until: dayFromToday(left),
    });
    await remind();
    expect(await steps(id)).toEqual(step);
  });

  it('come once each, in one notice an agency, and those that were missed are not made up for', async () => {
    const first = await consentWith({ valid_until: dayFromToday(45) });
    await consentWith({ valid_until: dayFromToday(50) });
    expect(await remind()).toEqual([2]);
    expect(await remind()).toEqual([2]);
    // The worker stood still for a month and a half.
    await api.db.admin('UPDATE portal.consent SET valid_until = $2 WHERE id = $1', [first, dayFromToday(5)]);
    expect(await remind()).toEqual([2, 1]);
    expect(await steps(first)).toEqual(['ends 60', 'ends 7']);
  });

  it('say beforehand that authority ends, and do not speak of the later end then', async () => {
    const id = await consentWith({ lapses_on: dayFromToday(20) });
    await remind();
    expect(await steps(id)).toEqual(['lapses 30']);
    await api.db.admin('UPDATE portal.consent SET lapses_on = $2 WHERE id = $1', [id, dayFromToday(0)]);
    await remind();
    expect(await steps(id)).toEqual(['lapses 30', 'lapsed 0']);
  });

  it('ask for a paper that has not come, and stop when it has', async () => {
    const id = await consentWith({ paper_due: dayFromToday(0) });
    expect(await remind()).toEqual([1]);
    await api.db.admin(
      'UPDATE portal.consent SET paper_due = $2, paper_on = $2, paper_received_at = now() WHERE id = $1',
      [id, dayFromToday(-8)],
    );
    expect(await remind()).toEqual([1]);
  });

  it('stop while the person is being asked again', async () => {
    const id = await consentWith({ valid_until: dayFromToday(45) });
    expectStatus(201, await sender.post(`consents/${id}/renewal`));
    expect(await remind()).toEqual([]);
  });

  it('reach the desk as a notice with a number and no name', async () => {
    const announcements = new Announcements(new Outbox());
    await db.transaction((tx) =>
      announceConsentsDue(announcements, tx, {
        id: newId(),
        type: 'consent.due',
        payload: { agencyId: sender.agencyId, number: '3' },
      } as never),
    );
    const notices = expectStatus<{ items: { title: string; path: string }[] }>(
      200,
      await sender.get('notices'),
    );
    expect(notices.items[0]).toMatchObject({
      title: '期限の近い同意や、書面を待っている同意があります（3件）',
      path: '/consents',
    });
  });
});

describe('what the calendar ends', () => {
  const ended = (id: string) =>
    api.db.admin(
      `SELECT action, chain, owner_agency_id, account_id, details FROM audit.entry
       WHERE object_id = $1 AND action IN ('consent.expire', 'consent.lapse')`,
      [id],
    );
  const note = () => db.transaction((tx) => noteEndedConsents(tx));

  it('is written into the audit of the agency, once, with ids alone', async () => {
    const over = { decided_on: dayFromToday(-90), valid_from: dayFromToday(-90) };
    const expired = await consentWith({ ...over, valid_until: dayFromToday(-1) });
    const last = await consentWith({ ...over, valid_until: dayFromToday(0) });
    const lapsed = await consentWith({
      ...over,
      valid_until: dayFromToday(90),
      lapses_on: dayFromToday(0),
      lapse_rule: 'day',
    });
    await note();
    await note();
    const entry = { chain: sender.agencyId, owner_agency_id: sender.agencyId, account_id: null, details: {} };
    expect(await ended(expired)).toEqual([{ ...entry, action: 'consent.expire' }]);
    expect(await ended(lapsed)).toEqual([{ ...entry, action: 'consent.lapse' }]);
    expect(await ended(last)).toEqual([]);
  });

  it('ends once, whosever record it stands in after records were merged and parted again', async () => {
    const over = { decided_on: dayFromToday(-90), valid_from: dayFromToday(-90) };
    const id = await consentWith({ ...over, valid_until: dayFromToday(-1) });
    await note();
    const [consent] = await api.db.admin<{ person: string }>(
      'SELECT person_id AS person FROM portal.consent WHERE id = $1',
      [id],
    );
    const gone = consent!.person;
    const kept = await buildPerson(sender, { sheets: {} });
    const versionOf = async (person: string) =>
      expectStatus<{ version: number }>(200, await sender.get(`people/${person}`)).version;
    const merge = {
      ...{ keptId: kept, goneId: gone, taken: [] },
      ...{ keptVersion: await versionOf(kept), goneVersion: await versionOf(gone) },
    };
    expectStatus(201, await sender.post('person-merges', merge));
    await note();
    expect(await ended(id)).toHaveLength(1);
    const [merged] = expectStatus<{ id: string }[]>(200, await sender.get('person-merges'));
    expectStatus(204, await sender.post(`person-merges/${merged!.id}/undoing`));
    await note();
    expect(await ended(id)).toHaveLength(1);
  });

  it('is not what the person ended', async () => {
    const id = await consentWith({
      decided_on: dayFromToday(-30),
      valid_from: dayFromToday(-30),
      valid_until: dayFromToday(-1),
      status: 'superseded',
    });
    await note();
    expect(await ended(id)).toEqual([]);
  });
});
