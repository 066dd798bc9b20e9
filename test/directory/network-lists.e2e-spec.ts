import { newId } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let secretariat: Worker;
let manager: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  secretariat = await buildWorker(api, { role: 'secretariat' });
  manager = await buildWorker(api, { role: 'manager' });
});
afterAll(() => api.close());

describe('types of agency and kinds of service', () => {
  it('are added by the secretariat, used at once, and found by their names', async () => {
    const key = { 'idempotency-key': newId() };
    const { status, body } = await secretariat.post('agency-types', { name: '農福連携の農園' }, key);
    expect(status).toBe(201);
    expect((await secretariat.post('agency-types', { name: '農福連携の農園' }, key)).body.code).toBe(
      body.code,
    );
    const kind = await secretariat.post('service-kinds', { name: '農作業の体験', agencyType: body.code });
    const made = await secretariat.post('agencies', {
      entry: { name: 'あおぞら農園', type: body.code, services: [{ id: 'n', kind: kind.body.code }] },
    });
    expect((await manager.get(`agencies/${made.body.id}`)).body).toMatchObject({
      type: { name: '農福連携の農園' },
      services: [{ kind: { name: '農作業の体験' } }],
    });
    expect((await manager.get(`agencies?type=${body.code}`)).body.total).toBe(1);
    const renamed = await secretariat.patch(`agency-types/${body.code}`, { name: 'ユニバーサル農園' });
    expect(renamed.status).toBe(204);
    expect((await manager.get('agencies?q=ユニバーサル農園')).body.total).toBe(1);
    expect((await manager.get('agencies?q=農福連携の農園')).body.total).toBe(0);
    expect((await manager.get('agency-types')).body).toContainEqual({
      code: body.code,
      name: 'ユニバーサル農園',
    });
    await secretariat.patch(`service-kinds/${kind.body.code}`, { name: '畑の体験' });
    expect((await manager.get('service-kinds')).body).toContainEqual(
      expect.objectContaining({ name: '畑の体験', addedByNetwork: true, used: 1 }),
    );
  });

  it('of every network keep their names, and no name stands twice', async () => {
    const { body } = await secretariat.patch('agency-types/b_type', { name: 'B型' });
    expect(body.code).toBe('taxonomy.fixed');
    expect((await secretariat.patch('agency-types/nothing', { name: 'x' })).status).toBe(404);
    const twice = await secretariat.post('agency-types', { name: '企業' });
    expect(twice.body.code).toBe('taxonomy.exists');
    const unknown = await secretariat.post('service-kinds', { name: '未知', agencyType: 'nothing' });
    expect(unknown.status).toBe(422);
  });

  it('are put where they belong among the others', async () => {
    const { body: type } = await secretariat.post('agency-types', { name: 'ならびの種類' });
    const names = async () =>
      (await manager.get('agency-types')).body.map(({ code }: { code: string }) => code) as string[];
    const place = async (before: string | null) => {
      expect((await secretariat.put(`agency-types/${type.code}/place`, { before })).status).toBe(204);
      const codes = await names();
      return codes[codes.indexOf(type.code) + 1] ?? null;
    };
    const standard = (await names()).filter((code) => !code.startsWith('own_'));
    expect(await place('b_type')).toBe('b_type');
    expect(await place(standard[0]!)).toBe(standard[0]);
    for (let times = 0; times < 20; times += 1) {
      await place('a_type');
      expect(await place('b_type')).toBe('b_type');
    }
    expect(await place(null)).toBeNull();
    expect((await names()).filter((code) => !code.startsWith('own_'))).toEqual(standard);
    for (const before of ['nothing', type.code])
      expect((await secretariat.put(`agency-types/${type.code}/place`, { before })).status).toBe(422);
    const fixed = await secretariat.put('agency-types/b_type/place', { before: null });
    expect([fixed.status, fixed.body.code]).toEqual([403, 'taxonomy.fixed']);
    const { body: kind } = await secretariat.post('service-kinds', {
      name: 'ならびの支援',
      agencyType: 'b_type',
    });
    expect((await secretariat.put(`service-kinds/${kind.code}/place`, { before: 'b_type' })).status).toBe(
      204,
    );
    const kinds = (await manager.get('service-kinds')).body.map(({ code }: { code: string }) => code);
    expect(kinds[kinds.indexOf('b_type') - 1]).toBe(kind.code);
  });

  it('are taken away while nobody uses them, and otherwise it is said who does', async () => {
    const { body: type } = await secretariat.post('agency-types', { name: 'なくなる種類' });
    const { body: kind } = await secretariat.post('service-kinds', {
      name: 'なくなる支援',
      agencyType: type.code,
    });
    const made = await secretariat.post('agencies', {
      entry: { name: 'なくなる園', type: type.code, services: [{ id: 'n', kind: kind.code }] },
    });
    const refused = async (path: string) => {
      const { status, body } = await secretariat.delete(path);
      expect([status, body.code]).toEqual([409, 'taxonomy.used']);
      return body.detail;
    };
    expect(await refused(`agency-types/${type.code}`)).toBe(
      '「なくなる種類」は機関1件、サービスの種類「なくなる支援」が使っているため、削除できません。',
    );
    expect(await refused(`service-kinds/${kind.code}`)).toContain('機関1件が使っている');
    // What could be undone to it uses it as well.
    await api.db.admin('DELETE FROM portal.service WHERE agency_id = $1', [made.body.id]);
    await api.db.admin(`UPDATE portal.agency SET type_code = 'other' WHERE id = $1`, [made.body.id]);
    expect(await refused(`service-kinds/${kind.code}`)).toContain('機関1件の変更の履歴');
    await api.db.admin('DELETE FROM portal.entry_change WHERE agency_id = $1', [made.body.id]);
    expect((await manager.delete(`service-kinds/${kind.code}`)).status).toBe(403);
    expect((await secretariat.delete(`service-kinds/${kind.code}`)).status).toBe(204);
    expect((await secretariat.delete(`agency-types/${type.code}`)).status).toBe(204);
    expect((await secretariat.delete(`agency-types/${type.code}`)).status).toBe(404);
    expect((await manager.get('agency-types')).text).not.toContain('なくなる種類');
    expect((await secretariat.delete('agency-types/b_type')).body.code).toBe('taxonomy.fixed');
    const told = await api.db.admin(
      `SELECT details FROM audit.entry WHERE action = 'taxonomy.remove' AND account_id = $1`,
      [secretariat.accountId],
    );
    expect(told).toHaveLength(2);
  });

  it('are the business of the secretariat, in the database too', async () => {
    for (const [method, path] of [
      ['post', 'agency-types'],
      ['post', 'service-kinds'],
      ['patch', 'agency-types/b_type'],
      ['patch', 'service-kinds/b_type'],
    ] as const)
      expect((await manager[method](path, { name: 'x', agencyType: 'b_type' })).status).toBe(403);
    expect((await manager.get('agency-types/in-use')).status).toBe(403);
  });
});

