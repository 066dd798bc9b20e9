import { addDemoRegion } from '../../apps/portal/src/demo/demo.js';
import { demoReferrals } from '../../apps/portal/src/demo/referrals.demo.js';
import { DemoRegionHalfFilled } from '../../apps/portal/src/demo/demo.errors.js';
import { verifyAudit } from '#libs/audit';
import { demoPassword } from '#libs/identity';
import { OperatorDatabase } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';

let api: TestApi;
const said: string[] = [];
const fill = () => addDemoRegion(api.db.connections.operator, api.app, (line) => said.push(line));
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('the demo region', () => {
  it('is made once, and every referral of the story stands where the story says', async () => {
    expect(await fill()).toBe(true);
    expect(await fill()).toBe(false);
    const rows = await api.db.admin<{ status: string }>(
      `SELECT CASE r.status WHEN 'draft' THEN 'draft' ELSE l.status END AS status
       FROM portal.referral r JOIN portal.referral_line l ON l.referral_id = r.id ORDER BY r.number`,
    );
    // Groups, sessions and what was sent outside have referrals of their own between those of the story.
    const missing = demoReferrals.map(({ progress }) => progress as string);
    for (const { status } of rows) if (status === missing[0]) missing.shift();
    expect(missing).toEqual([]);
  }, 120_000);

  it('says how far it has come', () => {
    expect(said[0]).toMatch(/^練習用の地域をつくっています（機関 2,5\d\d件）…$/);
    expect(said.length).toBeGreaterThan(2);
  });

  it('lets its people sign in', async () => {
    const accounts = (await api.client().get('demo/accounts')).body as { email: string; password: string }[];
    expect(accounts.length).toBeGreaterThan(10);
    const session = await api.client().post('session', { email: accounts[0]?.email, password: demoPassword });
    expect(session.body).toMatchObject({ name: '髙橋 恵', demo: true });
  });

  it('leaves nobody signed in, and an audit that holds', async () => {
    const open = await api.db.admin(
      `SELECT FROM auth.session WHERE ended_at IS NULL AND ip = '127.0.0.1' AND user_agent IS NULL`,
    );
    expect(open).toHaveLength(0);
    const operator = new OperatorDatabase(api.db.connections.operator, 'test');
    const chains = await verifyAudit(operator);
    await operator.onApplicationShutdown();
    expect(chains.filter(({ brokenAt }) => brokenAt !== null)).toEqual([]);
    expect(chains.length).toBeGreaterThan(5);
  });

  it('says so when an earlier start was interrupted while it was made', async () => {
    await api.db.admin('UPDATE portal.demo_region SET filled_at = NULL');
    await expect(fill()).rejects.toThrow(DemoRegionHalfFilled);
  });
});
