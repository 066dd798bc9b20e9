import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const sizes = [
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone', width: 320, height: 640 },
];

/** A page about people's matters: where it is, and the links that lead on from there. */
const screens: { name: string; path: string; follow?: RegExp[] }[] = [
  { name: 'people', path: '/people?show=open&sort=contact' },
  { name: 'matters', path: '/people?q=やまだ', follow: [/山田 晴香/, /^手続き$/] },
  { name: 'duplicates', path: '/people/duplicates' },
  { name: 'duplicate', path: '/people/duplicates', follow: [/見比べる/] },
  { name: 'merges', path: '/people/merges' },
  { name: 'requests', path: '/people/requests' },
  { name: 'request', path: '/people/requests', follow: [/請求 1/] },
  { name: 'oversight', path: '/people/oversight' },
];

describe.each(sizes)('people’s matters on $name', ({ name: size, width, height }) => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    page = await browser.open(portal.url, { width, height });
    await page
      .getByRole('button', { name: /髙橋 恵/ })
      .first()
      .click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const check = async (name: string) => {
    expect(await faultsOf(page)).toEqual([]);
    await keepScreenshot(page, `matters-${name}-${width}`);
  };

  it.each(screens)('$name can be read and fits', async ({ name, path, follow = [] }) => {
    await page.goto(`${portal.url}${path}`);
    for (const link of follow) {
      await page.getByRole('link', { name: link }).first().click();
      await page.waitForLoadState('networkidle');
    }
    await page.getByRole('heading', { level: 1 }).waitFor();
    await check(name);
  });

  it('an ending says what it closes before it is recorded', async () => {
    await page.goto(`${portal.url}/people?q=やまだ`);
    await page
      .getByRole('link', { name: /山田 晴香/ })
      .first()
      .click();
    await page.getByRole('link', { name: /^手続き$/ }).click();
    await page.getByRole('button', { name: '終了・転居・死亡を記録する' }).click();
    await page.getByLabel('死亡').check();
    await page.getByText('閉じる依頼').waitFor();
    await check(`ending-${size === 'a phone' ? 'small' : 'wide'}`);
    await page.keyboard.press('Escape');
  });

  it('two records become one, and two again', async () => {
    if (size === 'a phone') return;
    await page.goto(`${portal.url}/people/duplicates`);
    await page.getByRole('link', { name: /見比べる.*大塚/ }).click();
    await page.getByRole('button', { name: '統合する' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '統合する' }).click();
    await page.getByRole('heading', { level: 1, name: '大塚 京子' }).waitFor();
    await page.goto(`${portal.url}/people/merges`);
    await page.getByRole('button', { name: /取り消す/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取り消す' }).click();
    await page.getByText('統合した記録はありません').waitFor();
  });
});
