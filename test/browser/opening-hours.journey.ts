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

describe.each(sizes)('opening hours on $name', ({ width, height }) => {
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

  const dialog = () => page.getByRole('dialog');
  const row = (number: number) => dialog().getByRole('group', { name: `曜日ごとの時間${number}` });

  async function looksRight(): Promise<void> {
    expect(await faultsOf(page)).toEqual([]);
    expect(
      await page.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('dialog'))`,
      ),
    ).toBe(true);
  }

  it('can be entered, are checked over four weeks, and stand on the page', async () => {
    await page.goto(`${portal.url}/agencies?q=${encodeURIComponent('みちしるべ')}`);
    await page
      .getByRole('main')
      .getByRole('link', { name: /みちしるべ/ })
      .first()
      .click();
    await page.getByRole('button', { name: '利用できる時間を入力する' }).first().click();
    // From nothing, whatever the demo has there.
    const remove = dialog().getByRole('button', { name: '曜日ごとの時間1を消す' });
    while ((await remove.count()) > 0) await remove.click();
    expect(await page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
    await dialog()
      .getByRole('button', { name: /から始める/ })
      .click();
    await dialog().getByRole('button', { name: '曜日の行を追加する' }).click();
    await dialog().getByText('曜日: 1つ以上選択してください。', { exact: false }).waitFor();
    await looksRight();

    // By keyboard alone: the second and the last Saturday in the afternoon.
    await row(3).getByLabel('土', { exact: true }).focus();
    await page.keyboard.press('Space');
    await row(3).getByLabel('第何週かを選ぶ').focus();
    await page.keyboard.press('Space');
    await row(3).getByLabel('第2', { exact: true }).focus();
    await page.keyboard.press('Space');
    await row(3).getByLabel('最終', { exact: true }).check();
    await row(3).getByLabel('第1', { exact: true }).uncheck();
    await row(3).getByLabel('1つめの始まり').fill('13:00');
    await row(3).getByLabel('1つめの終わり').fill('00:00');
    await dialog().getByText('第2・最終土曜 13:00〜24:00', { exact: false }).waitFor();
    expect(
      await dialog()
        .getByRole('table')
        .getByRole('cell', { name: /13:00〜24:00/ })
        .count(),
    ).toBeGreaterThan(0);
    await looksRight();
    await keepScreenshot(page, `opening-hours-${width}`);

    // The last day of every month, and the day after a public holiday.
    await dialog().getByRole('button', { name: '毎月の日を追加する' }).click();
    await dialog().getByLabel('末日', { exact: true }).check();
    await dialog().getByRole('group', { name: '祝日の翌日' }).getByLabel('休み', { exact: true }).check();
    await dialog().getByText('祝日の翌日・毎月末日', { exact: false }).waitFor();
    await looksRight();

    await dialog().getByRole('button', { name: 'この時間を掲載する' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('第2・最終土曜 13:00〜24:00', { exact: false }).waitFor();
  });

  it('are read out of a text, and taken over', async () => {
    await page.getByRole('button', { name: '利用できる時間を入力する' }).first().click();
    await dialog().getByText('定休日などの文章から読み取る').click();
    await dialog().getByLabel('定休日の文章').fill('会社カレンダーによる');
    await dialog().getByRole('button', { name: '読み取る', exact: true }).click();
    await dialog().getByText('カレンダーやシフトなどで別に決まります', { exact: false }).waitFor();
    await dialog().getByLabel('定休日の文章').fill('第1土曜、日曜、祝日、12/29〜1/3');
    await dialog().getByLabel('土曜の時間がわかる').check();
    await dialog().getByRole('button', { name: '読み取る', exact: true }).click();
    await dialog().getByRole('button', { name: 'この内容を取り込む' }).click();
    await dialog().getByRole('table').waitFor();
    await looksRight();
    await dialog().getByRole('button', { name: 'この時間を掲載する' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('日曜・第1土曜・祝日・12月29日〜1月3日はお休み', { exact: false }).waitFor();
  });

  it('name what is wrong, and lead there', async () => {
    await page.getByRole('button', { name: '利用できる時間を入力する' }).first().click();
    await row(1).getByLabel('1つめの終わり').fill('08:00');
    await dialog().getByRole('button', { name: 'この時間を掲載する' }).click();
    await dialog()
      .getByRole('link', { name: /始まりよりあとの時刻/ })
      .click();
    expect(await page.evaluate('document.activeElement.id')).toMatch(/weekly\.0\.spans\.0\.to$/);
    await looksRight();
  });
});
