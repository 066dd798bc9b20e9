import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
} from '../factories/referrals.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api);
});
afterAll(() => api.close());

const versionOf = async (id: string) => (await sender.get<{ version: number }>(`people/${id}`)).body.version;
const end = async (id: string, body: object, by = sender) =>
  by.post(`people/${id}/ending`, { endedOn: dayFromToday(0), ...body }, ifMatch(await versionOf(id)));

describe('edge 20: person dies, moves away, or support ends with open lines', () => {
  it('closes all lines of the dead in one action, tells the agencies by number, and keeps the record', async () => {
    const first = await buildSentReferral(sender, recipient);
    const { personId } = first;
    const third = await buildWorker(api);
    await buildConsent(sender, personId, { recipientAgencyId: third.agencyId });
    const draft = await buildDraft(sender, { personId, recipientAgencyId: third.agencyId });
    expectStatus(200, await move(sender, draft, 'sending'));
    for (const step of ['receipt', 'acceptance'])
      expectStatus(200, await move(third, await look(third, draft.id), step));
    expectStatus(
      200,
      await move(third, await look(third, draft.id), 'start', { startedOn: dayFromToday(0) }),
    );

    const told = expectStatus<{ agencyId: string; closes: boolean }[]>(
      200,
      await sender.get(`people/${personId}/told-agencies?kind=died`),
    );
    expect(told.map(({ agencyId, closes }) => [agencyId, closes])).toEqual(
      expect.arrayContaining([
        [recipient.agencyId, true],
        [third.agencyId, true],
      ]),
    );
    const ended = expectStatus<{ status: string; endNote: string }>(
      200,
      await end(personId, { kind: 'died', endedOn: dayFromToday(-2), note: '長女から電話で連絡' }),
    );
    expect(ended).toMatchObject({ status: 'died', endNote: '長女から電話で連絡', canTakeBackEnding: true });
    const [waiting, supported] = [await look(recipient, first.referral.id), await look(third, draft.id)].map(
      ({ lines }) => lines.at(-1)!,
    );
    expect([waiting?.status, waiting?.reason]).toEqual(['cancelled', 'person_died']);
    expect([supported?.status, supported?.reason]).toEqual(['person_declined', 'died']);
    const promised = await api.db.admin<{ type: string; payload: object }>(
      `SELECT type, payload FROM portal.outbox WHERE type IN ('referral.cancelled', 'referral.person_declined')`,
    );
    expect(promised).toHaveLength(2);
    for (const { payload } of promised) {
      expect(Object.keys(payload)).toEqual(
        expect.arrayContaining(['referralId', 'lineId', 'number', 'byAgencyId', 'tellAgencyId']),
      );
      expect(JSON.stringify(payload)).not.toMatch(/試験|died|電話/);
    }
    // Nothing new goes out, and what has to be kept can still be read.
    const other = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId }).catch(
      () => null,
    );
    if (other) expect((await move(sender, other, 'sending')).status).toBe(409);
    expect((await sender.get(`people/${personId}/disclosures`)).body).not.toEqual([]);
    expect((await end(personId, { kind: 'moved' })).status).toBe(409);
  });

  it('takes it back within a day when it was entered in error, and opens the lines anew', async () => {
    const { personId, referral } = await buildSentReferral(sender, recipient);
    expectStatus(200, await end(personId, { kind: 'died' }));
    const undone = expectStatus<{ reopened: string[]; notReopened: unknown[] }>(
      200,
      await sender.post(`people/${personId}/ending-correction`, {}, ifMatch(await versionOf(personId))),
    );
    expect(undone).toEqual({ reopened: [referral.number], notReopened: [] });
    expect((await sender.get(`people/${personId}`)).body).toMatchObject({ status: 'open', endedOn: null });
    const { lines } = await look(sender, referral.id);
    expect(lines.map(({ status }) => status)).toEqual(['cancelled', 'sent']);
  });

  it('does not take it back after a day', async () => {
    const personId = await buildPerson(sender, { sheets: {} });
    expectStatus(200, await end(personId, { kind: 'died' }));
    await api.db.admin(`UPDATE portal.person SET ended_at = now() - interval '25 hours' WHERE id = $1`, [
      personId,
    ]);
    const late = await sender.post(
      `people/${personId}/ending-correction`,
      {},
      ifMatch(await versionOf(personId)),
    );
    expect([late.status, late.body.code]).toEqual([409, 'person.not_open']);
  });

  it('lets another agency go on that supports the person when only the own support ends', async () => {
    const { personId, referral } = await buildSentReferral(sender, recipient);
    for (const step of ['receipt', 'acceptance'])
      expectStatus(200, await move(recipient, await look(recipient, referral.id), step));
    expect((await end(personId, { kind: 'closed' })).status).toBe(422);
    expectStatus(200, await end(personId, { kind: 'closed', reason: 'handed_over' }));
    expect((await look(recipient, referral.id)).lines.at(-1)?.status).toBe('accepted');
    expectStatus(
      200,
      await sender.post(`people/${personId}/reopening`, {}, ifMatch(await versionOf(personId))),
    );
    expect((await sender.get(`people/${personId}`)).body.status).toBe('open');
  });

  it('refuses a day to come, another agency, and a version that is not the present one', async () => {
    const personId = await buildPerson(sender, { sheets: {} });
    const future = await end(personId, { kind: 'moved', endedOn: dayFromToday(1) });
    expect([future.status, future.body.errors[0].field]).toEqual([422, 'endedOn']);
    const body = { kind: 'moved', endedOn: dayFromToday(0) };
    expect((await recipient.post(`people/${personId}/ending`, body, ifMatch(1))).status).toBe(404);
    expect((await sender.post(`people/${personId}/ending`, body, ifMatch(7))).status).toBe(412);
    expect((await sender.post(`people/${personId}/ending`, body)).status).toBe(428);
    expect((await recipient.get(`people/${personId}/told-agencies?kind=died`)).status).toBe(404);
  });
});
