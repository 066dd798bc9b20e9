import { startApi, type TestApi } from '../support/api.js';
import { buildAccount, buildAgency, buildWorker, joinAgency, testPassword } from '../factories/identity.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function cookieOf(headers: Headers): string {
  return /sid=([A-Za-z0-9_-]+)/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
}

describe('POST /session', () => {
  it('signs in and shows for which agency one acts', async () => {
    const agencyId = await buildAgency(api, { name: 'みどりセンター' });
    const { email, accountId } = await buildAccount(api, { agencyId, role: 'acceptor' });
    const answer = await api.client().post('session', { email: email.toUpperCase(), password: testPassword });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      accountId,
      agency: { id: agencyId, role: 'acceptor', roleName: '受入決定者' },
      can: { handleCases: true, inviteMembers: false, keepDirectory: false },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect((await api.client(cookieOf(answer.headers)).get('session')).status).toBe(200);
  });

  it('answers alike for a wrong password and an unknown address', async () => {
    const { email } = await buildAccount(api, { agencyId: await buildAgency(api) });
    const wrong = await api.client().post('session', { email, password: 'not the password at all' });
    const unknown = await api.client().post('session', { email: 'nobody@example.jp', password: 'x' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it('names every missing field at once, and an unknown one by name', async () => {
    const missing = await api.client().post('session', {});
    expect(missing.status).toBe(422);
    expect(missing.body.errors.map((error: { label: string }) => error.label)).toEqual([
      'メールアドレス',
      'パスワード',
    ]);
    const unknown = await api
      .client()
      .post('session', { email: 'a@example.jp', password: 'x', role: 'manager' });
    expect(unknown.status).toBe(400);
    expect(unknown.body.errors[0].field).toBe('role');
  });

  it('lets five of a hundred parallel guesses through, and no more', async () => {
    const { email } = await buildAccount(api, { agencyId: await buildAgency(api) });
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        api.client().post('session', { email, password: `guess number ${n}` }),
      ),
    );
    expect(guesses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5);
    expect(guesses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(35);
    await api.db.admin('DELETE FROM auth.rate_limit');
  });

  it('is refused from another site, and as anything but JSON', async () => {
    const credentials = { email: 'a@example.jp', password: 'x' };
    const foreign = await api.client().post('session', credentials, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const crossSite = await api.client().post('session', credentials, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.status).toBe(403);
    const form = await api
      .client()
      .post('session', 'email=a', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(form.status).toBe(415);
    const text = await api.client().post('session', '{}', { 'content-type': 'text/plain' });
    expect(text.status).toBe(415);
  });
});

describe('a session', () => {
  it('ends at sign-out, and the token is dead', async () => {
    const worker = await buildWorker(api);
    expect((await worker.delete('session')).status).toBe(204);
    expect((await worker.get('session')).status).toBe(401);
  });

  it.each([
    ['idle for half an hour', `idle_until = now() - interval '1 second'`],
    ['twelve hours old', `expires_at = now() - interval '1 second'`],
    ['ended', `ended_at = now()`],
  ])('is dead when %s', async (_, change) => {
    const worker = await buildWorker(api);
    await api.db.admin(`UPDATE auth.session SET ${change} WHERE account_id = $1`, [worker.accountId]);
    expect((await worker.get('session')).status).toBe(401);
  });

  it('is dead for a disabled account', async () => {
    const worker = await buildWorker(api);
    await api.db.admin(`UPDATE portal.account SET status = 'disabled' WHERE id = $1`, [worker.accountId]);
    expect((await worker.get('session')).status).toBe(401);
  });

  it('switches between own agencies only', async () => {
    const worker = await buildWorker(api);
    const second = await buildAgency(api);
    const foreign = await buildAgency(api);
    await joinAgency(api, worker.accountId, second, 'staff');
    const switched = await worker.put('session/agency', { agencyId: second });
    expect(switched.body).toMatchObject({ agency: { id: second, role: 'staff' } });
    expect((await worker.put('session/agency', { agencyId: foreign })).status).toBe(404);
  });

  it('loses its agency with the membership, at once', async () => {
    const worker = await buildWorker(api);
    await api.db.admin('UPDATE portal.membership SET ended_at = now() WHERE account_id = $1', [
      worker.accountId,
    ]);
    const { agencyId } = worker;
    for (const path of [
      'members',
      'agencies',
      `agencies/${agencyId}`,
      'agency-suggestions?q=機関',
      `agency-comparison?ids=${agencyId}`,
      'agency-exports?format=csv',
      'in-charge?place=99999',
    ])
      expect([path, (await worker.get(path)).status]).toEqual([path, 403]);

    const second = await buildAgency(api);
    await joinAgency(api, worker.accountId, second, 'staff');
    const { body } = await worker.get('session');
    expect(body).toMatchObject({
      agency: null,
      agencies: [{ id: second, name: expect.stringMatching(/./) }],
    });
  });
});
