import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { keepScreenshot } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { watchTraffic } from '../support/page-traffic.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const nakapotsu = '/find/agencies/019d4000-0000-7000-8000-000000000001';
const sizes = [
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone, or 400 % zoom', width: 320, height: 640 },
];
const pages = [
  { name: 'start', path: '/find' },
  { name: 'start-easy-large', path: '/find?lang=easy&size=150' },
  { name: 'results', path: '/find/search?need=work' },
  {
    name: 'results-narrowed',
    path: '/find/search?type=b_type&feature=visit&vacancy=open&lang=easy&size=125',
  },
  { name: 'nothing-found', path: '/find/search?q=zzzz' },
  { name: 'agency', path: nakapotsu },
  { name: 'agency-easy-large', path: `${nakapotsu}?lang=easy&size=150` },
  { name: 'box', path: '/find/embed' },
  { name: 'box-to-copy', path: '/find/embed-code' },
  { name: 'open-data', path: '/hsds/profile' },
  { name: 'not-there', path: '/find/agencies/x' },
];

const folder = demoFolder();
let portal: PortalProcess;
let browser: Browser;
beforeAll(async () => {
  portal = await startPortal({ DATA_DIR: folder });
  browser = await chromium.launch({
    executablePath: process.env['PORTAL_CHROMIUM'],
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=ja'],
  });
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path: string, viewport = sizes[0]!, script = false): Promise<Page> {
  // Axe is a script of the test's own; the pages get none.
  const context = await browser.newContext({
    viewport,
    locale: 'ja-JP',
    javaScriptEnabled: script,
    bypassCSP: script,
  });
  const page = await context.newPage();
  watchTraffic(page);
  await page.goto(portal.url + path);
  return page;
}

describe.each(sizes)('the pages for everybody on $name', (size) => {
  it.each(pages)(
    '$name has no findings of axe, fits, and asks nobody else for anything',
    async ({ name, path }) => {
      const page = await open(path, size, true);
      expect(await faultsOf(page)).toEqual([]);
      const asked = (await page.evaluate(
        `performance.getEntriesByType('resource').map((one) => one.name)`,
      )) as string[];
      expect(asked.filter((url) => !url.startsWith(portal.url))).toEqual([]);
      await keepScreenshot(page, `public-${name}-${size.width}`);
      await page.context().close();
    },
  );
});

it('somebody finds an agency by what they want, without a script', async () => {
  const page = await open('/find');
  await page.getByRole('link', { name: /働きつづけたい/ }).click();
  await page.getByRole('link', { name: '青葉中央障害者就業・生活支援センターみちしるべ' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
    '青葉中央障害者就業・生活支援センターみちしるべ',
  );
  expect(await page.getByRole('link', { name: '02-0000-0001' }).getAttribute('href')).toBe('tel:0200000001');
  await page.getByRole('link', { name: 'やさしい日本語' }).click();
  expect(await page.getByRole('main').innerText()).toContain('しごとの ことと せいかつの ことを');
  await page.getByRole('link', { name: '特大' }).click();
  expect(new URL(page.url()).search).toBe('?lang=easy&size=150');
});

it('somebody types, narrows, turns the page and takes a choice away, without a script', async () => {
  const page = await open('/find');
  await page.getByLabel('名前・場所・したいこと').fill('ワークス');
  await page.getByRole('button', { name: 'さがす' }).click();
  await page.getByText('条件をしぼる').click();
  await page.getByRole('checkbox', { name: /見学できる/ }).check();
  await page.getByRole('button', { name: 'この条件でさがす' }).click();
  const count = Number(await page.getByRole('status').locator('strong').innerText());
  expect(count).toBeGreaterThan(15);
  await page.getByRole('link', { name: '次のページ' }).click();
  expect(await page.getByRole('navigation', { name: 'ページ' }).innerText()).toContain('2 /');
  await page.getByRole('link', { name: /見学できる/ }).click();
  expect(Number(await page.getByRole('status').locator('strong').innerText())).toBeGreaterThan(count);
  expect(new URL(page.url()).searchParams.get('q')).toBe('ワークス');
});

it('an error can be reported from the page of an agency', async () => {
  const page = await open(nakapotsu);
  await page.getByRole('link', { name: 'まちがいを知らせる' }).click();
  expect(new URL(page.url()).pathname).toMatch(/^\/report\//);
  expect(await page.getByRole('main').innerText()).toContain('みちしるべ');
});

it('the sign-in leads there', async () => {
  const page = await open('/', sizes[0], true);
  await page.getByRole('link', { name: 'ログインせずに支援機関をさがす' }).click();
  await page.getByRole('heading', { name: '支援機関をさがす' }).waitFor();
});

it('another site may hold the box in a frame, and nothing else', async () => {
  const frames = `<iframe id="box" src="${portal.url}/find/embed"></iframe><iframe id="rest" src="${portal.url}/find"></iframe>`;
  const elsewhere = createServer((_, answer) =>
    answer.setHeader('content-type', 'text/html; charset=utf-8').end(frames),
  ).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    await page.frameLocator('#box').getByRole('searchbox').waitFor();
    const rest = page.frameLocator('#rest').getByRole('heading', { name: '支援機関をさがす' });
    expect(await rest.count()).toBe(0);
  } finally {
    elsewhere.close();
  }
});
