import { rmSync } from 'node:fs';
import { openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

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

it('tells whoever does not keep the directory that a page is not theirs, before a form stands there', async () => {
  const page = await browser.open(portal.url);
  await page
    .getByRole('button', { name: /髙橋 恵/ })
    .first()
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const closed = [
    ...['/imports', '/directory/settings', '/directory/changes', '/leaflets', '/leaflets/new'],
    ...['/upkeep', '/upkeep/duplicates', '/upkeep/merges', '/agencies/new'],
  ];
  for (const path of closed) {
    await page.goto(portal.url + path);
    await page.getByRole('heading', { level: 1, name: 'このページは事務局の方だけが使えます' }).waitFor();
    expect(await page.getByRole('main').locator('input, [role=alert]').count()).toBe(0);
  }
  await page.getByRole('link', { name: '「今日やること」に戻る' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  for (const path of ['/agencies/synonyms', '/upkeep/reports']) {
    await page.goto(portal.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('このページは事務局の方だけが使えます').count()).toBe(0);
  }
}, 120_000);

it('offers notices in the portal for a search that is kept', async () => {
  const page = await browser.open(portal.url);
  await page
    .getByRole('button', { name: /髙橋 恵/ })
    .first()
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto(`${portal.url}/agencies?type=transition`);
  await page.getByRole('button', { name: 'この検索を保存' }).click();
  expect(await page.getByLabel('お知らせで知らせる', { exact: true }).isChecked()).toBe(true);
}, 60_000);
