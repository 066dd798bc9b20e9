import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { watchTraffic } from './page-traffic.js';

const screenshots = 'test-output/screenshots';

/** A browser, and everything a page complained about in it. */
export interface TestBrowser {
  /** A page of its own (own cookies), as a person at an office PC has it. */
  open(url: string, size?: { width: number; height: number }): Promise<Page>;
  /** Errors on the console, exceptions, and refusals of the content security policy, so far. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** Starts the Chromium that `npm test` found. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = process.env['PORTAL_CHROMIUM'];
  if (executablePath === undefined) throw new Error('no browser: run the journeys with npm test');
  const browser: Browser = await chromium.launch({
    executablePath,
    // The sandbox needs rights that root in a container does not have; only the portal's own pages are opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=ja'],
  });
  const complaints: string[] = [];
  return {
    async open(url, viewport = { width: 1280, height: 900 }) {
      const context = await browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      watchTraffic(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      return page;
    },
    complaints: () => complaints,
    close: () => browser.close(),
  };
}

/** Keeps a picture of the whole page under test-output/screenshots, for people who ask for them with PORTAL_SCREENSHOTS=1. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env['PORTAL_SCREENSHOTS'] !== '1') return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
}
