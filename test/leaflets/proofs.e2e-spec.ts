import { type Asked, LeafletWorld } from './leaflet.world.js';

let world: LeafletWorld;
beforeAll(async () => {
  world = await LeafletWorld.open();
});
afterAll(() => world.close());

const words = (agency: Asked) =>
  world.api.db.admin<{ block: { items: { field: string; text: string }[] }; through: string }>(
    'SELECT block, through FROM portal.leaflet_agreement WHERE agency_id = $1 AND ended_at IS NULL',
    [agency.id],
  );
const publication = (agency: Asked) =>
  world.api.db.admin<{ agreed: boolean; fields: string[]; decided_name: string }>(
    `SELECT agreed, fields, decided_name FROM portal.publication WHERE agency_id = $1 AND channel = 'leaflet'`,
    [agency.id],
  );

async function oneProof(): Promise<{ agency: Asked; edition: string; link: string }> {
  const agency = await world.asked({
    name: 'ためし就労移行',
    kana: 'ためししゅうろういこう',
    phone: '099-111-2222',
    fax: '099-111-3333',
    address: '一の市一丁目1番',
  });
  const edition = await world.edition([agency]);
  const [link] = await world.proofs(edition, [agency]);
  return { agency, edition, link: link! };
}

describe('a proof', () => {
  it('comes by mail with the block as it will be printed, and a link of its own', async () => {
    const { agency, link } = await oneProof();
    const mail = await world.mailTo(agency.email);
    expect(mail).toContain('【試験地域ネットワーク】「はたらくガイド 令和8年度版」への掲載の確認のお願い');
    for (const line of ['ためし就労移行', '電話番号: 099-111-2222', 'FAX番号: 099-111-3333'])
      expect(mail).toContain(line);
    expect(link).toMatch(/^\/leaflet-proofs\/[\w-]{43}$/);
    const stored = await world.api.db.admin<{ row: string }>(
      'SELECT p::text AS row FROM portal.leaflet_proof p WHERE agency_id = $1',
      [agency.id],
    );
    expect(stored.map(({ row }) => row).join()).not.toContain(link.split('/').at(-1));
  });

  it('changes nothing when its link is opened, however often and by whatever program', async () => {
    const { agency, edition, link } = await oneProof();
    for (let time = 0; time < 3; time += 1) expect((await world.open(link)).status).toBe(200);
    await fetch(world.api.url + link, { method: 'HEAD' });
    const page = await world.open(link);
    expect(page.text).toContain('099-111-2222');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await words(agency)).toEqual([]);
    expect(await world.standing(edition, agency)).toBe('waiting');
  });

  it('stands among the work of the secretariat until it is answered, with the day until when', async () => {
    const { edition, link } = await oneProof();
    const open = async () => {
      const { body } = await world.secretariat.get('upkeep');
      return body.proofs.find(({ leafletId }: { leafletId: string }) => leafletId === edition);
    };
    expect(await open()).toEqual({
      leafletId: edition,
      title: 'はたらくガイド 令和8年度版',
      answerBy: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      open: 1,
    });
    await world.agree(link, 'phone');
    expect(await open()).toBeUndefined();
  });

  it('is agreed to with one click, for the fields that are ticked and no others', async () => {
    const { agency, edition, link } = await oneProof();
    const answer = await world.agree(link, 'phone', 'address', 'no_such_field');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(link);
    const [agreement] = await words(agency);
    expect(agreement!.through).toBe('mail');
    expect(agreement!.block.items.map(({ field }) => field)).toEqual(['address', 'phone']);
    expect(await publication(agency)).toMatchObject([{ agreed: true }]);
    expect(await world.standing(edition, agency)).toBe('agreed');
    const page = await world.open(link);
    expect(page.text).toContain('掲載に同意しました');
    expect(page.text).not.toContain('099-111-3333');
  });

  it('takes one answer: of a second one nothing comes', async () => {
    const { agency, link } = await oneProof();
    await world.agree(link, 'phone');
    expect((await world.agree(link, 'phone', 'fax')).status).toBe(303);
    expect((await world.submit(link, [['answer', 'refused']])).status).toBe(303);
    const [agreement] = await words(agency);
    expect(agreement!.block.items.map(({ field }) => field)).toEqual(['phone']);
    expect(await publication(agency)).toMatchObject([{ agreed: true }]);
  });

  it('counts the first of two answers at the same moment', async () => {
    const { agency, link } = await oneProof();
    await Promise.all([world.agree(link, 'phone'), world.agree(link, 'fax'), world.agree(link, 'address')]);
    expect(await words(agency)).toHaveLength(1);
    const [{ count }] = (await world.api.db.admin<{ count: number }>(
      'SELECT count(*)::int AS count FROM portal.leaflet_agreement WHERE agency_id = $1',
      [agency.id],
    )) as [{ count: number }];
    expect(count).toBe(1);
  });

  it('lets an agency take back what it agreed to, by the same link, at once', async () => {
    const { agency, edition, link } = await oneProof();
    await world.agree(link, 'phone');
    await world.submit(link, [['answer', 'withdrawn']]);
    expect(await words(agency)).toEqual([]);
    expect(await publication(agency)).toMatchObject([{ agreed: false, fields: [] }]);
    expect(await world.standing(edition, agency)).toBe('refused');
  });

  it('can be refused without a reason', async () => {
    const { agency, edition, link } = await oneProof();
    await world.submit(link, [
      ['answer', 'refused'],
      ['name', '窓口 花子'],
    ]);
    expect(await publication(agency)).toEqual([{ agreed: false, fields: [], decided_name: '窓口 花子' }]);
    expect(await world.standing(edition, agency)).toBe('refused');
    expect((await world.open(link)).text).toContain('掲載しない');
  });

  it('takes the wish for a correction, and asks again once something was corrected', async () => {
    const { agency, edition, link } = await oneProof();
    expect((await world.submit(link, [['answer', 'correction']])).status).toBe(422);
    await world.submit(link, [
      ['answer', 'correction'],
      ['words', '電話番号が変わりました <b>099-999-9999</b>'],
    ]);
    expect(await world.standing(edition, agency)).toBe('correction');
    // Nothing has been corrected yet: there is nobody to ask.
    expect((await world.secretariat.post(`leaflets/${edition}/proofs`, { to: 'missing' })).status).toBe(409);
    await world.noticeTo(world.secretariat, 'leaflet.correction');
    await world.write(agency, `phone = '099-999-9999'`);
    expect((await world.secretariat.post(`leaflets/${edition}/proofs`, { to: 'missing' })).status).toBe(201);
    const second = await world.linkTo(agency, 2);
    await world.agree(second, 'phone');
    expect(await world.standing(edition, agency)).toBe('agreed');
  });
});

