import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

// What two agencies say to each other beside the steps of a referral, and somebody who asks by themselves.
describe('agencies talk about a referral', () => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let recipient: Page;
  let source: Page;
  let path = '';
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    recipient = await signedIn('髙橋 恵');
    source = await signedIn('藤田 真理');
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signedIn(name: string): Promise<Page> {
    const page = await browser.open(portal.url);
    await page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '今日やること' }).waitFor();
    return page;
  }

  async function isAccessible(page: Page): Promise<void> {
    expect(await faultsOf(page)).toEqual([]);
  }

  it('a question stops the clock and is answered', async () => {
    await recipient.goto(`${portal.url}/referrals?box=received`);
    const row = recipient.getByRole('row').filter({ hasText: '佐々木 遥' });
    await row.getByRole('link').first().click();
    await recipient.getByRole('heading', { name: 'やりとり' }).waitFor();
    path = new URL(recipient.url()).pathname;
    await recipient.getByRole('button', { name: '追加の情報を求める' }).click();
    const asking = recipient.getByRole('dialog');
    await asking.getByRole('textbox', { name: /知りたいこと/ }).fill('通院の曜日を教えてください。');
    await isAccessible(recipient);
    await asking.getByRole('button', { name: '追加の情報を求める' }).click();
    await recipient.getByText('追加情報依頼中').first().waitFor();

    await source.goto(portal.url + path);
    await source.getByText('通院の曜日を教えてください。').waitFor();
    await source.getByRole('button', { name: '質問に回答する' }).first().click();
    const answering = source.getByRole('dialog');
    await answering.getByRole('textbox', { name: /回答/ }).fill('水曜日です。');
    await answering.getByRole('button', { name: '質問に回答する' }).click();
    await source.getByText('受入検討中').first().waitFor();
    await keepScreenshot(source, 'conversation-answered');
  });

  it('a message is unread until it is read, and fits a telephone', async () => {
    await source.getByRole('textbox', { name: /相手の機関に送る/ }).fill('主治医の了解も得ています。');
    // What was said of the answer before may still stand there: the message itself has to have arrived.
    const sent = source.waitForResponse((response) => response.request().method() === 'POST');
    await source.getByRole('button', { name: '送る', exact: true }).click();
    expect((await sent).ok()).toBe(true);
    await recipient.setViewportSize({ width: 320, height: 800 });
    await recipient.goto(portal.url + path);
    await recipient.getByText('主治医の了解も得ています。').waitFor();
    await isAccessible(recipient);
    await recipient.getByRole('button', { name: 'すべて読んだことにする' }).click();
    await recipient.getByRole('button', { name: 'すべて読んだことにする' }).waitFor({ state: 'detached' });
    await recipient.setViewportSize({ width: 1366, height: 900 });
  });

  it('who asks by themselves becomes a person and a draft', async () => {
    await recipient.goto(`${portal.url}/intake-requests`);
    await recipient.getByRole('heading', { level: 1, name: '本人・家族からの申し込み' }).waitFor();
    expect(await recipient.getByText('森田 翔').count()).toBe(0);
    await recipient.getByRole('button', { name: '引き受ける' }).click();
    await recipient.getByText('森田 翔').waitFor();
    await isAccessible(recipient);
    await recipient.getByRole('button', { name: '本人として登録し、下書きをつくる' }).click();
    await recipient.getByRole('heading', { level: 1, name: /下書き/ }).waitFor();
    await recipient.getByText('森田 翔さんについて').waitFor();
  });

  it('the form for that needs neither script nor account', async () => {
    const page = await browser.open(`${portal.url}/apply`);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByRole('heading', { level: 1, name: '相談の申し込み' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await page.getByRole('radio', { name: '本人' }).check();
    await page.getByLabel('お住まいの市区町村').selectOption({ label: '青葉市' });
    await page.getByLabel('支援を受ける方のお名前').fill('申込 次郎');
    await page.getByLabel('ふりがな').fill('もうしこみ じろう');
    await page.getByLabel('メールアドレス').fill('jiro@example.jp');
    await page.getByLabel('困っていること・希望').fill('働きたいです。');
    await page.getByRole('checkbox', { name: /引き受ける支援機関1か所だけ/ }).check();
    await page.getByRole('button', { name: '申し込む' }).click();
    await page.getByRole('heading', { level: 1, name: '確認のメールを送りました' }).waitFor();
    await keepScreenshot(page, 'conversation-apply');
  });

  it('an agency outside reads the package behind a link and a code, and answers', async () => {
    const call = async <Body>(
      route: string,
      data?: object,
      headers: Record<string, string> = {},
      method = data ? 'POST' : 'GET',
    ): Promise<Body> => {
      const once = { 'idempotency-key': `${route} ${Math.random()}`, origin: portal.url };
      const answer = await recipient.request.fetch(`${portal.url}/api/v1/${route}`, {
        method,
        data,
        headers: { ...once, ...headers },
      });
      expect([route, answer.ok()]).toEqual([route, true]);
      return (await answer.json()) as Body;
    };
    const day = (days: number) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now() + days * 86_400_000);
    interface Found {
      items: { id: string; inPortal: boolean }[];
    }
    const [person] = (await call<Found>('people?perPage=3')).items;
    const clinics = await call<Found>(`agencies?perPage=50&q=${encodeURIComponent('クリニック')}`);
    const agencyId = clinics.items.find(({ inPortal }) => !inPortal)!.id;
    const categories = ['identity', 'request'];
    await call(`people/${person!.id}/consents`, {
      decision: 'given',
      decidedOn: day(0),
      validFrom: day(0),
      validUntil: day(30),
      method: 'written',
      givenBy: 'person',
      grants: [{ recipientAgencyId: agencyId, purposes: ['intake'], categories }],
    });
    const draft = await call<{ id: string; version: number }>('referrals', {
      personId: person!.id,
      recipientAgencyIds: [],
      type: 'introduction',
      purpose: 'intake',
      replyBy: day(9),
      services: ['medical'],
      categories,
      request: { ask: '受診の受入れをお願いします。', wish: '近くに通いたいです。', background: '' },
    });
    const particulars = { values: { firstContact: 'person' } };
    await call(`referrals/${draft.id}/particulars`, particulars, { 'if-match': '"0"' }, 'PUT');
    const version = { 'if-match': `"${draft.version}"` };
    const body = { agencyId, means: 'link' };
    const sent = await call<{ link: string; code: string }>(`referrals/${draft.id}/outside`, body, version);

    const outside = await browser.open(portal.url + new URL(sent.link).pathname);
    await outside.setViewportSize({ width: 320, height: 800 });
    expect(await outside.getByText('受診の受入れ').count()).toBe(0);
    await outside.getByLabel(/確認コード/).fill(sent.code);
    await outside.getByRole('button', { name: '開く' }).click();
    await outside.getByText('受診の受入れをお願いします。').waitFor();
    expect(await outside.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await outside.getByLabel('回答する方のお名前').first().fill('外山 医師');
    await outside.getByRole('button', { name: '受け入れる', exact: true }).click();
    await outside.getByRole('heading', { level: 1, name: '回答を受け付けました' }).waitFor();
    await recipient.goto(`${portal.url}/referrals/${draft.id}`);
    await recipient.getByText('外山 医師').waitFor();
    await keepScreenshot(recipient, 'conversation-outside');
  });
});
