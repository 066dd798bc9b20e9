import { Accounts, AccountUnknown, AgencyUnknown, AlreadyMember, Passwords } from '#libs/identity';
import { AuthDatabase } from '#libs/platform';
import { buildAgency } from '../factories/identity.js';
import { startApi, type TestApi } from '../support/api.js';

describe('accounts from the command line', () => {
  let api: TestApi;
  let auth: AuthDatabase;
  let accounts: Accounts;
  let agency: string;
  const email = 'first.manager@example.jp';
  const wishes = () => ({
    email: 'First.Manager@example.jp',
    name: '管理 一子',
    agency,
    role: 'manager' as const,
  });
  const signIn = async (password: string) => (await api.client().post('session', { email, password })).status;

  beforeAll(async () => {
    api = await startApi();
    auth = new AuthDatabase(api.db.connections.auth, 'test');
    accounts = new Accounts(auth, new Passwords());
    agency = await buildAgency(api);
  });
  afterAll(async () => {
    await auth.onApplicationShutdown();
    await api.close();
  });

  it('admits the first manager of an agency, who signs in with the password shown', async () => {
    const password = await accounts.admit(wishes());
    expect(await signIn(password ?? '')).toBe(201);
    expect(await accounts.list()).toEqual([
      expect.objectContaining({
        email,
        status: 'active',
        memberships: [expect.objectContaining({ agencyId: agency, role: 'manager' })],
      }),
    ]);
  });

  it('admits nobody twice, and into no unknown agency', async () => {
    await expect(accounts.admit(wishes())).rejects.toThrow(AlreadyMember);
    await expect(accounts.admit({ ...wishes(), agency: 'どこにもない機関' })).rejects.toThrow(AgencyUnknown);
  });

  it('adds a second agency to an account that keeps its password', async () => {
    expect(await accounts.admit({ ...wishes(), agency: await buildAgency(api) })).toBeUndefined();
  });

  it('renews a password: the old one and every session end', async () => {
    const first = await accounts.renewPassword(email);
    expect(await signIn(first)).toBe(201);
    const second = await accounts.renewPassword(email);
    expect([await signIn(first), await signIn(second)]).toEqual([401, 201]);
    const [{ open } = { open: '' }] = await api.db.admin<{ open: string }>(
      'SELECT count(*) AS open FROM auth.session WHERE ended_at IS NULL',
    );
    expect(open).toBe('1');
  });

  it('disables and enables an account', async () => {
    const password = await accounts.renewPassword(email);
    await accounts.disable(email);
    expect(await signIn(password)).toBe(401);
    await accounts.enable(email);
    expect(await signIn(password)).toBe(201);
  });

  it('knows who is not there', async () => {
    await expect(accounts.disable('nobody@example.jp')).rejects.toThrow(AccountUnknown);
  });

  it('leaves a trace of everything in the audit, without a name or an address', async () => {
    const rows = await api.db.admin<{ action: string; details: object }>(
      `SELECT action, details FROM audit.entry WHERE request_id = 'command' ORDER BY seq`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'account.admit',
      'account.admit',
      'account.password',
      'account.password',
      'account.password',
      'account.disable',
      'account.enable',
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/example|管理/);
  });
});
