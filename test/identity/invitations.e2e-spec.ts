import { invitationToken } from '#libs/identity';
import { startApi, type TestApi } from '../support/api.js';
import { buildAccount, buildAgency, buildWorker, testPassword } from '../factories/identity.js';

const password = 'とても長い合言葉を決めました2026';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function invite(email: string): Promise<{ token: string; agencyId: string }> {
  const manager = await buildWorker(api);
  const sent = await manager.post('invitations', { email, role: 'staff' });
  expect(sent.status).toBe(201);
  return { token: invitationToken(api.db.keys, sent.body.id), agencyId: manager.agencyId };
}

describe('an invitation', () => {
  it('makes an account for somebody new, once, and signs in', async () => {
    const { token, agencyId } = await invite('new@example.jp');
    expect((await api.client().post('invitations/lookup', { token })).body).toMatchObject({
      email: 'new@example.jp',
      hasAccount: false,
    });
    const bare = await api.client().post('invitations/acceptance', { token, password: 'short' });
    expect(bare.status).toBe(422);
    expect(bare.body.errors.map(({ field }: { field: string }) => field)).toEqual(['name', 'password']);

    const joined = await api.client().post('invitations/acceptance', { token, name: '新人 花子', password });
    expect(joined.status).toBe(201);
    expect(joined.body).toMatchObject({ name: '新人 花子', agency: { id: agencyId, role: 'staff' } });
    const again = await api.client().post('invitations/acceptance', { token, name: '新人 花子', password });
    expect([again.status, again.body.code]).toEqual([409, 'invitation.not_open']);
  });

  it('adds an agency to an account that exists: its password is asked for, its name stays', async () => {
    const { email } = await buildAccount(api, { agencyId: await buildAgency(api), name: '林 美穂' });
    const { token, agencyId } = await invite(email);
    expect((await api.client().post('invitations/lookup', { token })).body.hasAccount).toBe(true);
    const wrong = await api.client().post('invitations/acceptance', { token, password });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'session.refused']);
    const joined = await api.client().post('invitations/acceptance', { token, password: testPassword });
    expect(joined.status).toBe(201);
    expect(joined.body.name).toBe('林 美穂');
    expect(joined.body.agencies.map(({ id }: { id: string }) => id)).toContain(agencyId);
  });
});
