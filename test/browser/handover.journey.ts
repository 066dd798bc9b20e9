import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

// From the sign-in to the withdrawal, as two people at two agencies do it; each step is a picture.
describe('a person is handed over, and takes the consent back', () => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let sender: Page;
  let recipient: Page;
  let number = '';
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    sender = await signedIn('髙橋 恵');
    recipient = await signedIn('森 さやか');
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signedIn(name: string): Promise<Page> {
    const page = await browser.open(portal.url);
    await page
      .getByRole('button', { name: new RegExp(`${name}`) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor();
    return page;
  }

  async function go(page: Page, path: string, heading: string | RegExp): Promise<void> {
    await page.goto(portal.url + path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** Takes a step: its button, and the same button in the dialog that says what it does. */
  async function press(page: Page, step: string): Promise<void> {
    await page.getByRole('button', { name: step }).click();
    await page.getByRole('dialog').getByRole('button', { name: step }).click();
  }

  it('1. the sender finds the agency by what people call it', async () => {
    await go(sender, '/agencies', '機関をさがす');
    await sender.getByRole('combobox', { name: 'キーワード' }).fill('ｲｺｳ コンパス');
    await sender.keyboard.press('Enter');
    await sender.getByRole('link', { name: '就労移行支援コンパス青葉中央' }).first().click();
    await sender.getByRole('heading', { level: 1, name: '就労移行支援コンパス青葉中央' }).waitFor();
    await keepScreenshot(sender, 'handover-1-agency');
  });

  it('2. begins a referral about one of the own people, in a draft that saves itself', async () => {
    await go(sender, '/referrals/new', '連携依頼をつくる');
    await sender.getByLabel('氏名・ふりがなでさがす').fill('なかむら');
    await sender.getByRole('listitem').filter({ hasText: '中村 彩' }).getByRole('button').click();
    await sender.getByRole('heading', { level: 1, name: /下書き/ }).waitFor();
    await sender.getByLabel('宛先の機関をさがす').fill('コンパス青葉中央');
    await sender.getByRole('button', { name: /就労移行支援コンパス青葉中央/ }).click();
    await sender.getByRole('button', { name: '次へ' }).click();
    await sender.getByRole('radio', { name: '紹介' }).check();
    await sender.getByRole('radio', { name: /受入判断/ }).check();
    await sender.getByLabel(/依頼したいこと/).fill('体験利用の受入れをお願いします。');
    await sender.getByLabel(/本人の意向/).fill('事務の仕事に就きたいです。');
    await sender
      .getByText(/保存しました/)
      .first()
      .waitFor();
    await sender.getByLabel(/最初の連絡のとり方/).selectOption({ label: '本人から連絡する' });
    await sender.getByRole('button', { name: '項目を保存する' }).click();
    await sender.getByText('種別ごとの項目を保存しました。').waitFor();
    await keepScreenshot(sender, 'handover-2-asked');
    await sender.getByRole('button', { name: '次へ' }).click();
  });

  it('3. is asked for the consent that this needs, and records it', async () => {
    for (const kind of [/^基本情報/, /^依頼内容・本人の意向/, /^診断・通院・服薬/]) {
      const box = sender.getByRole('checkbox', { name: kind });
      if (!(await box.isChecked())) await box.check();
    }
    await sender.getByText('この内容には同意が必要です').waitFor();
    await keepScreenshot(sender, 'handover-3-consent-needed');
    await sender.getByRole('link', { name: '同意を記録する' }).click();
    await sender.getByRole('heading', { level: 1, name: '同意を記録する' }).waitFor();
    await sender.getByRole('heading', { name: '記録する内容' }).waitFor();
    await keepScreenshot(sender, 'handover-4-consent');
    await sender.getByRole('button', { name: 'この内容で記録する' }).click();
    await sender.getByRole('heading', { level: 1, name: /下書き/ }).waitFor();
    await sender
      .getByText(/同意あり/)
      .first()
      .waitFor();
  });

  it('4. sees what the recipient will see, and sends it', async () => {
    await sender.getByRole('button', { name: '次へ' }).click();
    await sender.getByText('相手に見える内容').first().waitFor();
    await sender.getByText('うつ病').waitFor();
    await keepScreenshot(sender, 'handover-5-preview');
    await sender.getByRole('button', { name: 'この内容で送る' }).first().click();
    await sender.getByRole('dialog').getByRole('button', { name: 'この内容で送る' }).click();
    const heading = sender.getByRole('heading', { level: 1, name: /^R\d+-\d+ 紹介/ });
    await heading.waitFor();
    number = /R\d+-\d+/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
    await keepScreenshot(sender, 'handover-6-sent');
  });

  it('5. the recipient is told by mail and in the inbox, without a word about the person', async () => {
    await recipient.waitForTimeout(1500);
    const mails = await (await fetch(`${portal.url}/dev/mailbox.json`)).text();
    expect(mails).toContain(number);
    expect(mails).not.toMatch(/中村|なかむら|うつ病|事務の仕事/);
    await go(recipient, '/notices', 'お知らせ');
    await keepScreenshot(recipient, 'handover-7-notice');
    await recipient
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click();
    await recipient.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
    expect(await recipient.locator('main').textContent()).not.toMatch(/中村|うつ病/);
  });

  it('6. receives, reads and accepts', async () => {
    await press(recipient, '受領する');
    await recipient.getByText('うつ病').waitFor();
    await keepScreenshot(recipient, 'handover-8-received');
    await press(recipient, '受入れを決定する');
    await recipient.getByRole('button', { name: '支援を開始する' }).waitFor();
    await keepScreenshot(recipient, 'handover-9-accepted');
  });

  it('7. the person takes the consent back, and at that moment the recipient reads not another word', async () => {
    await go(sender, '/people?q=なかむら', '本人');
    await sender.getByRole('link', { name: /中村 彩/ }).click();
    await sender.getByRole('link', { name: '同意', exact: true }).click();
    await sender.getByRole('button', { name: '撤回を記録する' }).first().click();
    await keepScreenshot(sender, 'handover-10-withdrawal');
    await sender
      .getByRole('dialog')
      .getByLabel(/本人確認の方法/)
      .fill('受給者証を見て確認');
    await sender.getByRole('dialog').getByRole('button', { name: '撤回を記録して閉じる' }).click();
    await sender.getByText('撤回の記録').first().waitFor();

    await recipient.reload();
    await recipient.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
    await recipient.waitForLoadState('networkidle');
    expect(await recipient.locator('main').textContent()).not.toMatch(/中村|なかむら|うつ病|事務の仕事/);
    await keepScreenshot(recipient, 'handover-11-closed');

    await sender.getByRole('link', { name: '提供履歴' }).click();
    await sender.getByText('就労移行支援コンパス青葉中央').first().waitFor();
    await keepScreenshot(sender, 'handover-12-ledger');
  });

  it('nothing went wrong on the way that only the console saw', () => {
    expect(browser.complaints().filter((complaint) => !/40[19]/.test(complaint))).toEqual([]);
  });
});
