import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { settled } from './page-traffic.js';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
// All rules run over the whole page. What passes is only counted: putting it into words takes longer than looking for it.
const look = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | ')))`;

/** What axe finds on a page that has come to rest (WCAG 2.2 A and AA, and best practice), in one line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await settled(page);
  // Its last value is not wanted: handing it over would take minutes.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(`${axe}; undefined`);
  return page.evaluate(look) as Promise<string[]>;
}

/** What axe finds, and that the page is wider than the screen where it is. */
export async function faultsOf(page: Page): Promise<string[]> {
  const found = await axeFindings(page);
  const fits = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  return fits ? found : [...found, 'wider than the screen'];
}
