import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cp932Of, inventedOffice } from '../factories/lists.js';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { axeFindings } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const header = ['事業所番号', '事業所名', 'サービス種別', '所在地', '電話番号', '定員', '管理者氏名'];
const line = (at: number, phone: string) => {
  const { number, name, city, street } = inventedOffice(at);
  return [number, name, '就労移行支援', city + street, phone, '20', '試験 太郎'];
};

// A list from the file to the directory and back, as the secretariat does it; each step is a picture.
describe('a list is taken over, and taken back', () => {
  const folder = demoFolder();
  const file = join(folder, '青葉の一覧.csv');
  let portal: PortalProcess;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    writeFileSync(
      file,
      cp932Of([header, line(1, '055-000-0001'), line(2, '55-000-0002'), line(3, '1.9E+09')]),
    );
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    page = await browser.open(portal.url);
    await page
      .getByRole('button', { name: /西村 陽子/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What axe finds, and whether the page fits an office PC and a telephone; each in one line. */
  async function faults(): Promise<string[]> {
    const found = await axeFindings(page);
    await page.setViewportSize({ width: 320, height: 900 });
    const width = (await page.evaluate('document.documentElement.scrollWidth')) as number;
    await page.setViewportSize({ width: 1366, height: 900 });
    return width > 320 ? [...found, `${width} wide at 320`] : found;
  }

  it('1. shows what was imported before, and takes a file', async () => {
    await page.getByRole('link', { name: '一覧の取り込み' }).click();
    await page.getByRole('heading', { level: 1, name: '一覧の取り込み' }).waitFor();
    await page.getByRole('link', { name: '青葉県グループホーム一覧_令和8年10月.csv' }).waitFor();
    expect(await faults()).toEqual([]);
    await keepScreenshot(page, 'imports-1-list');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: 'この割り当てで確認する' }).waitFor();
  });

  it('2. says how the file was read and what its columns are, and names nobody', async () => {
    await page.getByText('Shift_JIS（CP932）').first().waitFor();
    expect(await page.getByLabel('取り込む項目: 管理者氏名').inputValue()).toBe('');
    expect(await page.getByText('試験 太郎').count()).toBe(0);
    expect(await faults()).toEqual([]);
    await keepScreenshot(page, 'imports-2-columns');
    // The network is elsewhere: only its own prefecture is chosen to begin with.
    await page.getByRole('checkbox', { name: '青葉県（0行）' }).waitFor();
    await page.getByRole('radio', { name: 'すべての地域' }).check();
    await page.getByRole('button', { name: 'この割り当てで確認する' }).click();
  });

  it('3. shows every row, what is mended and what cannot be, and goes on without that', async () => {
    await page.getByText('問題のある行があるため、取り込めません').waitFor();
    await page.getByText('「055-000-0002」に直して取り込みます').waitFor();
    await page.getByText('指数の形に変わった番号です').waitFor();
    expect(await faults()).toEqual([]);
    await keepScreenshot(page, 'imports-3-check');
    await page.getByRole('button', { name: '問題のある行を除いて確認し直す' }).click();
    await page.getByRole('button', { name: 'この内容で取り込む' }).click();
    await page.getByRole('dialog').getByText('新しい機関2件').waitFor();
    await keepScreenshot(page, 'imports-4-question');
    await page.getByRole('dialog').getByRole('button', { name: '取り込む' }).click();
    await page.getByText('取り込みました', { exact: true }).waitFor();
    expect(await faults()).toEqual([]);
    await keepScreenshot(page, 'imports-5-done');
  });

  it('4. is found in the directory, and gone when it is taken back', async () => {
    const address = page.url();
    await page.goto(`${portal.url}/agencies?q=${encodeURIComponent('ためし事業所2')}`);
    await page.getByRole('link', { name: 'ためし事業所2' }).waitFor();
    await page.goto(address);
    await page.getByRole('button', { name: 'この取り込みを取り消す' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取り消す', exact: true }).click();
    await page.getByText('取り消しました', { exact: true }).waitFor();
    await keepScreenshot(page, 'imports-6-undone');
    await page.goto(`${portal.url}/agencies?q=${encodeURIComponent('ためし事業所2')}`);
    await page.getByRole('heading', { level: 1, name: '機関をさがす' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link', { name: 'ためし事業所2' }).count()).toBe(0);
  });
});
