import { setTimeout } from 'node:timers/promises';
import { rebuildSearchDocs } from '#libs/directory';
import { newId, WorkerDatabase } from '#libs/platform';
import { buildAreas, buildListed } from '../factories/directory.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';

let api: TestApi;
let secretariat: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  await buildAreas(api.db);
  secretariat = await buildWorker(api, { role: 'secretariat', name: '事務局 一郎' });
  stranger = await buildWorker(api, { role: 'manager' });
});
afterAll(() => api.close());

/** An agency with a service and a window, and one of its people. */
async function buildOffice() {
  const agencyId = await buildListed(api.db, {
    name: `ひろば ${newId().slice(-6)}`,
    area: '99-a1',
    isMember: true,
    phone: '099-000-1111',
    services: [{ kind: 'b_type', capacity: 20 }],
    windows: [{ name: '相談窓口', phone: '099-000-2222' }],
  });
  const staff = await buildWorker(api, { agencyId, role: 'staff', name: '担当 花子' });
  return { agencyId, staff };
}

const form = async (by: Worker, agencyId: string) => (await by.get(`agencies/${agencyId}/entry`)).body;
const handIn = (by: Worker, agencyId: string, entry: object, version = 1) =>
  by.patch(`agencies/${agencyId}/entry`, { entry }, ifMatch(version));
const history = async (agencyId: string) =>
  (await secretariat.get(`agencies/${agencyId}/changes`)).body.items;

async function withApproval(work: () => Promise<void>): Promise<void> {
  await api.db.admin('UPDATE portal.directory_settings SET approval = true');
  try {
    await work();
  } finally {
    await api.db.admin('UPDATE portal.directory_settings SET approval = false');
  }
}

