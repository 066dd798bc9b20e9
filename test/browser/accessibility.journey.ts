import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const sizes = [
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone, or 400 % zoom', width: 320, height: 640 },
];

/** A screen: where it is, or the link that leads there from a list. */
interface Screen {
  name: string;
  path: string;
  follow?: RegExp;
}

const screens: Screen[] = [
  { name: 'today', path: '/' },
  { name: 'directory', path: '/agencies' },
  { name: 'directory, narrowed', path: '/agencies?q=%E5%B0%B1%E5%8A%B4&vacancy=open' },
  { name: 'directory, nothing found', path: '/agencies?q=zzzz' },
  { name: 'agency', path: '/agencies', follow: /青葉/ },
  { name: 'people', path: '/people' },
  { name: 'new person', path: '/people/new' },
  { name: 'person', path: '/people?q=やまだ', follow: /山田 晴香/ },
  { name: 'referrals received', path: '/referrals?box=received' },
  { name: 'referrals sent', path: '/referrals?box=sent' },
  { name: 'drafts', path: '/referrals?box=draft' },
  { name: 'referral received', path: '/referrals?box=received', follow: /R8-/ },
  { name: 'referral sent', path: '/referrals?box=sent', follow: /R8-/ },
  { name: 'draft', path: '/referrals?box=draft', follow: /R8-/ },
  { name: 'new referral', path: '/referrals/new' },
  { name: 'inquiries for room', path: '/vacancy-inquiries' },
  { name: 'an inquiry', path: '/vacancy-inquiries?box=sent', follow: /V8-/ },
  { name: 'an inquiry to answer', path: '/vacancy-inquiries?box=received', follow: /V8-/ },
  { name: 'new inquiry', path: '/vacancy-inquiries/new' },
  { name: 'systems that are told', path: '/webhooks' },
  { name: 'a system that is told', path: '/webhooks', follow: /支援台帳/ },
  { name: 'new system', path: '/webhooks/new' },
  { name: 'referral from a file', path: '/referrals/from-file' },
  { name: 'work about consents', path: '/consents' },
  { name: 'what people are told', path: '/consents/notices' },
  { name: 'an asking', path: '/consents?kind=answer', follow: /同意書を開く/ },
  { name: 'what follows withdrawals', path: '/follow-ups' },
  { name: 'ledger', path: '/ledger' },
  { name: 'supports that end', path: '/support-terms' },
  { name: 'transitions', path: '/transition-cases' },
  { name: 'transition', path: '/transition-cases', follow: /さんの移行ケース/ },
  { name: 'checks', path: '/check-ups' },
  { name: 'checks that were done', path: '/check-ups/done' },
  { name: 'sessions', path: '/intake-sessions' },
  { name: 'session', path: '/intake-sessions', follow: /職業ガイダンス|初回面談/ },
  { name: 'groups', path: '/cohorts' },
  { name: 'group', path: '/cohorts', follow: /卒業生/ },
  { name: 'new group', path: '/cohorts/new' },
  { name: 'papers', path: '/papers' },
  { name: 'notices', path: '/notices' },
  { name: 'nothing there', path: '/no-such-page' },
];

/** What only the secretariat sees. */
const keeperScreens: Screen[] = [
  { name: 'work on the directory', path: '/upkeep' },
  { name: 'rounds of confirmation', path: '/upkeep/rounds' },
  { name: 'round of confirmation', path: '/upkeep/rounds', follow: /確認/ },
];

const folder = demoFolder();
let portal: PortalProcess;
let browser: TestBrowser;
beforeAll(async () => {
  portal = await startPortal({ DATA_DIR: folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(sizes)('every screen on $name', ({ width, height }) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(portal.url, { width, height });
  });
  afterAll(() => page?.context().close());

  it('sign-in', async () => {
    await page
      .getByRole('button', { name: /髙橋 恵/ })
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page
      .getByRole('button', { name: /髙橋 恵/ })
      .first()
      .click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  });

  /** Opens a screen, or what a list leads to. */
  async function open({ path, follow }: Screen): Promise<void> {
    await page.goto(portal.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (follow) {
      await page.getByRole('main').getByRole('link', { name: follow }).first().click();
      await page.waitForURL(
        (url) => !`${url.pathname}${url.search}`.startsWith(path) || url.pathname.split('/').length > 2,
      );
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
  }

  it.each(screens)('$name', async (screen) => {
    await open(screen);
    expect(await faultsOf(page)).toEqual([]);
  });

  it.each(['consents', 'disclosures', 'consents/new'])('person, %s', async (tab) => {
    await page.goto(`${portal.url}/people?q=やまだ`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /山田 晴香/ })
      .first()
      .click();
    await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
    await page.goto(`${page.url().replace(/(\/people\/[0-9a-f-]{36}).*/, '$1')}/${tab}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it.each(keeperScreens)('the secretariat: $name', async (screen) => {
    if (screen === keeperScreens[0]) {
      await page.context().clearCookies();
      await page.goto(portal.url);
      await page
        .getByRole('button', { name: /西村 陽子/ })
        .first()
        .click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    }
    await open(screen);
    expect(await faultsOf(page)).toEqual([]);
  });
});
