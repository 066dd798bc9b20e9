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

describe.each(sizes)('keeping an entry on $name', ({ width, height }) => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let manager: Page;
  let secretariat: Page;
  let entry: string;
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    manager = await signedIn(/石井 健/);
    secretariat = await signedIn(/西村 陽子/);
    await manager.goto(`${portal.url}/agencies?q=${encodeURIComponent('青葉ひだまり工房')}`);
    await manager.getByRole('main').getByRole('link', { name: '青葉ひだまり工房', exact: true }).click();
    await manager.waitForURL(/\/agencies\/[0-9a-f-]{36}$/);
    entry = manager.url();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signedIn(name: RegExp): Promise<Page> {
    const page = await browser.open(portal.url, { width, height });
    await page.getByRole('button', { name }).first().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return page;
  }

  async function looksRight(page: Page): Promise<void> {
    expect(await faultsOf(page)).toEqual([]);
  }

  const form = () => manager.locator('form');
  const saved = () => manager.getByText(/に下書きを保存しました/).waitFor({ timeout: 15_000 });
  const handIn = () => manager.getByRole('button', { name: '反映する', exact: true }).click();
  async function open(page: Page, path: string): Promise<void> {
    await page.goto(path.startsWith('/') ? portal.url + path : path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
  }

  it.each(['', '/edit', '/files', '/publication', '/standing', '/history'])(
    'shows a page that everybody can use: %s',
    async (view) => {
      await open(manager, entry + view);
      await looksRight(manager);
      if (width > 1000) await keepScreenshot(manager, `entry${view.replace('/', '-')}`);
    },
  );

  it.each(['/directory/changes', '/directory/settings', '/agencies/new'])(
    'shows the secretariat one, too: %s',
    async (path) => {
      await open(secretariat, path);
      await looksRight(secretariat);
    },
  );

  it('loses nothing that was typed', async () => {
    await open(manager, `${entry}/edit`);
    await form().getByLabel('機関の紹介', { exact: true }).fill('途中まで書いた紹介');
    await saved();
    await manager.reload();
    await manager.getByText(/に保存した下書きの続きです/).waitFor();
    expect(await form().getByLabel('機関の紹介', { exact: true }).inputValue()).toBe('途中まで書いた紹介');
  });

  it('folds away who may see what, decides about a place as one, and writes a postal code as one does', async () => {
    const place = manager.locator('#part-place');
    expect(await place.getByLabel('郵便番号', { exact: true }).inputValue()).toMatch(/^\d{3}-\d{4}$/);
    const seen = place.getByLabel('所在地・緯度・経度の見せる範囲');
    expect(await seen.isVisible()).toBe(false);
    await place.getByText('見せる範囲を決める').click();
    expect(await place.getByLabel(/^(緯度|経度)の見せる範囲$/).count()).toBe(0);
    await seen.selectOption('members');
    await place.getByText('標準から変えた項目 1件').waitFor();
    await looksRight(manager);
    await seen.selectOption('public');
    await place.getByText('すべて標準のまま').waitFor();
  });

  it('names every wrong field, leads to it, and keeps what stands there', async () => {
    await form().getByLabel('電話番号', { exact: true }).first().fill('12');
    await manager.getByRole('button', { name: '窓口を加える' }).click();
    await handIn();
    const summary = manager.getByText('入力を確かめてください').locator('..');
    await summary.waitFor();
    expect(await summary.getByRole('link').count()).toBe(2);
    await looksRight(manager);
    await summary.getByRole('link', { name: /電話番号/ }).click();
    expect(await manager.evaluate('document.activeElement.id')).toBe('phone');
    expect(await manager.locator('#phone').inputValue()).toBe('12');
    await manager.locator('#phone').fill('02-0000-7777');
  });

  it('shows beforehand what others will see, and then lets them see it', async () => {
    const windows = manager.locator('#windows');
    await windows.getByLabel('窓口の名前').fill('工賃の相談');
    await windows.getByRole('button', { name: /工賃の相談.*上へ/ }).click();
    await manager.getByRole('button', { name: '見え方を確かめる' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByText('途中まで書いた紹介').waitFor();
    await dialog.getByText('工賃の相談').waitFor();
    expect(await dialog.getByText('管理者直通').count()).toBe(1);
    await looksRight(manager);
    await dialog.getByLabel('だれでも（公開ページ）').check();
    await dialog.getByText('工賃の相談').waitFor();
    await manager.waitForTimeout(500);
    expect(await dialog.getByText('管理者直通').count()).toBe(0);
    await dialog.getByRole('button', { name: '閉じる' }).click();
    await handIn();
    await manager.waitForURL(entry);
    await manager.getByText('途中まで書いた紹介').waitFor();
    await open(secretariat, entry);
    await secretariat.getByText('工賃の相談').waitFor();
  });

  it('asks which of two changes to keep when somebody else was first', async () => {
    await open(manager, `${entry}/edit`);
    await manager.locator('#phone').fill('02-0000-1111');
    await manager.locator('#fax').fill('02-0000-1112');
    await saved();
    const status = await secretariat.evaluate(
      `(async () => {
        const at = location.href.replace('/agencies/', '/api/v1/agencies/') + '/entry';
        const { version } = await (await fetch(at)).json();
        const headers = { 'content-type': 'application/json', 'if-match': '"' + version + '"' };
        const body = JSON.stringify({ entry: { phone: '02-0000-2222', kana: 'あおばひだまりこうぼう（みなおし）' } });
        return (await fetch(at, { method: 'PATCH', headers, body })).status;
      })()`,
    );
    expect(status).toBe(200);
    await manager.locator('#legalName').fill('社会福祉法人青葉ひだまりの会');
    await manager.getByText('ほかの人が、先に掲載内容を変えました').waitFor();
    await manager.getByRole('button', { name: 'いまの掲載内容と合わせる' }).click();
    await manager.getByText('下書きのあとに、掲載内容が変わりました').waitFor();
    await looksRight(manager);
    expect(await manager.locator('#kana').inputValue()).toContain('みなおし');
    expect(await manager.locator('#fax').inputValue()).toBe('02-0000-1112');
    expect(await manager.locator('#legalName').inputValue()).toBe('社会福祉法人青葉ひだまりの会');
    expect(await manager.getByRole('button', { name: '反映する', exact: true }).isDisabled()).toBe(true);
    await manager.getByRole('button', { name: /いまの掲載内容を使う/ }).click();
    expect(await manager.locator('#phone').inputValue()).toBe('02-0000-2222');
    await handIn();
    await manager.waitForURL(entry);
    await manager.getByText('02-0000-1112').waitFor();
  });

  it('takes a change back, but what somebody has changed since', async () => {
    await open(manager, `${entry}/history`);
    await manager.getByRole('button', { name: '取り消す' }).nth(2).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByText(/このあとに変わった項目があります/).waitFor();
    await looksRight(manager);
    await dialog.getByRole('button', { name: '取り消す' }).click();
    await manager.getByText('変更を取り消しました。').waitFor();
    await open(manager, entry);
    expect(await manager.getByText('途中まで書いた紹介').count()).toBe(0);
    await manager.getByText('02-0000-2222').waitFor();
  });

  it('waits for the secretariat where the network wants that, field by field', async () => {
    await open(secretariat, '/directory/settings');
    await secretariat.getByLabel('機関の変更を、事務局が承認してから反映する').check();
    await secretariat.getByRole('button', { name: '保存する' }).first().click();
    await secretariat.getByText('設定を保存しました。').waitFor();
    await open(manager, `${entry}/edit`);
    await manager.locator('#email').fill('new@example.jp');
    await manager.locator('#accessNote').fill('駅から歩いて5分');
    await manager.getByRole('button', { name: '承認を依頼する' }).click();
    await manager.waitForURL(entry);
    await manager.getByText('承認待ちの変更が1件あります。').waitFor();
    await open(secretariat, '/directory/changes');
    await secretariat.getByRole('link', { name: '青葉ひだまり工房' }).click();
    await secretariat.getByLabel('行き方').waitFor();
    await looksRight(secretariat);
    await secretariat.getByLabel('行き方').uncheck();
    await secretariat.getByText('選ばなかった項目は見送りになります。').waitFor();
    await secretariat.getByRole('button', { name: '選んだ項目を承認する' }).click();
    await secretariat.waitForURL(/\/directory\/changes$/);
    await open(manager, entry);
    await manager.getByText('new@example.jp').waitFor();
    expect(await manager.getByText('駅から歩いて5分').count()).toBe(0);
  });

  it('says that the agency rests, and that it is back', async () => {
    await open(manager, `${entry}/standing`);
    await manager.getByRole('button', { name: '休止する' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel('説明').fill('夏の大掃除のため');
    await looksRight(manager);
    await dialog.getByRole('button', { name: '休止を登録する' }).click();
    await manager.getByText('休止を登録しました。').waitFor();
    await open(secretariat, entry);
    await secretariat.getByText('夏の大掃除のため').waitFor();
    await looksRight(secretariat);
    await open(manager, `${entry}/standing`);
    await manager.getByRole('button', { name: 'いま再開する' }).click();
    await manager.getByText('再開しました。').waitFor();
  });

  it('is not complained about by the browser', () => {
    // Refusals that the journey provokes are lines of the console, too, and so is the first look for a session.
    const provoked = /status of (401|409|412|422)/;
    expect(browser.complaints().filter((line) => !provoked.test(line))).toEqual([]);
  });
});
