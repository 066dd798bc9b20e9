import { rmSync } from 'node:fs';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';
import { scratchFolder } from '../support/scratch.js';

describe('the first look after npm start', () => {
  const folder = scratchFolder('first-look');
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

  it('prints who can sign in', () => {
    expect(portal.printed()).toMatch(/パスワードは全員 \S+/);
    expect(portal.printed()).toContain('@demo.example.jp');
  });

  it.each([
    ['office', { width: 1280, height: 900 }],
    ['phone', { width: 320, height: 640 }],
  ])('signs in as a demo person with one press (%s)', async (name, size) => {
    const page = await browser.open(portal.url, size);
    const enter = page.getByRole('button', { name: /この人でログイン/ }).first();
    await enter.waitFor();
    await keepScreenshot(page, `first-look-${name}-1-sign-in`);
    await enter.click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await keepScreenshot(page, `first-look-${name}-2-today`);
    expect(await page.title()).toContain('連携ポータル');
    // Nothing may stick out to the side.
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });

  it('asks no other server for anything and complains about nothing', () => {
    expect(browser.complaints().filter((complaint) => !/401/.test(complaint))).toEqual([]);
  });
});
