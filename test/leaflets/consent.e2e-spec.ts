import { buildWorker, type Worker } from '../factories/identity.js';
import { LeafletWorld } from './leaflet.world.js';

let world: LeafletWorld;
beforeAll(async () => {
  world = await LeafletWorld.open();
});
afterAll(() => world.close());

async function manager(): Promise<Worker> {
  const worker = await buildWorker(world.api, { agencyName: '同意する機関', name: '所長 一子' });
  await world.api.db.admin(
    `UPDATE portal.agency SET phone = '099-1', fax = '099-2', legal_name = '法人' WHERE id = $1`,
    [worker.agencyId],
  );
  return worker;
}

const own = async (worker: Worker) => (await worker.get('leaflet-consent')).body;

describe('what the leaflet may print about the own agency', () => {
  it('is decided by whoever manages it; everybody there sees it', async () => {
    const head = await manager();
    const staff = await buildWorker(world.api, { agencyId: head.agencyId, role: 'staff' });
    expect(await own(staff)).toMatchObject({
      standing: 'not_asked',
      can: { decide: false },
      block: { items: expect.any(Array) },
    });
    const { digest } = (await own(head)).block;
    expect((await staff.put('leaflet-consent', { fields: ['phone'], shown: digest })).status).toBe(403);
    expect((await staff.delete('leaflet-consent')).status).toBe(403);
    expect((await world.api.client().get('leaflet-consent')).status).toBe(401);
  });

  it('is agreed to field by field, as it was shown, and becomes stale when the words change', async () => {
    const head = await manager();
    const { digest } = (await own(head)).block;
    const { body } = await head.put('leaflet-consent', { fields: ['phone', 'corporation'], shown: digest });
    expect(body).toMatchObject({
      standing: 'agreed',
      agreed: { fields: ['corporation', 'phone'], by: '所長 一子', through: 'portal' },
    });
    await world.api.db.admin(`UPDATE portal.agency SET fax = '099-9' WHERE id = $1`, [head.agencyId]);
    // A field that was not agreed to may change freely.
    expect((await own(head)).standing).toBe('agreed');
    await world.api.db.admin(`UPDATE portal.agency SET phone = '099-8' WHERE id = $1`, [head.agencyId]);
    expect(await own(head)).toMatchObject({ standing: 'stale', changed: ['電話番号'] });
    const late = await head.put('leaflet-consent', { fields: ['phone'], shown: digest });
    expect(late.body.code).toBe('leaflet.block_changed');
  });

  it('is taken back at once', async () => {
    const head = await manager();
    const { digest } = (await own(head)).block;
    await head.put('leaflet-consent', { fields: ['phone'], shown: digest });
    const { body } = await head.delete('leaflet-consent');
    expect(body).toMatchObject({ standing: 'refused', agreed: null, history: [{ endedWhy: 'withdrawn' }] });
    const rows = await world.api.db.admin(
      `SELECT agreed, fields FROM portal.publication WHERE agency_id = $1 AND channel = 'leaflet'`,
      [head.agencyId],
    );
    expect(rows).toEqual([{ agreed: false, fields: [] }]);
  });

  it('answers the proof that waits in the mail, too', async () => {
    const head = await manager();
    const edition = await world.edition([]);
    await world.secretariat.put(`leaflets/${edition}/agencies/${head.agencyId}`, {});
    await world.secretariat.post(`leaflets/${edition}/proofs`, { to: 'missing' });
    expect(await world.noticeTo(head, 'leaflet.proof_sent')).toBe('/leaflet-consent');
    const asking = await own(head);
    expect(asking.asking).toMatchObject([{ id: edition, title: 'はたらくガイド 令和8年度版' }]);
    const link = await world.linkTo({ id: head.agencyId, name: '', email: head.email });
    await head.put('leaflet-consent', { fields: ['phone'], shown: asking.block.digest });
    expect((await own(head)).asking).toEqual([]);
    expect((await world.open(link)).text).toContain('回答しました');
    await world.submit(link, [['answer', 'refused']]);
    expect((await own(head)).standing).toBe('agreed');
  });

  it('can be sent back for correction while an edition asks, and not otherwise', async () => {
    const head = await manager();
    const without = await head.put('leaflet-consent/correction', { words: '直してください' });
    expect(without.body.code).toBe('leaflet.no_proofing');
    const edition = await world.edition([]);
    await world.secretariat.put(`leaflets/${edition}/agencies/${head.agencyId}`, {});
    await world.secretariat.post(`leaflets/${edition}/proofs`, { to: 'missing' });
    const { body } = await head.put('leaflet-consent/correction', { words: '直してください' });
    expect(body.asking).toMatchObject([{ id: edition, correction: '直してください' }]);
    const { body: line } = await world.secretariat.get(`leaflets/${edition}/agencies/${head.agencyId}`);
    expect(line).toMatchObject({ standing: 'correction', correction: '直してください' });
  });
});
