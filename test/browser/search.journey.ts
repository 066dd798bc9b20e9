import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const sizes = [
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone, or 400 % zoom', width: 320, height: 640 },
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

describe.each(sizes)('finding an agency on $name', ({ width, height }) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.open(portal.url, { width, height });
    await page
      .getByRole('button', { name: /髙橋 恵/ })
      .first()
      .click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  });

  async function looksRight(name: string): Promise<void> {
    expect(await faultsOf(page)).toEqual([]);
    await keepScreenshot(page, `search-${name}-${width}`);
  }
  const found = () => page.getByText(/[\d,]+件見つかりました/).textContent();

  it('suggests while one types, and is chosen by keyboard', async () => {
    await page.goto(`${portal.url}/agencies`);
    const box = page.getByRole('combobox', { name: 'キーワード' });
    await box.fill('青葉');
    const offered = page.getByRole('listbox', { name: '候補' }).getByRole('option');
    await offered.first().waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await box.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    await looksRight('suggestions');
    await box.press('Escape');
    expect(await offered.count()).toBe(0);
    await box.press('Enter');
    await page.waitForURL(/\?q=/);
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
  });

  it('narrows by facets that stand in the address, each with its way back', async () => {
    await page.goto(`${portal.url}/agencies`);
    const before = await found();
    if (width < 400) await page.getByRole('button', { name: '絞り込み' }).click();
    await page.getByLabel('見学できる').check();
    await page.waitForURL(/feature=visit/);
    await page.waitForLoadState('networkidle');
    expect(await found()).not.toBe(before);
    await looksRight('facets');
    await page.getByRole('button', { name: /見学できる/ }).click();
    await page.waitForURL((url) => !url.search.includes('visit'));
  });

  it('cannot narrow to nothing, and says of what day the free places are', async () => {
    await page.goto(`${portal.url}/agencies?type=b_type`);
    await page
      .getByText(/月\d+日時点$/)
      .first()
      .waitFor();
    expect(await page.getByText('情報の更新日').count()).toBe(0);
    await page.goto(`${portal.url}/agencies?type=hello_work&feature=meals`);
    if (width < 400) await page.getByRole('button', { name: '絞り込み' }).click();
    expect(await page.getByLabel('見学できる').isDisabled()).toBe(true);
    // What is chosen can always be taken off again.
    expect(await page.getByRole('checkbox', { name: /食事あり/ }).isDisabled()).toBe(false);
  });

  it('puts agencies side by side', async () => {
    await page.goto(`${portal.url}/agencies?type=b_type`);
    const marks = page.getByRole('checkbox', { name: /をくらべる$/ });
    await marks.nth(0).check();
    await marks.nth(1).check();
    await marks.nth(2).check();
    await page.getByRole('link', { name: '並べてくらべる' }).click();
    await page.getByText('ちがい', { exact: true }).first().waitFor();
    // Three have a way to take one away, which a page of two lacks; what it says to screen readers widens nothing.
    await looksRight('comparison');
    const away = page.getByRole('button', { name: /.+を一覧からはずす$/ });
    expect(await away.first().textContent()).toBe('一覧からはずす');
    await away.first().click();
    await away.first().waitFor({ state: 'detached' });
  });

  it('keeps a search, opens it again, and takes it along', async () => {
    await page.goto(`${portal.url}/agencies?type=transition&feature=visit`);
    await page.getByRole('button', { name: 'この検索を保存' }).click();
    await page.getByLabel('名前').fill(`見学できる移行${width}`);
    await page.getByLabel('お知らせで知らせる', { exact: true }).check();
    await page.getByRole('button', { name: '保存する' }).click();
    await page.getByText('検索を保存しました。').waitFor();
    await page.getByRole('button', { name: '書き出す' }).click();
    await page.getByLabel('CSV（Shift_JIS）').check();
    await page.getByText(/書き出せます|書けない文字が/).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('link', { name: '書き出す' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^機関一覧_.*\.csv$/);
    await page.goto(`${portal.url}/saved-searches`);
    await page.getByRole('link', { name: `見学できる移行${width}`, exact: true }).waitFor();
    await looksRight('saved');
    await page.getByRole('link', { name: `見学できる移行${width}`, exact: true }).click();
    await page.waitForURL(/\/agencies\?.*type=transition/);
    expect(new URL(page.url()).searchParams.get('feature')).toBe('visit');
  });

  it('says who is in charge of an address, and of what nobody is known', async () => {
    await page.goto(`${portal.url}/agencies/in-charge`);
    await page.getByRole('searchbox').fill('青葉県青葉市本町1-2');
    await page.getByRole('button', { name: 'しらべる' }).click();
    await page.getByRole('heading', { name: /青葉市を担当する機関/ }).waitFor();
    await page.getByRole('link', { name: 'ハローワーク青葉' }).waitFor();
    await page.getByText('担当する機関がわかっていません。').first().waitFor();
    await looksRight('in-charge');
  });

  it('leads by questions to agencies, by keyboard and back again', async () => {
    await page.goto(`${portal.url}/agencies/guide`);
    const answer = async (name: string) => {
      const before = page.url();
      await page.getByRole('link', { name }).press('Enter');
      await page.waitForURL(({ href }) => href !== before);
      // Each step takes the focus to its heading; a key that comes before would go to what is no longer there.
      await page.locator('h2:focus').waitFor();
    };
    await answer('仕事をさがしている');
    await answer('求人を紹介してほしい');
    await page.getByRole('heading', { name: /どの地域/ }).waitFor();
    await answer('1つ前の質問にもどる');
    await answer('就職が近づいて、不安がある');
    await answer('地域を決めずにさがす');
    await page.getByRole('link', { name: /障害者就業・生活支援センターをさがす/ }).waitFor();
    await looksRight('guide');
  });

  it('shows the words of the network', async () => {
    await page.goto(`${portal.url}/agencies/synonyms`);
    await page.getByRole('searchbox', { name: 'キーワード' }).fill('職安');
    await page.getByText(/いっしょにさがす: .*ハローワーク/).waitFor();
    await looksRight('synonyms');
  });

  it('had nothing to complain about', () => {
    // Whoever is not signed in yet is told so.
    expect(browser.complaints().filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });
});