describe('a link', () => {
  it('that leads to nothing is a page of its own, whatever is sent to it', async () => {
    for (const link of ['/leaflet-proofs/x', `/leaflet-proofs/${'a'.repeat(43)}`, '/leaflet-proofs/%00']) {
      const page = await world.open(link);
      expect([400, 404]).toContain(page.status);
      expect((await world.agree(link, 'phone')).status).not.toBe(500);
    }
  });

  it('stops working at the end of the last day', async () => {
    const { agency, edition, link } = await oneProof();
    await world.api.db.admin(
      `UPDATE portal.leaflet_proof SET expires_at = now() - interval '1 second' WHERE agency_id = $1`,
      [agency.id],
    );
    expect((await world.open(link)).text).toContain('受け付けは終わりました');
    await world.agree(link, 'phone');
    expect(await words(agency)).toEqual([]);
    expect(await world.standing(edition, agency)).toBe('lapsed');
  });

  it('stops working with its edition', async () => {
    const { agency, edition, link } = await oneProof();
    const { body } = await world.secretariat.get(`leaflets/${edition}`);
    await world.secretariat.put(`leaflets/${edition}/cancellation`, {}, { 'if-match': `"${body.version}"` });
    expect((await world.open(link)).text).toContain('取りやめ');
    await world.agree(link, 'phone');
    expect(await words(agency)).toEqual([]);
  });

  it('stops working when a newer one was sent, or the agency was left out', async () => {
    const { agency, edition, link } = await oneProof();
    await world.secretariat.post(`leaflets/${edition}/agencies/${agency.id}/proof`);
    const newer = await world.linkTo(agency, 2);
    expect(newer).not.toBe(link);
    expect((await world.open(link)).text).toContain('新しいもの');
    await world.agree(link, 'phone');
    expect(await words(agency)).toEqual([]);
    await world.secretariat.delete(`leaflets/${edition}/agencies/${agency.id}`);
    await world.agree(newer, 'phone');
    expect(await words(agency)).toEqual([]);
  });

  it('opens one agency and edition only', async () => {
    const first = await oneProof();
    const second = await oneProof();
    await world.agree(first.link, 'phone');
    expect(await words(second.agency)).toEqual([]);
    expect(await world.standing(second.edition, second.agency)).toBe('waiting');
  });

  it('takes no form from another site, and no JSON', async () => {
    const { agency, link } = await oneProof();
    const body = new URLSearchParams({ answer: 'agreed', fields: 'phone' });
    const foreign = await fetch(world.api.url + link, {
      method: 'POST',
      body,
      headers: { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const json = await world.api.client().post(link, { answer: 'agreed', fields: ['phone'] });
    expect(json.status).toBe(415);
    expect(await words(agency)).toEqual([]);
  });
});
