import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import { openSqlSession } from '../support/sql-session.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { buildDraft, buildPerson, dayFromToday, expectStatus, look, move } from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let manager: Worker;
let staff: Worker;
let recipient: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api, { agencyName: 'みどり就業・生活支援センター' });
  manager = await buildWorker(api, { agencyId: sender.agencyId });
  staff = await buildWorker(api, { agencyId: sender.agencyId, role: 'staff' });
  recipient = await buildWorker(api, { agencyName: 'あおぞら就労移行支援' });
});
afterAll(() => api.close());

interface Ground {
  id: string;
  number: string;
  version: number;
  state: string;
  mayDecide: boolean;
  toBeChecked: boolean;
}

const proposal = (change: Record<string, unknown> = {}) => ({
  recipientAgencyId: recipient.agencyId,
  purpose: 'intake',
  categories: ['identity', 'request', 'medical'],
  basis: 'life',
  reason: '本人と連絡が取れず、生命に関わるおそれがあるため',
  untilDay: dayFromToday(7),
  ...change,
});
const propose = async (personId: string, change = {}, worker: Worker = staff) =>
  expectStatus<Ground>(201, await worker.post(`people/${personId}/legal-grounds`, proposal(change)));
const decide = (worker: Worker, ground: Ground, how: 'approval' | 'refusal' = 'approval') =>
  worker.post(`legal-grounds/${ground.id}/${how}`, {}, ifMatch(ground.version));

describe('telling without consent', () => {
  it('opens what is named to whom is named for what is named, from the approval on', async () => {
    const personId = await buildPerson(sender);
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    const ground = await propose(personId);
    expect((await move(sender, draft, 'sending')).body['code']).toBe('consent.not_active');
    expectStatus(200, await decide(manager, ground));
    expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, draft.id), 'receipt'));
    const told = expectStatus(200, await recipient.get(`referrals/${draft.id}/package`));
    expect(JSON.stringify(told)).toContain('診断の秘密');
    const ledger = await api.db.admin(
      `SELECT method, ground, ground_ids, consent_ids FROM portal.disclosure WHERE person_id = $1 ORDER BY at, method DESC`,
      [personId],
    );
    expect(ledger).toEqual([
      { method: 'sent', ground: 'life', ground_ids: [ground.id], consent_ids: [] },
      { method: 'opened', ground: 'life', ground_ids: [ground.id], consent_ids: [] },
    ]);
  });

  it('closes at the end of its last day, and when it is ended, whatever the application says', async () => {
    const personId = await buildPerson(sender);
    const ground = await propose(personId, { untilDay: dayFromToday(0) });
    const approved = expectStatus<Ground>(200, await decide(manager, ground));
    const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
    expectStatus(200, await move(sender, draft, 'sending'));
    expectStatus(200, await move(recipient, await look(recipient, draft.id), 'receipt'));
    expectStatus(200, await recipient.get(`referrals/${draft.id}/package`));

    const sql = await openSqlSession(api.db, recipient.token);
    const sections = [
      'SELECT category FROM portal.package_section WHERE referral_id = $1',
      draft.id,
    ] as const;
    expect((await sql.run(sections)).rows).toHaveLength(3);
    await api.db.admin(`ALTER TABLE portal.legal_ground DISABLE TRIGGER legal_ground_is_guarded`);
    await api.db.admin(
      `UPDATE portal.legal_ground SET valid_until = now() - interval '1 second' WHERE id = $1`,
      [ground.id],
    );
    expect((await sql.run(sections)).rows).toEqual([]);
    expect((await recipient.get(`referrals/${draft.id}/package`)).body.code).toBe('consent.not_active');
    await api.db.admin(
      `UPDATE portal.legal_ground SET valid_until = now() + interval '1 hour' WHERE id = $1`,
      [ground.id],
    );
    await api.db.admin(`ALTER TABLE portal.legal_ground ENABLE TRIGGER legal_ground_is_guarded`);
    expect((await sql.run(sections)).rows).toHaveLength(3);
    expectStatus(200, await sender.post(`legal-grounds/${ground.id}/ending`, {}, ifMatch(approved.version)));
    expect((await sql.run(sections)).rows).toEqual([]);
    await sql.close();
  });

  it('is approved by a manager, and by another one than proposed it where there is another', async () => {
    const personId = await buildPerson(sender);
    const ground = await propose(personId, {}, manager);
    expect((await decide(staff, ground)).status).toBe(403);
    const own = await decide(manager, ground);
    expect([own.status, own.body.code]).toEqual([403, 'ground.another_decides']);
    const sql = await openSqlSession(api.db, manager.token);
    const forced = await sql.run([
      `UPDATE portal.legal_ground SET status = 'approved', decided_by = $2, decided_at = now() WHERE id = $1`,
      ground.id,
      manager.accountId,
    ]);
    expect(forced.refused).toBe('42501');
    await sql.close();
    expectStatus(200, await decide(sender, ground));
    expect((await decide(sender, { ...ground, version: ground.version + 1 })).body.code).toBe(
      'ground.not_open',
    );

    const alone = await buildWorker(api);
    const theirs = await buildPerson(alone);
    expectStatus(200, await decide(alone, await propose(theirs, {}, alone)));
  });

  it('names everything that cannot be', async () => {
    const personId = await buildPerson(sender);
    const refused = await staff.post(
      `people/${personId}/legal-grounds`,
      proposal({ recipientAgencyId: sender.agencyId, untilDay: dayFromToday(-1), basis: 'public_body' }),
    );
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'recipientAgencyId',
      'basis',
      'untilDay',
    ]);
    expect(
      (await staff.post(`people/${personId}/legal-grounds`, proposal({ untilDay: dayFromToday(200) })))
        .status,
    ).toBe(422);
    expect(
      (await staff.post(`people/${personId}/legal-grounds`, proposal({ basis: 'convenience' }))).status,
    ).toBe(422);
    expect((await recipient.post(`people/${personId}/legal-grounds`, proposal())).status).toBe(404);
  });

  it('edge 17: another branch of the same corporation is told on the ground of that, for the purpose named alone', async () => {
    const personId = await buildPerson(sender);
    const other = await staff.post(`people/${personId}/legal-grounds`, proposal({ basis: 'same_entity' }));
    expect(other.body.errors.map(({ field }: { field: string }) => field)).toEqual(['basis']);

    const branch = await buildWorker(api, { agencyName: 'みどり第二' });
    await api.db.admin('UPDATE portal.agency SET corporation_number = $2 WHERE id = ANY($1::uuid[])', [
      [sender.agencyId, branch.agencyId],
      '1234567890123',
    ]);
    const ground = await propose(personId, { basis: 'same_entity', recipientAgencyId: branch.agencyId });
    expect(ground.toBeChecked).toBe(true);
    expectStatus(200, await decide(manager, ground));
    const draft = await buildDraft(sender, { personId, recipientAgencyId: branch.agencyId });
    expectStatus(200, await move(sender, draft, 'sending'));
    const cover = await api.db.admin(
      'SELECT DISTINCT purpose FROM portal.live_cover WHERE person_id = $1 AND recipient_agency_id = $2',
      [personId, branch.agencyId],
    );
    expect(cover).toEqual([{ purpose: 'intake' }]);
    const [row] = await api.db.admin('SELECT ground FROM portal.disclosure WHERE person_id = $1', [personId]);
    expect(row).toEqual({ ground: 'same_entity' });
  });
});
