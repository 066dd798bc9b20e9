import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { readPdf } from '../support/pdf.reader.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

// From the question to the signed paper, by keyboard where a hand on the mouse would be slower; each step is a picture.
describe('a person is asked, and the answer is taken down', () => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let page: Page;
  let number = '';
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    page = await browser.open(portal.url, { width: 1366, height: 900 });
    await page
      .getByRole('button', { name: /髙橋 恵/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  // What differs from the consent of today says so at the end of its name.
  const box = (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name} ?(追加|削除)?$`) });
  const agency = '就労移行支援コンパス青葉中央';

  it('1. what there is to do stands on the home page, and leads to the list', async () => {
    await page.getByRole('link', { name: '同意の仕事をすべて見る' }).click();
    await page.getByRole('heading', { level: 1, name: '同意の仕事' }).waitFor();
    await page.getByText('18歳になり、親権者の同意が失効します').waitFor();
    await keepScreenshot(page, 'asking-1-work');
  });

  it('2. a usual set fills the table, and arrow keys and space change it', async () => {
    await page.goto(`${portal.url}/people?q=さとう`);
    await page.getByRole('main').getByRole('link', { name: '佐藤 和也' }).first().click();
    await page.getByRole('link', { name: '同意を記録する' }).first().click();
    await page.getByRole('radio', { name: /これから確認する/ }).check();
    await page.getByLabel('相手の機関をさがす').fill('コンパス青葉中央');
    await page
      .getByRole('button', { name: new RegExp(agency) })
      .first()
      .click();
    await page.getByRole('button', { name: /受入れの相談/ }).click();
    const first = box(`${agency} 基本情報 受入判断`);
    expect(await first.isChecked()).toBe(true);
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    expect(await box(`${agency} 基本情報 支援の実施`).isChecked()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await box(`${agency} 依頼内容・本人の意向 支援の実施`).isChecked()).toBe(true);
    await keepScreenshot(page, 'asking-2-table');
    await page.getByRole('button', { name: '同意書をつくる' }).click();
    const heading = page.getByRole('heading', { level: 1, name: /同意書 D\d+-\d+/ });
    await heading.waitFor();
    number = /D\d+-\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
  });

  it('3. the form is printed with its number, and put to the person', async () => {
    await page.getByRole('button', { name: '本人に渡す' }).click();
    await page.getByRole('button', { name: '答えを記録する' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '同意書を印刷（PDF）' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const said = (await readPdf(Buffer.concat(chunks))).pages.join('');
    expect(said).toContain(number);
    expect(said).toContain('佐藤 和也');
    await keepScreenshot(page, 'asking-3-asked');
  });

  it('4. the answer is taken down box by box, with nothing ticked beforehand', async () => {
    await page.getByRole('button', { name: '答えを記録する' }).click();
    expect(await page.getByRole('checkbox', { name: new RegExp(agency), checked: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'すべてに同意した' }).click();
    await box(`${agency} 連絡先 受入判断`).uncheck();
    await keepScreenshot(page, 'asking-4-answer');
    await page.getByRole('button', { name: 'この答えを記録する' }).click();
    await page.getByText('いま伝えてよいこと').waitFor();
    await page.getByRole('heading', { level: 3, name: new RegExp(number) }).waitFor();
    await keepScreenshot(page, 'asking-5-consents');
  });

  it('5. asked again about what was refused, the page says when and what', async () => {
    await page.getByRole('button', { name: '更新する' }).first().click();
    await page.getByRole('heading', { level: 1, name: /同意書 D\d+-\d+/ }).waitFor();
    await page.getByText(`${number}との違い`).waitFor();
    await page.getByRole('link', { name: '内容を直す' }).click();
    await page.getByText('以前に断った内容があります').waitFor();
    await box(`${agency} 連絡先 受入判断`).check();
    await page.getByRole('button', { name: 'この内容に直す' }).click();
    await page.getByText('本人は、以前に同じ内容を断っています').waitFor();
    await keepScreenshot(page, 'asking-6-refused-before');
    await page.getByRole('button', { name: '理由があるので、あらためて確認する' }).click();
    await page.getByRole('button', { name: '本人に渡す' }).waitFor();
  });

  it('nothing went wrong on the way that only the console saw', () => {
    expect(browser.complaints().filter((complaint) => !/40[19]/.test(complaint))).toEqual([]);
  });
});
