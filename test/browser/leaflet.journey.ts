import { readFileSync, rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { keepScreenshot, openBrowser, type TestBrowser } from '../support/browser.js';
import { readPdf } from '../support/pdf.reader.js';
import { demoFolder } from '../support/demo-folder.js';
import { faultsOf } from '../support/page-faults.js';
import { type PortalProcess, startPortal } from '../support/portal.process.js';

const asked = '朝凪市障害者就労支援センター';

interface Mail {
  to: string;
  text: string;
}

describe.each([
  { name: 'an office PC', width: 1366, height: 900 },
  { name: 'a phone, or 400 % zoom', width: 320, height: 640 },
])('the leaflet on $name', ({ width, height }) => {
  const folder = demoFolder();
  let portal: PortalProcess;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    portal = await startPortal({ DATA_DIR: folder });
    browser = await openBrowser();
    page = await signIn(/西村 陽子/);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signIn(person: RegExp): Promise<Page> {
    const opened = await browser.open(portal.url, { width, height });
    await opened.getByRole('button', { name: person }).first().click();
    await opened.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return opened;
  }

  async function looksRight(shown: Page, name: string): Promise<void> {
    expect(await faultsOf(shown)).toEqual([]);
    await keepScreenshot(shown, `leaflet-${name}-${width}`);
  }

  const openEdition = async () => {
    await page.goto(`${portal.url}/leaflets`);
    await page
      .getByRole('link', { name: /はたらくを支える/ })
      .first()
      .click();
    await page.getByRole('heading', { name: '回答の状況' }).waitFor();
  };

  it('shows who has agreed, and every count opens its list', async () => {
    await page.goto(`${portal.url}/leaflets`);
    await looksRight(page, 'editions');
    await openEdition();
    await looksRight(page, 'edition');
    await page.getByRole('link', { name: /同意のあとで内容が変わった\s*1$/ }).click();
    const row = page.getByRole('row', { name: /青葉ひだまり工房/ });
    await row.waitFor();
    expect(await row.textContent()).toContain('電話番号');
    await row.getByRole('link').first().click();
    await page.getByText(/同意のあとで変わった項目: .*電話番号/).waitFor();
    await looksRight(page, 'agency');
  });

  it('is agreed to by the link of a mail, without script or account', async () => {
    const mails = (await (await fetch(`${portal.url}/dev/mailbox.json`)).json()) as Mail[];
    const mail = mails.find(({ text }) => text.includes(asked) && text.includes('/leaflet-proofs/'));
    const link = /http\S+\/leaflet-proofs\/\S+/.exec(mail!.text)![0];
    const reader = await browser.open(link, { width, height });
    await looksRight(reader, 'proof');
    await reader.getByRole('checkbox', { name: /FAX番号/ }).uncheck();
    await reader.getByRole('button', { name: 'この内容で掲載に同意する' }).click();
    await reader.getByText('掲載に同意しました').waitFor();
    await looksRight(reader, 'answered');
    await reader.context().close();
    await openEdition();
    await page.getByRole('link', { name: /^同意済み/ }).click();
    await page.getByRole('row', { name: new RegExp(asked) }).waitFor();
  });

  it('is printed from what was agreed to', async () => {
    await openEdition();
    await page.getByRole('button', { name: 'A3で作る' }).click();
    const file = page.getByRole('link', { name: 'PDFを開く（A3）' }).first();
    await file.waitFor({ timeout: 30_000 });
    const download = page.waitForEvent('download');
    await file.click();
    const pdf = await readPdf(readFileSync(await (await download).path()));
    expect(pdf.size).toEqual([420, 297]);
    const text = pdf.pages.join('').replaceAll(/\s/g, '');
    expect(text).toContain(asked);
    expect(text).not.toContain('03-0000-0002');
  });

  it('shows an agency its own block, to agree to and to take back', async () => {
    const manager = await signIn(/小野 かおり/);
    await manager.goto(`${portal.url}/leaflet-consent`);
    await manager.getByRole('heading', { name: '冊子での見え方' }).waitFor();
    await looksRight(manager, 'consent');
    await manager.getByRole('button', { name: '掲載しない（同意を取り下げる）' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: '掲載しない（同意を取り下げる）' }).click();
    await manager.getByText('「掲載しない」になっています').waitFor();
    await manager.context().close();
    await openEdition();
    // What was printed before is not given out any more.
    await page
      .getByText(/掲載を取り下げた機関があるため/)
      .first()
      .waitFor();
    // Whoever is not signed in yet is told so, and the browser says so on its console.
    expect(browser.complaints().filter((text) => !text.includes('/api/v1/session'))).toEqual([]);
  });
});
