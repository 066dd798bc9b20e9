import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
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

async function signIn(name: RegExp, size?: { width: number; height: number }): Promise<Page> {
  const page = await browser.open(portal.url, size);
  await page.getByRole('button', { name }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** What is wrong with a screen. */
async function faults(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  return faultsOf(page);
}

describe.each([
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone, or 400 % zoom', width: 320, height: 640 },
])('every screen of upkeep on $name', ({ width, height }) => {
  it('is free of findings', async () => {
    const page = await signIn(/西村 陽子/, { width, height });
    const found: Record<string, string[]> = {};
    const paths = [
      '',
      '/to-check',
      '/stale',
      '/rounds',
      '/reports',
      '/reports?show=all',
      '/duplicates',
      '/merges',
    ];
    for (const path of paths) {
      await page.goto(`${portal.url}/upkeep${path}`);
      found[path] = await faults(page);
      await keepScreenshot(page, `upkeep-${width}${path.replaceAll(/\W/g, '-')}`);
    }
    const follow = [
      ['/rounds', /年度の確認/],
      ['/reports', /電話番号/],
      ['/duplicates', /並べて見る/],
    ] as const;
    for (const [path, link] of follow) {
      await page.goto(`${portal.url}/upkeep${path}`);
      await page.getByRole('main').getByRole('link', { name: link }).first().click();
      await page.waitForURL((url) => url.pathname.split('/').length > 3);
      found[`${path}/one`] = await faults(page);
      await keepScreenshot(page, `upkeep-${width}${path.replaceAll('/', '-')}-one`);
    }
    await page.goto(`${portal.url}/upkeep/rounds`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /年度の確認/ })
      .first()
      .click();
    await page.getByRole('link', { name: '電話の一覧を印刷する' }).click();
    await page.waitForURL(/\/phone$/);
    found['phone'] = await faults(page);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])));
    await page.context().close();
  }, 240_000);

  it('so are the pages without script', async () => {
    const page = await browser.open(`${portal.url}/dev/mailbox`, { width, height });
    await page
      .getByRole('link', { name: /\/confirm\// })
      .first()
      .waitFor();
    await page
      .getByRole('link', { name: /\/confirm\// })
      .first()
      .click();
    expect(await faults(page)).toEqual([]);
    const agency = await page.getByRole('link', { name: /ログインして/ }).getAttribute('href');
    await page.goto(portal.url + agency!.replace('/agencies/', '/report/').replace('/edit', ''));
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  }, 60_000);
});

it('merges two entries, and takes it back', async () => {
  const page = await signIn(/西村 陽子/);
  await page.goto(`${portal.url}/upkeep/duplicates`);
  await page
    .getByRole('link', { name: /並べて見る/ })
    .first()
    .click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: '1つにまとめる' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '1つにまとめる' }).click();
  await page.waitForURL(/\/agencies\/[0-9a-f-]{36}$/);
  await page.goto(`${portal.url}/upkeep/merges`);
  await page
    .getByRole('button', { name: /元に戻す/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '元に戻す' }).click();
  await page.getByText('元に戻しました。').waitFor();
  await page.context().close();
}, 60_000);

it('confirms the own entry with one click from the page of the day, and from the mail without script', async () => {
  const page = await signIn(/髙橋 恵/);
  await page.getByRole('button', { name: 'このままで正しい' }).click();
  await page.getByText('掲載内容を「確認済み」にしました。').waitFor();
  await page.getByText('自機関の掲載内容の確認をお願いします').waitFor({ state: 'detached' });
  await page.context().close();

  const reader = await browser.open(`${portal.url}/dev/mailbox`);
  const mail = reader.getByRole('article').filter({ hasText: 'ハローワーク汐音' }).first();
  await mail.getByRole('link', { name: /\/confirm\// }).click();
  await reader.getByRole('button', { name: 'このままで正しい' }).click();
  await reader.getByRole('heading', { name: '確認しました' }).waitFor();
  await keepScreenshot(reader, 'upkeep-confirmed');
  await reader.context().close();
}, 60_000);

it('complains about nothing on the console', () => {
  expect(browser.complaints().filter((complaint) => !/401/.test(complaint))).toEqual([]);
});
