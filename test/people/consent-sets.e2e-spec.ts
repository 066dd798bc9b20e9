import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import { expectStatus } from '../factories/referrals.js';

let api: TestApi;
let manager: Worker;
let colleague: Worker;
let stranger: Worker;
beforeAll(async () => {
  api = await startApi();
  manager = await buildWorker(api, { role: 'manager' });
  colleague = await buildWorker(api, { agencyId: manager.agencyId, role: 'staff' });
  stranger = await buildWorker(api, { role: 'manager' });
});
afterAll(() => api.close());

interface Sets {
  items: { code: string; name: string; own: boolean; cells: { purpose: string; categories: string[] }[] }[];
  canKeep: boolean;
}
const set = (name: string) => ({
  name,
  cells: [
    { purpose: 'intake', categories: ['identity', 'request'] },
    { purpose: 'report_back', categories: ['progress'] },
  ],
});
const ownOf = async (worker: Worker) => {
  const { items } = expectStatus<Sets>(200, await worker.get('consent-sets'));
  return items.filter(({ own }) => own);
};

describe('a usual set of consents', () => {
  it('is kept by the manager for the agency, and found there by everybody, beside those of all agencies', async () => {
    const kept = expectStatus<Sets>(201, await manager.post('consent-sets', set('うちの定型')));
    expect(kept.items.length).toBeGreaterThan(5);
    expect(await ownOf(colleague)).toMatchObject([{ name: 'うちの定型', cells: set('').cells }]);
    expect(await ownOf(stranger)).toEqual([]);
    expect((await colleague.get<Sets>('consent-sets')).body.canKeep).toBe(false);
    expect((await colleague.post('consent-sets', set('別の定型'))).status).toBe(403);
    expect((await manager.post('consent-sets', set('うちの定型'))).status).toBe(409);
    const [own] = await ownOf(manager);
    expect((await stranger.delete(`consent-sets/${own!.code}`)).status).toBe(404);
    expect((await colleague.delete(`consent-sets/${own!.code}`)).status).toBe(403);
    expectStatus(204, await manager.delete(`consent-sets/${own!.code}`));
    expect(await ownOf(manager)).toEqual([]);
  });

  it('holds known purposes and kinds of data only, and twenty at most', async () => {
    const wrong = { name: 'x', cells: [{ purpose: 'gossip', categories: ['identity'] }] };
    expect((await manager.post('consent-sets', wrong)).status).toBe(422);
    expect((await manager.post('consent-sets', { name: 'x', cells: [] })).status).toBe(422);
    for (let nth = 0; nth < 20; nth += 1)
      expectStatus(201, await manager.post('consent-sets', set(`定型 ${nth}`)));
    expect((await manager.post('consent-sets', set('多すぎる'))).body).toMatchObject({
      code: 'consent_set.not_kept',
    });
  });
});