describe('the form of an entry', () => {
  it('is for those who keep the entry: its own people and the secretariat', async () => {
    const { agencyId, staff } = await buildOffice();
    expect((await staff.get(`agencies/${agencyId}/entry`)).status).toBe(200);
    expect((await secretariat.get(`agencies/${agencyId}/entry`)).status).toBe(200);
    expect((await stranger.get(`agencies/${agencyId}/entry`)).status).toBe(403);
    expect((await stranger.get(`agencies/${newId()}/entry`)).status).toBe(404);
    expect((await api.client().get(`agencies/${agencyId}/entry`)).status).toBe(401);
  });

  it('takes what is handed in, finds it at once, and keeps it in the history and the audit', async () => {
    const { agencyId, staff } = await buildOffice();
    const { entry } = await form(staff, agencyId);
    const [service] = entry.services;
    const answer = await handIn(staff, agencyId, {
      description: 'ぱんだ工房を運営しています',
      phone: '０９９－０００－３３３３',
      postalCode: '〒999-0001',
      areasInCharge: ['99-b1', '99-a1'],
      visibility: { email: 'members' },
      email: 'office@example.jp',
      services: [
        { ...service, capacity: 24, ageMin: 18, ageMax: 64, wageMonthly: 18000, wageYear: 2024 },
        { id: 'new-1', kind: 'retention', visit: 'yes' },
      ],
      traineeOffers: [{ id: 'new-1', job: '袋づめ', reception: 'yes', visibility: 'public' }],
    });
    expect(answer).toMatchObject({ status: 200, body: { state: 'applied' } });

    const { body: page } = await stranger.get(`agencies/${agencyId}`);
    expect(page).toMatchObject({
      description: 'ぱんだ工房を運営しています',
      phone: '099-000-3333',
      postalCode: '9990001',
      email: 'office@example.jp',
      version: 2,
      areasInCharge: [{ name: '一の市' }, { name: '三の市', around: '南部圏域' }],
      services: [{ capacity: 24, ageMin: 18, wageMonthly: 18000 }, { kind: { code: 'retention' } }],
      traineeOffers: [{ job: '袋づめ', reception: '受け入れている' }],
      can: { edit: false },
    });
    expect((await stranger.get(`agencies?q=ぱんだ工房`)).body.total).toBe(1);
    const [change] = await history(agencyId);
    expect(change).toMatchObject({ kind: 'edit', state: 'applied', madeBy: '担当 花子' });
    expect(change.lines).toContainEqual(
      expect.objectContaining({ label: '電話番号', before: '099-000-1111', after: '099-000-3333' }),
    );
    expect(change.lines).toContainEqual(
      expect.objectContaining({ label: 'サービス「就労継続支援B型」の定員', before: '20', after: '24' }),
    );
    const acts = await api.db.admin<{ details: { fields: string[] } }>(
      `SELECT details FROM audit.entry WHERE action = 'entry.edit' AND object_id = $1`,
      [agencyId],
    );
    expect(acts[0]!.details.fields).toEqual(expect.arrayContaining(['phone', 'services/capacity']));
  });

  it('names every wrong field at once, and changes nothing', async () => {
    const { agencyId, staff } = await buildOffice();
    const { entry } = await form(staff, agencyId);
    const [service] = entry.services;
    const { status, body } = await handIn(staff, agencyId, {
      name: '',
      type: 'b_type',
      postalCode: '12',
      phone: '12',
      email: 'だれか',
      url: 'example.jp',
      corporationNumber: '1234567890123',
      officeNumber: '12',
      latitude: '35.5',
      services: [{ ...service, capacity: 'たくさん', ageMin: 40, ageMax: 20, wageMonthly: 100 }],
      windows: [{ id: 'new-1', visibility: 'everybody' }],
      areasInCharge: ['99'],
      visibility: { name: 'own' },
      status: 'closed',
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining([
        ...[
          'name',
          'type',
          'postalCode',
          'phone',
          'email',
          'url',
          'corporationNumber',
          'officeNumber',
          'longitude',
        ],
        ...[
          `services/${service.id}/capacity`,
          `services/${service.id}/ageMax`,
          `services/${service.id}/wageYear`,
        ],
        ...['windows/new-1/name', 'windows/new-1/visibility', 'areasInCharge', 'visibility', 'status'],
      ]),
    );
    expect(await history(agencyId)).toEqual([]);
  });

  it('refuses who has not seen the newest version, and says which it is', async () => {
    const { agencyId, staff } = await buildOffice();
    await handIn(secretariat, agencyId, { fax: '099-000-9999' });
    expect(await handIn(staff, agencyId, { phone: '099-000-4444' })).toMatchObject({
      status: 412,
      body: { currentVersion: 2 },
    });
    expect((await staff.patch(`agencies/${agencyId}/entry`, { entry: {} })).status).toBe(428);
    expect((await handIn(staff, agencyId, {}, 2)).body.state).toBe('unchanged');
  });

  it('takes one of two that come at the same moment', async () => {
    const { agencyId, staff } = await buildOffice();
    const answers = await Promise.all([
      handIn(staff, agencyId, { phone: '099-000-4444' }),
      handIn(secretariat, agencyId, { phone: '099-000-5555' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await history(agencyId)).toHaveLength(1);
  });

  it('lets nobody else write, whatever they ask', async () => {
    const { agencyId } = await buildOffice();
    expect((await handIn(stranger, agencyId, { phone: '099-000-4444' })).status).toBe(403);
    expect((await handIn(stranger, newId(), { phone: '099-000-4444' })).status).toBe(404);
    expect((await stranger.put(`agencies/${agencyId}/entry-draft`, draftOf({}, {}))).status).toBe(403);
    expect((await stranger.post('agencies', { entry: { name: 'x', type: 'other' } })).status).toBe(403);
  });

  it('leaves type and kind of body to the secretariat', async () => {
    const { agencyId, staff } = await buildOffice();
    expect(
      (await handIn(staff, agencyId, { type: 'b_type', legalRegime: 'national' })).body.errors,
    ).toHaveLength(2);
    expect((await handIn(secretariat, agencyId, { type: 'b_type' })).status).toBe(200);
  });

  it('takes away rows and puts others in front', async () => {
    const { agencyId, staff } = await buildOffice();
    await handIn(staff, agencyId, {
      windows: [{ id: 'new-1', name: '見学の申し込み' }, ...(await form(staff, agencyId)).entry.windows],
    });
    expect((await form(staff, agencyId)).entry.windows.map(({ name }: { name: string }) => name)).toEqual([
      '見学の申し込み',
      '相談窓口',
    ]);
    expect((await handIn(staff, agencyId, { windows: [], services: [] }, 2)).status).toBe(200);
    expect((await stranger.get(`agencies/${agencyId}`)).body).toMatchObject({ windows: [], services: [] });
  });
});

describe('who sees what', () => {
  it('keeps a field to the circle that the agency names, and a hidden address to itself', async () => {
    const { agencyId, staff } = await buildOffice();
    await handIn(staff, agencyId, {
      address: 'ためし県ひみつの里1-2',
      addressHidden: true,
      fax: '099-000-5555',
      visibility: { fax: 'own' },
      windows: [{ id: 'new-1', name: '職員の窓口', visibility: 'own' }],
      traineeOffers: [{ id: 'new-1', job: '清掃', visibility: 'members', reception: 'ask' }],
    });
    const seen = async (by: Worker) => (await by.get(`agencies/${agencyId}`)).body;
    expect(await seen(stranger)).toMatchObject({
      address: null,
      addressHidden: true,
      fax: null,
      windows: [],
    });
    expect((await seen(stranger)).traineeOffers).toHaveLength(1);
    for (const keeper of [staff, secretariat])
      expect(await seen(keeper)).toMatchObject({
        address: 'ためし県ひみつの里1-2',
        fax: '099-000-5555',
        windows: [{ name: '職員の窓口' }],
      });
    expect((await stranger.get('agencies?q=ひみつの里')).body.total).toBe(0);
  });

  it('shows the page beforehand as others would see it', async () => {
    const { agencyId, staff } = await buildOffice();
    const preview = (circle: string) =>
      staff.post(`agencies/${agencyId}/entry-preview`, {
        entry: {
          fax: '099-000-5555',
          visibility: { fax: 'members' },
          services: [{ id: 'new-1', kind: 'a_type' }],
        },
        circle,
      });
    expect((await preview('public')).body).toMatchObject({
      fax: null,
      services: [{ kind: { name: '就労継続支援A型' } }],
    });
    expect((await preview('members')).body).toMatchObject({ fax: '099-000-5555', version: 1 });
    expect((await stranger.get(`agencies/${agencyId}`)).body.fax).toBeNull();
  });
});

const draftOf = (base: object, mine: object, baseVersion = 1) => ({ base, mine, baseVersion });

describe('a draft', () => {
  it('is kept for its writer alone, survives until it is handed in, and holds what is not right yet', async () => {
    const { agencyId, staff } = await buildOffice();
    const colleague = await buildWorker(api, { agencyId, role: 'manager' });
    const { entry } = await form(staff, agencyId);
    const saved = await staff.put(
      `agencies/${agencyId}/entry-draft`,
      draftOf(entry, { ...entry, phone: 'まだ途中', description: '書きかけ' }),
    );
    expect(saved).toMatchObject({ status: 200, body: { savedAt: expect.any(String), entryVersion: 1 } });
    expect(await form(staff, agencyId)).toMatchObject({
      mine: { phone: 'まだ途中', description: '書きかけ' },
      entry: { phone: '099-000-1111' },
      draft: { baseVersion: 1, conflicts: [] },
    });
    expect((await form(colleague, agencyId)).draft).toBeNull();
    await handIn(staff, agencyId, { description: '書きおえた' });
    expect((await form(staff, agencyId)).draft).toBeNull();
  });

  it('is brought onto what others have changed since: what both touched is shown, nothing is lost', async () => {
    const { agencyId, staff } = await buildOffice();
    const { entry } = await form(staff, agencyId);
    const mine = { ...entry, phone: '099-000-7777', description: 'わたしの紹介', fax: '099-000-6666' };
    await staff.put(`agencies/${agencyId}/entry-draft`, draftOf(entry, mine));
    await handIn(secretariat, agencyId, { phone: '099-000-8888', kana: 'ひろば', fax: '099-000-6666' });
    expect(await form(staff, agencyId)).toMatchObject({
      version: 2,
      mine: { phone: '099-000-7777', description: 'わたしの紹介', kana: 'ひろば' },
      draft: {
        baseVersion: 1,
        conflicts: [{ path: 'phone', label: '電話番号', mine: '099-000-7777', theirs: '099-000-8888' }],
      },
    });
    // Typing on before one has decided loses neither what is typed nor the question.
    const opened = await form(staff, agencyId);
    const typed = { ...opened.mine, kana: 'ひろばのかな' };
    await staff.put(`agencies/${agencyId}/entry-draft`, {
      ...draftOf(opened.entry, typed, 2),
      conflicts: ['phone'],
    });
    expect(await form(staff, agencyId)).toMatchObject({
      mine: { phone: '099-000-7777', kana: 'ひろばのかな' },
      draft: { baseVersion: 2, conflicts: [{ path: 'phone', theirs: '099-000-8888' }] },
    });
    await staff.put(`agencies/${agencyId}/entry-draft`, draftOf(opened.entry, typed, 2));
    expect((await form(staff, agencyId)).draft.conflicts).toEqual([]);
    expect((await staff.delete(`agencies/${agencyId}/entry-draft`)).status).toBe(204);
    expect((await form(staff, agencyId)).mine.phone).toBe('099-000-8888');
  });

  it.each([
    { what: 'lists that are none', mine: { services: 'x' } },
    { what: 'rows without an id', mine: { windows: [{}] } },
    { what: 'a visibility that is a list', mine: { visibility: [] } },
  ])('refuses $what', async ({ mine }) => {
    const { agencyId, staff } = await buildOffice();
    expect((await staff.put(`agencies/${agencyId}/entry-draft`, draftOf({}, mine))).status).toBe(422);
  });
});

describe('a new agency', () => {
  it('is made by the secretariat, once', async () => {
    const key = { 'idempotency-key': newId() };
    const entry = {
      name: 'あたらしい事業所',
      type: 'b_type',
      area: '99-a1',
      services: [{ id: 'n', kind: 'b_type' }],
    };
    const first = await secretariat.post('agencies', { entry }, key);
    expect(first.status).toBe(201);
    expect((await secretariat.post('agencies', { entry }, key)).body.id).toBe(first.body.id);
    expect((await stranger.get('agencies?q=あたらしい事業所')).body.total).toBe(1);
    expect(await history(first.body.id)).toMatchObject([{ kind: 'created', can: { undo: false } }]);
    expect((await secretariat.post('agencies', { entry: { phone: '1' } })).body.errors).toHaveLength(3);
  });
});

describe('where the network approves changes', () => {
  it('lets them wait, shows the secretariat the fields, and tells both sides', async () => {
    await withApproval(async () => {
      const { agencyId, staff } = await buildOffice();
      const { body } = await handIn(staff, agencyId, { phone: '099-000-4444', description: 'しんせつです' });
      expect(body.state).toBe('waiting');
      expect((await stranger.get(`agencies/${agencyId}`)).body).toMatchObject({
        phone: '099-000-1111',
        version: 1,
      });
      expect(await form(staff, agencyId)).toMatchObject({ waits: true, mine: { phone: '099-000-4444' } });
      const { body: list } = await secretariat.get('entry-changes');
      expect(list.items.map(({ id }: { id: string }) => id)).toContain(body.changeId);
      expect((await stranger.get('entry-changes')).body.total).toBe(0);
      expect((await stranger.get(`entry-changes/${body.changeId}`)).status).toBe(404);
      expect((await staff.post(`entry-changes/${body.changeId}/approval`)).status).toBe(403);

      const approval = await secretariat.post(`entry-changes/${body.changeId}/approval`, {
        paths: ['phone'],
      });
      expect(approval.status).toBe(204);
      expect((await stranger.get(`agencies/${agencyId}`)).body).toMatchObject({
        phone: '099-000-4444',
        description: null,
      });
      const { lines } = (await staff.get(`entry-changes/${body.changeId}`)).body;
      expect(lines.map(({ path, refused }: { path: string; refused: boolean }) => [path, refused])).toEqual([
        ['phone', false],
        ['description', true],
      ]);
      const events = await api.db.admin<{ type: string }>(
        `SELECT type FROM portal.outbox WHERE payload ->> 'changeId' = $1 ORDER BY id`,
        [body.changeId],
      );
      expect(events.map(({ type }) => type)).toEqual(['entry.waiting', 'entry.approved']);
      expect((await secretariat.post(`entry-changes/${body.changeId}/approval`)).status).toBe(409);
    });
  });

  it('gives an older edit up for a newer one that holds it', async () => {
    await withApproval(async () => {
      const { agencyId, staff } = await buildOffice();
      const older = (await handIn(staff, agencyId, { phone: '099-000-4444' })).body.changeId;
      const { mine } = await form(staff, agencyId);
      await handIn(staff, agencyId, { ...mine, fax: '099-000-4445' });
      expect((await staff.get(`entry-changes/${older}`)).body.state).toBe('withdrawn');
      const [newer] = await history(agencyId);
      expect(newer.lines.map(({ path }: { path: string }) => path).sort()).toEqual(['fax', 'phone']);
    });
  });

  it('shows what was changed since, and overwrites it only knowingly', async () => {
    await withApproval(async () => {
      const { agencyId, staff } = await buildOffice();
      const { changeId } = (await handIn(staff, agencyId, { phone: '099-000-4444' })).body;
      await handIn(secretariat, agencyId, { phone: '099-000-5555' });
      expect((await secretariat.get(`entry-changes/${changeId}`)).body.lines).toMatchObject([
        { conflict: true, now: '099-000-5555' },
      ]);
      const refused = await secretariat.post(`entry-changes/${changeId}/approval`);
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'entry_change.changed_since', paths: ['phone'] },
      });
      const meant = { overwrite: true };
      expect((await secretariat.post(`entry-changes/${changeId}/approval`, meant)).status).toBe(204);
      const [, { lines }] = await history(agencyId);
      expect(lines).toMatchObject([{ before: '099-000-5555', after: '099-000-4444' }]);
    });
  });

  it('says why a change is refused, and lets the agency withdraw one', async () => {
    await withApproval(async () => {
      const { agencyId, staff } = await buildOffice();
      const one = (await handIn(staff, agencyId, { phone: '099-000-4444' })).body.changeId;
      expect((await secretariat.post(`entry-changes/${one}/refusal`, {})).status).toBe(422);
      expect(
        (await secretariat.post(`entry-changes/${one}/refusal`, { note: '番号が違うようです' })).status,
      ).toBe(204);
      expect((await staff.get(`entry-changes/${one}`)).body).toMatchObject({
        state: 'refused',
        decisionNote: '番号が違うようです',
        decidedBy: '事務局 一郎',
      });
      const other = (await handIn(staff, agencyId, { phone: '099-000-4444' })).body.changeId;
      expect((await stranger.post(`entry-changes/${other}/withdrawal`)).status).toBe(404);
      expect((await staff.post(`entry-changes/${other}/withdrawal`)).status).toBe(204);
      expect((await staff.post(`entry-changes/${other}/withdrawal`)).status).toBe(409);
    });
  });

  it('does not keep the secretariat waiting', async () => {
    await withApproval(async () => {
      const { agencyId } = await buildOffice();
      expect((await handIn(secretariat, agencyId, { phone: '099-000-4444' })).body.state).toBe('applied');
    });
  });
});

describe('taking a change back', () => {
  it('restores every field, brings removed rows back, and can itself be taken back', async () => {
    const { agencyId, staff } = await buildOffice();
    const before = await form(staff, agencyId);
    const { changeId } = (await handIn(staff, agencyId, { phone: '099-000-4444', services: [], windows: [] }))
      .body;
    const undone = await staff.post(`entry-changes/${changeId}/undoing`);
    expect(undone).toMatchObject({ status: 200, body: { state: 'applied' } });
    expect((await form(staff, agencyId)).entry).toEqual(before.entry);
    expect((await staff.get(`entry-changes/${changeId}`)).body.state).toBe('undone');
    expect((await staff.post(`entry-changes/${changeId}/undoing`)).status).toBe(409);

    await staff.post(`entry-changes/${undone.body.changeId}/undoing`);
    expect((await form(staff, agencyId)).entry).toMatchObject({ phone: '099-000-4444', services: [] });
    expect((await staff.get(`entry-changes/${changeId}`)).body.state).toBe('applied');
  });

  it('overwrites nothing that was changed since, unless it is meant', async () => {
    const { agencyId, staff } = await buildOffice();
    const { changeId } = (await handIn(staff, agencyId, { phone: '099-000-4444', fax: '099-000-4445' })).body;
    await handIn(staff, agencyId, { phone: '099-000-5555' }, 2);
    expect((await staff.post(`entry-changes/${changeId}/undoing`)).body).toMatchObject({ paths: ['phone'] });
    expect((await staff.post(`entry-changes/${changeId}/undoing`, { paths: ['fax'] })).status).toBe(200);
    expect((await form(staff, agencyId)).entry).toMatchObject({ phone: '099-000-5555', fax: null });
    expect((await staff.post(`entry-changes/${changeId}/undoing`, { paths: ['nothing'] })).status).toBe(422);
    expect((await stranger.post(`entry-changes/${changeId}/undoing`)).status).toBe(404);
  });

  it('leaves type and kind of body to the secretariat', async () => {
    const { agencyId, staff } = await buildOffice();
    const type = { type: 'a_type' };
    const { changeId } = (await handIn(secretariat, agencyId, { ...type, phone: '099-000-4444' })).body;
    expect((await staff.post(`entry-changes/${changeId}/undoing`)).status).toBe(200);
    expect((await form(staff, agencyId)).entry).toMatchObject({ ...type, phone: '099-000-1111' });
    const wanted = { paths: ['type'], overwrite: true };
    expect((await staff.post(`entry-changes/${changeId}/undoing`, wanted)).status).toBe(422);

    const other = (await handIn(secretariat, agencyId, { type: 'b_type' }, 3)).body.changeId;
    expect((await staff.get(`entry-changes/${other}`)).body.can.undo).toBe(false);
    expect((await staff.post(`entry-changes/${other}/undoing`)).body.code).toBe('entry_change.not_undoable');
    expect((await secretariat.get(`entry-changes/${other}`)).body.can.undo).toBe(true);
    expect((await secretariat.post(`entry-changes/${other}/undoing`)).status).toBe(200);
    expect((await form(staff, agencyId)).entry).toMatchObject(type);
  });

  it('is found by field', async () => {
    const { agencyId, staff } = await buildOffice();
    await handIn(staff, agencyId, { phone: '099-000-4444' });
    await handIn(staff, agencyId, { fax: '099-000-4444' }, 2);
    const { body } = await staff.get(`agencies/${agencyId}/changes?field=fax`);
    expect(body).toMatchObject({ total: 1, fields: [{ label: 'FAX番号' }, { label: '電話番号' }] });
    expect((await stranger.get(`agencies/${agencyId}/changes`)).status).toBe(403);
  });
});

describe('publication', () => {
  it('is agreed to place by place, and holds at once', async () => {
    const { agencyId, staff } = await buildOffice();
    const decide = (channel: string, agreed: boolean) =>
      staff.put(`agencies/${agencyId}/publications/${channel}`, { agreed });
    const published = () =>
      api.db.admin('SELECT on_page, in_open_data FROM portal.public_doc WHERE agency_id = $1', [agencyId]);
    expect(await published()).toEqual([]);
    expect((await decide('public_page', true)).body).toMatchObject([
      { channel: 'public_page', decidedBy: '担当 花子' },
    ]);
    expect(await published()).toEqual([{ on_page: true, in_open_data: false }]);
    await decide('open_data', true);
    await decide('public_page', false);
    expect(await published()).toEqual([{ on_page: false, in_open_data: true }]);
    expect((await decide('leaflet', true)).status).toBe(404);
    expect((await stranger.put(`agencies/${agencyId}/publications/open_data`, { agreed: true })).status).toBe(
      403,
    );
    expect((await stranger.get(`agencies/${agencyId}/publications`)).status).toBe(403);
  });

  it('that ends while the search is made anew does not come back', async () => {
    const { agencyId, staff } = await buildOffice();
    const decide = (agreed: boolean) =>
      staff.put(`agencies/${agencyId}/publications/public_page`, { agreed });
    await decide(true);
    const worker = new WorkerDatabase(api.db.connections.worker, 'test');
    let ending: ReturnType<typeof decide> | undefined;
    await worker.transaction((tx) =>
      rebuildSearchDocs(
        {
          query: async <Row extends Record<string, unknown>>(sql: string, values?: unknown[]) => {
            const rows = await tx.query<Row>(sql, values);
            if (!sql.includes('AS on_page')) return rows;
            // What is published was read just now, and is not written yet.
            ending = decide(false);
            await Promise.race([ending, setTimeout(500)]);
            return rows;
          },
        },
        [agencyId],
      ),
    );
    expect((await ending!).status).toBe(200);
    expect(await api.db.admin('SELECT FROM portal.public_doc WHERE agency_id = $1', [agencyId])).toEqual([]);
    await worker.onApplicationShutdown();
  });
});
