import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

/** What a page has asked for and not got yet, and when that last changed. */
interface Traffic {
  readonly underWay: Set<Request>;
  changedAt: number;
}

const traffic = new WeakMap<Page, Traffic>();
const quiet = 200;
const patience = 60_000;
// Nothing holds the place of what is to come, and nothing is still moving to its place.
const isAtRest = `document.readyState === 'complete' && !document.querySelector('.skeleton') &&
  document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)`;

/** Watches what a page asks for from now on. */
export function watchTraffic(page: Page): void {
  const seen: Traffic = { underWay: new Set(), changedAt: Date.now() };
  const changed = () => void (seen.changedAt = Date.now());
  page.on('request', (request) => {
    // A new document: nobody waits for the answers to the old one.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) seen.underWay.clear();
    seen.underWay.add(request);
    changed();
  });
  const over = (request: Request) => {
    seen.underWay.delete(request);
    changed();
  };
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  traffic.set(page, seen);
}

/** Whether it shows all it has; not while it goes from one document to the next. */
async function rests(page: Page): Promise<boolean> {
  return page.evaluate(isAtRest).then(
    (answer) => answer === true,
    () => false,
  );
}

/** Waits until a page has got all that it asked for and shows it. */
export async function settled(page: Page): Promise<void> {
  const seen = traffic.get(page);
  if (!seen) throw new Error('nobody watches what this page asks for');
  for (const began = Date.now(); Date.now() - began < patience;) {
    const left = seen.changedAt + quiet - Date.now();
    // Asked from outside each time: a page that asked itself would need leave to evaluate words.
    if (left <= 0 && seen.underWay.size === 0 && (await rests(page))) return;
    await pause(Math.max(left, 30));
  }
  const waiting = [...seen.underWay].map((request) => request.url());
  throw new Error(
    `${page.url()} does not come to rest: ${waiting.join(', ') || 'something holds a place or moves'}`,
  );
}
