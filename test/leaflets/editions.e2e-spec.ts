import { buildWorker } from '../factories/identity.js';
import { dayFromToday } from '../factories/referrals.js';
import { ifMatch } from '../support/client.js';
import { eventually } from '../worker/worker.world.js';
import { LeafletWorld } from './leaflet.world.js';

let world: LeafletWorld;
beforeAll(async () => {
  world = await LeafletWorld.open();
});
afterAll(() => world.close());

const edition = async (id: string) => (await world.secretariat.get(`leaflets/${id}`)).body;
const counts = async (id: string) =>
  Object.fromEntries(
    (await edition(id)).counts.map(({ standing, count }: { standing: string; count: number }) => [
      standing,
      count,
    ]),
  );

describe('editions of the leaflet', () => {
  it('are the business of the secretariat alone', async () => {
    const id = await world.edition([]);
    for (const role of ['staff', 'acceptor', 'manager'] as const) {
      const other = await buildWorker(world.api, { role });
      for (const answer of [
        await other.get('leaflets'),
        await other.get(`leaflets/${id}`),
        await other.post('leaflets'),
      ])
        expect(answer.status).toBe(403);
    }
    expect((await world.api.client().get('leaflets')).status).toBe(401);
  });

  it('begin with the agencies that use the portal, or those of the edition before', async () => {
    const member = await buildWorker(world.api, { agencyName: 'はじめの機関' });
    const first = await world.edition([], { circle: 'members' });
    const { body } = await world.secretariat.get(`leaflets/${first}/agencies?perPage=100`);
    expect(body.items.map(({ agencyId }: { agencyId: string }) => agencyId)).toContain(member.agencyId);
    await world.secretariat.delete(`leaflets/${first}/agencies/${member.agencyId}`);
    const second = await world.edition([], { circle: 'previous' });
    expect((await edition(second)).total).toBe(body.total - 1);
  });

  it('count every agency once, and every count opens its list', async () => {
    const names = ['同意', '変更', '修正', '拒否', '待ち', '未送付'];
    const asked = await Promise.all(
      names.map((name) => world.asked({ name: `${name}の機関`, phone: '099-1' })),
    );
    const id = await world.edition(asked.slice(0, 5));
    const [agreed, changed, correction, refused] = await world.proofs(id, asked.slice(0, 5));
    await world.secretariat.put(`leaflets/${id}/agencies/${asked[5]!.id}`, {});
    await world.agree(agreed!, 'phone');
    await world.agree(changed!, 'phone');
    await world.write(asked[1]!, `phone = '099-2'`);
    await world.submit(correction!, [
      ['answer', 'correction'],
      ['words', '番号がちがいます'],
    ]);
    await world.submit(refused!, [['answer', 'refused']]);
    expect(await counts(id)).toEqual({
      agreed: 1,
      stale: 1,
      correction: 1,
      refused: 1,
      waiting: 1,
      lapsed: 0,
      not_asked: 1,
    });
    for (const [at, standing] of [
      'agreed',
      'stale',
      'correction',
      'refused',
      'waiting',
      'not_asked',
    ].entries()) {
      const { body } = await world.secretariat.get(`leaflets/${id}/agencies?standing=${standing}`);
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual([asked[at]!.name]);
      expect(body.total).toBe(1);
    }
    const { body } = await world.secretariat.get(`leaflets/${id}/agencies?q=${encodeURIComponent('変更')}`);
    expect(body.items).toHaveLength(1);
  });

  it('send nothing to whom no mail would reach, and say so', async () => {
    const agency = await world.asked({ name: '送り先のない機関', phone: '099-1' });
    await world.write(agency, 'update_email = NULL');
    const id = await world.edition([agency]);
    expect((await edition(id)).unreachable).toBe(1);
    const refused = await world.secretariat.post(`leaflets/${id}/proofs`, { to: 'all' });
    expect(refused.body.code).toBe('leaflet.nobody_to_ask');
    const { body } = await world.secretariat.get(`leaflets/${id}/agencies?unreachable=true`);
    expect(body.items).toMatchObject([{ agencyId: agency.id, reachable: false }]);
  });

  it('send the proof to those who manage the agency where it named no address', async () => {
    const manager = await buildWorker(world.api, { agencyName: '管理者のいる機関' });
    const staff = await buildWorker(world.api, { agencyId: manager.agencyId, role: 'staff' });
    const id = await world.edition([]);
    await world.secretariat.put(`leaflets/${id}/agencies/${manager.agencyId}`, {});
    await world.secretariat.post(`leaflets/${id}/proofs`, { to: 'missing' });
    expect(await world.mailTo(manager.email)).toContain('掲載の確認');
    expect(await world.sink.mailsTo(staff.email)).toEqual([]);
  });

  it('say when a mail did not arrive', async () => {
    const agency = await world.asked({ name: '届かない機関', phone: '099-1' });
    world.sink.answer = (recipient) => (recipient === agency.email ? 550 : undefined);
    const id = await world.edition([agency]);
    await world.secretariat.post(`leaflets/${id}/proofs`, { to: 'missing' });
    await eventually(async () => {
      const { body } = await world.secretariat.get(`leaflets/${id}/agencies/${agency.id}`);
      expect(body).toMatchObject({ trouble: 'smtp.550', sentAt: null });
    });
    world.sink.answer = () => undefined;
  });

  it('remind once a day whoever has not answered, by the same link as long as the words are the same', async () => {
    const [same, changed] = [
      await world.asked({ name: '催促の機関', phone: '099-1' }),
      await world.asked({ name: '催促と変更の機関', phone: '099-2' }),
    ];
    const id = await world.edition([same, changed]);
    const [link, old] = await world.proofs(id, [same, changed]);
    const remind = () => world.secretariat.post(`leaflets/${id}/reminders`);
    expect((await remind()).body.code).toBe('leaflet.nobody_to_ask');
    await world.api.db.admin(
      `UPDATE portal.leaflet_proof SET created_at = created_at - interval '2 days' WHERE leaflet_id = $1`,
      [id],
    );
    await world.write(changed, `phone = '099-3'`);
    expect((await remind()).status).toBe(201);
    expect(await world.linkTo(same, 2)).toBe(link);
    expect(await world.mailTo(same.email, 2)).toContain('（再送）');
    const newer = await world.linkTo(changed, 2);
    expect(newer).not.toBe(old);
    expect((await world.open(newer)).text).toContain('099-3');
    expect((await remind()).body.code).toBe('leaflet.nobody_to_ask');
  });

  it('send each proof once, however often the button is pressed', async () => {
    const agency = await world.asked({ name: '一度だけの機関', phone: '099-1' });
    const id = await world.edition([agency]);
    const key = { 'idempotency-key': `once-${id}` };
    await Promise.all(
      [1, 2, 3].map(() => world.secretariat.post(`leaflets/${id}/proofs`, { to: 'all' }, key)),
    );
    await world.linkTo(agency);
    const proofs = await world.api.db.admin('SELECT id FROM portal.leaflet_proof WHERE leaflet_id = $1', [
      id,
    ]);
    expect(proofs).toHaveLength(1);
  });

  it('move by their table: stale, wrong and right', async () => {
    const agency = await world.asked({ name: '発行の機関', phone: '099-1' });
    const id = await world.edition([agency]);
    const issue = (version: number) => world.secretariat.put(`leaflets/${id}/issue`, {}, ifMatch(version));
    expect((await issue(1)).body.code).toBe('leaflet.wrong_state');
    await world.proofs(id, [agency]);
    const { version } = await edition(id);
    expect((await issue(version - 1)).status).toBe(412);
    expect((await issue(version)).body).toMatchObject({
      state: 'issued',
      can: { change: false, sendProofs: false },
    });
    expect((await world.secretariat.post(`leaflets/${id}/proofs`, { to: 'all' })).body.code).toBe(
      'leaflet.wrong_state',
    );
    const reopened = await world.secretariat.put(`leaflets/${id}/reopening`, {}, ifMatch(version + 1));
    expect(reopened.body.state).toBe('proofing');
    const cancelled = await world.secretariat.put(`leaflets/${id}/cancellation`, {}, ifMatch(version + 2));
    expect(cancelled.body).toMatchObject({ state: 'cancelled', can: { print: false, cancel: false } });
  });

  it('hold their links until the new last day when that is moved', async () => {
    const agency = await world.asked({ name: '期限の機関', phone: '099-1' });
    const id = await world.edition([agency]);
    await world.proofs(id, [agency]);
    const { version, state: _, ...now } = await edition(id);
    const plan = { title: '改題', networkName: now.networkName, issuer: now.issuer, issuedOn: now.issuedOn };
    const wrong = await world.secretariat.put(
      `leaflets/${id}`,
      { ...plan, answerBy: dayFromToday(-1) },
      ifMatch(version),
    );
    expect(wrong.status).toBe(422);
    await world.secretariat.put(`leaflets/${id}`, { ...plan, answerBy: dayFromToday(40) }, ifMatch(version));
    const [proof] = await world.api.db.admin<{ days: number }>(
      `SELECT extract(day FROM expires_at - now())::int AS days FROM portal.leaflet_proof WHERE leaflet_id = $1`,
      [id],
    );
    expect(proof!.days).toBeGreaterThanOrEqual(39);
  });

  it('take what an agency has said on the telephone, with who said it and how', async () => {
    const agency = await world.asked({ name: '電話の機関', phone: '099-1', fax: '099-2' });
    const id = await world.edition([agency]);
    const path = `leaflets/${id}/agencies/${agency.id}`;
    const { block } = (await world.secretariat.get(path)).body;
    const told = { answer: 'agreed', name: '所長 花子', note: '11月20日に電話で確認', fields: ['phone'] };
    expect((await world.secretariat.put(`${path}/answer`, { ...told, shown: 'old' })).body.code).toBe(
      'leaflet.block_changed',
    );
    const { body } = await world.secretariat.put(`${path}/answer`, { ...told, shown: block.digest });
    expect(body).toMatchObject({
      standing: 'agreed',
      agreed: { by: '所長 花子', through: 'secretariat', fields: ['phone'] },
      history: [{ note: '11月20日に電話で確認' }],
    });
    const { body: after } = await world.secretariat.put(`${path}/answer`, {
      answer: 'refused',
      name: '所長 花子',
      note: '電話',
    });
    expect(after).toMatchObject({ standing: 'refused', agreed: null, history: [{ endedWhy: 'withdrawn' }] });
  });
});
