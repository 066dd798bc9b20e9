import { newId } from '#libs/platform';
import { buildAgency, buildWorker, joinAgency, type Worker } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** A notice on somebody's desk, as the worker puts it there. */
async function buildNotice(
  { accountId, agencyId }: Pick<Worker, 'accountId' | 'agencyId'>,
  { type = 'referral.sent', number = 'R2026-000001' as string | null } = {},
): Promise<{ id: string; objectId: string }> {
  const [id, objectId] = [newId(), newId()];
  const objectType = type.slice(0, type.indexOf('.'));
  await api.db.admin(
    `INSERT INTO portal.notice (id, account_id, agency_id, event_id, type, object_type, object_id, number)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, accountId, agencyId, newId(), type, objectType, objectId, number],
  );
  return { id, objectId };
}

const readAtOf = async (id: string) =>
  (await api.db.admin<{ read_at: Date | null }>('SELECT read_at FROM portal.notice WHERE id = $1', [id]))[0]
    ?.read_at;

describe('GET /notices', () => {
  it('shows the own notices, newest first, in words', async () => {
    const worker = await buildWorker(api, { role: 'staff' });
    const older = await buildNotice(worker);
    const newer = await buildNotice(worker, { type: 'consent.withdrawn', number: null });
    const { status, body } = await worker.get('notices');
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: newer.id,
          type: 'consent.withdrawn',
          title: '情報提供への同意が撤回されました',
          number: null,
          referralId: null,
          path: null,
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
          readAt: null,
        },
        {
          id: older.id,
          type: 'referral.sent',
          title: '連携依頼 R2026-000001 が届きました',
          number: 'R2026-000001',
          referralId: older.objectId,
          path: `/referrals/${older.objectId}`,
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
          readAt: null,
        },
      ],
      page: 1,
      perPage: 20,
      total: 2,
    });
  });

  it('shows a page, and the unread ones alone', async () => {
    const worker = await buildWorker(api, { role: 'staff' });
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.unshift((await buildNotice(worker)).id);
    const second = await worker.get<{ items: { id: string }[]; total: number }>('notices?page=2&perPage=2');
    expect(second.body.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(second.body.total).toBe(5);
    const beyond = await worker.get('notices?page=9&perPage=2');
    expect(beyond.body).toMatchObject({ items: [], page: 9, total: 5 });

    await worker.post(`notices/${ids[0]}/reading`);
    const unread = await worker.get<{ items: { id: string }[]; total: number }>('notices?unread=true');
    expect(unread.body.items.map(({ id }) => id)).toEqual(ids.slice(1));
    expect(unread.body.total).toBe(4);
  });

  it('shows nothing of another agency, of a colleague, or of oneself in another agency', async () => {
    const worker = await buildWorker(api, { role: 'staff' });
    const colleague = await buildWorker(api, { agencyId: worker.agencyId });
    const stranger = await buildWorker(api);
    const elsewhere = await buildAgency(api);
    await joinAgency(api, worker.accountId, elsewhere, 'staff');
    await buildNotice(worker);
    await buildNotice({ accountId: worker.accountId, agencyId: elsewhere });
    expect((await worker.get('notices')).body.total).toBe(1);
    expect((await colleague.get('notices')).body.total).toBe(0);
    expect((await stranger.get('notices')).body.total).toBe(0);
    await worker.put('session/agency', { agencyId: elsewhere });
    expect((await worker.get('notices')).body.total).toBe(1);
  });

  it('asks who is there, and refuses what it does not know', async () => {
    expect((await api.client().get('notices')).status).toBe(401);
    const worker = await buildWorker(api);
    expect((await worker.get('notices?unread=maybe')).status).toBe(422);
    expect((await worker.get('notices?perPage=101')).status).toBe(422);
    expect((await worker.get('notices?name=x')).status).toBe(400);
  });
});

describe('POST /notices/{id}/reading', () => {
  it('marks one notice as read, and a second time changes nothing', async () => {
    const worker = await buildWorker(api);
    const [one, other] = [await buildNotice(worker), await buildNotice(worker)];
    expect((await worker.post(`notices/${one.id}/reading`)).status).toBe(204);
    const readAt = await readAtOf(one.id);
    expect(readAt).toBeInstanceOf(Date);
    expect((await worker.post(`notices/${one.id}/reading`)).status).toBe(204);
    expect(await readAtOf(one.id)).toEqual(readAt);
    expect(await readAtOf(other.id)).toBeNull();
  });

  it('answers alike for a colleague’s notice, an unknown id and no id at all', async () => {
    const worker = await buildWorker(api);
    const colleague = await buildWorker(api, { agencyId: worker.agencyId });
    const { id } = await buildNotice(worker);
    const answers = await Promise.all(
      [id, newId(), 'nonsense'].map((asked) => colleague.post(`notices/${asked}/reading`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const bodies = answers.map(({ body }) => JSON.stringify({ ...(body as object), instance: '' }));
    expect(new Set(bodies).size).toBe(1);
    expect(await readAtOf(id)).toBeNull();
    expect((await api.client().post(`notices/${id}/reading`)).status).toBe(401);
  });
});

describe('POST /notices/reading', () => {
  it('marks all of one’s own as read, and nobody else’s', async () => {
    const worker = await buildWorker(api);
    const colleague = await buildWorker(api, { agencyId: worker.agencyId });
    const own = [await buildNotice(worker), await buildNotice(worker)];
    const other = await buildNotice(colleague);
    expect((await worker.post('notices/reading')).status).toBe(204);
    expect((await worker.get('notices?unread=true')).body.total).toBe(0);
    expect(await Promise.all(own.map(({ id }) => readAtOf(id)))).toEqual([
      expect.any(Date),
      expect.any(Date),
    ]);
    expect(await readAtOf(other.id)).toBeNull();
    expect((await worker.post('notices/reading')).status).toBe(204);
    expect((await api.client().post('notices/reading')).status).toBe(401);
  });
});

describe('the database itself', () => {
  it('lets nobody write notices but the worker, and changes nothing but the reading', async () => {
    const rights = await api.db.admin<{ grantee: string; privilege_type: string; columns: string | null }>(
      `SELECT grantee, privilege_type, NULL AS columns FROM information_schema.table_privileges
         WHERE table_schema = 'portal' AND table_name = 'notice' AND grantee LIKE 'portal\\_%'
       UNION SELECT grantee, privilege_type, string_agg(column_name, ',') FROM information_schema.column_privileges
         WHERE table_schema = 'portal' AND table_name = 'notice' AND grantee = 'portal_app' AND privilege_type = 'UPDATE'
         GROUP BY 1, 2
       ORDER BY 1, 2`,
    );
    expect(rights).toEqual([
      { grantee: 'portal_app', privilege_type: 'SELECT', columns: null },
      { grantee: 'portal_app', privilege_type: 'UPDATE', columns: 'read_at' },
      { grantee: 'portal_worker', privilege_type: 'INSERT', columns: null },
      { grantee: 'portal_worker', privilege_type: 'SELECT', columns: null },
    ]);
  });
});