describe('how the network runs its directory', () => {
  it('is read by all and set by the secretariat, who has seen what stands there', async () => {
    const { body } = await manager.get('directory-settings');
    const wanted = { networkName: 'ためしネットワーク', approval: false, confirmationMonth: 9 };
    expect((await manager.put('directory-settings', wanted, ifMatch(body.version))).status).toBe(403);
    const set = await secretariat.put('directory-settings', wanted, ifMatch(body.version));
    expect(set).toMatchObject({ status: 200, body: { ...wanted, version: body.version + 1 } });
    expect((await secretariat.put('directory-settings', wanted, ifMatch(body.version))).status).toBe(412);
    const wrong = { networkName: '', approval: 'x', confirmationMonth: 13 };
    expect((await secretariat.put('directory-settings', wanted)).status).toBe(428);
    expect((await secretariat.put('directory-settings', wrong, ifMatch(2))).body.errors).toHaveLength(3);
  });
});

describe('photographs and leaflets', () => {
  const leaflet = '%PDF-1.7 ためしのパンフレット';
  const pdf = { 'content-type': 'application/pdf' };

  async function buildOffice() {
    const agencyId = await buildListed(api.db, {
      name: '写真のある事業所',
      isMember: true,
      publishedIn: ['public_page'],
    });
    return buildWorker(api, { agencyId, role: 'staff' });
  }

  it('are added by the agency, seen by the circle that it names, and downloaded safely', async () => {
    const office = await buildOffice();
    const files = `agencies/${office.agencyId}/files`;
    const key = { 'idempotency-key': newId() };
    const { body, status } = await office.post(`${files}?words=ご案内&visibility=members`, leaflet, {
      ...pdf,
      ...key,
    });
    expect(status).toBe(201);
    expect(
      (await office.post(`${files}?words=ご案内&visibility=members`, leaflet, { ...pdf, ...key })).body,
    ).toEqual(body);
    expect((await manager.get(`agencies/${office.agencyId}`)).body.files).toMatchObject([
      { id: body.id, words: 'ご案内', contentType: 'application/pdf' },
    ]);
    const download = await manager.get(`${files}/${body.id}`);
    expect(download).toMatchObject({ status: 200, text: leaflet });
    expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="agency-/);
    expect(download.headers.get('content-security-policy')).toContain('sandbox');
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');

    const isPublic = async () =>
      (await api.db.admin('SELECT FROM portal.public_files($1)', [office.agencyId])).length;
    expect(await isPublic()).toBe(0);
    await office.patch(`${files}/${body.id}`, { visibility: 'public' });
    expect(await isPublic()).toBe(1);
    await office.patch(`${files}/${body.id}`, { visibility: 'own', words: '内部用' });
    expect((await manager.get(`agencies/${office.agencyId}`)).body.files).toEqual([]);
    expect((await manager.get(`${files}/${body.id}`)).status).toBe(404);
    expect((await secretariat.get(`${files}/${body.id}`)).status).toBe(200);
  });

  it('are put in order and taken away by those who keep the entry', async () => {
    const office = await buildOffice();
    const files = `agencies/${office.agencyId}/files`;
    const add = async (words: string) => (await office.post(`${files}?words=${words}`, leaflet, pdf)).body.id;
    const [, second] = [await add('一'), await add('二')];
    const third = await add('三');
    const order = async () =>
      (await manager.get(`agencies/${office.agencyId}`)).body.files.map(
        ({ words }: { words: string }) => words,
      );
    expect((await office.post(`${files}/${third}/forward`)).status).toBe(204);
    expect(await order()).toEqual(['一', '三', '二']);
    for (const [method, path] of [
      ['delete', `${files}/${second}`],
      ['patch', `${files}/${second}`],
      ['post', `${files}/${second}/forward`],
    ] as const) {
      expect(
        (await manager.send(method.toUpperCase() as 'POST', path, method === 'delete' ? undefined : {}, {}))
          .status,
      ).toBe(403);
      expect(
        (
          await manager.send(
            method.toUpperCase() as 'POST',
            `${files}/${newId()}${method === 'post' ? '/forward' : ''}`,
            method === 'delete' ? undefined : {},
            {},
          )
        ).status,
      ).toBe(404);
    }
    expect((await office.delete(`${files}/${second}`)).status).toBe(204);
    expect(await order()).toEqual(['一', '三']);
  });

  it('are refused from others, of other kinds, and past the twelfth', async () => {
    const office = await buildOffice();
    const files = `agencies/${office.agencyId}/files`;
    expect((await manager.post(files, leaflet, pdf)).status).toBe(403);
    expect((await office.post(files, '<svg/>', { 'content-type': 'image/svg+xml' })).status).toBe(415);
    expect((await office.post(files, '<html>', { 'content-type': 'image/png' })).status).toBe(422);
    expect((await office.post(files, { a: 1 })).status).toBe(415);
    for (let count = 0; count < 12; count += 1) await office.post(files, leaflet, pdf);
    expect((await office.post(files, leaflet, pdf)).body.code).toBe('agency_file.too_many');
  });
});
