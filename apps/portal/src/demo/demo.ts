import type { INestApplicationContext } from '@nestjs/common';
import { dayInJapan, OperatorDatabase, type SqlTx } from '#libs/platform';
import { addDemoAccounts } from './accounts.demo.js';
import { daysBefore } from './days.demo.js';
import { DemoRegionHalfFilled } from './demo.errors.js';
import { DemoStory } from './demo.story.js';
import { addDemoDirectory, demoDirectory } from './directory.demo.js';
import { addDemoImports } from './imports.demo.js';
import { addUpdateAddresses, ageLeaflet } from './leaflet.demo.js';
import { addDemoSearches } from './search.demo.js';
import { addDemoTwins, ageUpkeep } from './upkeep.demo.js';

/**
 * Fills an empty portal with the demo region: an invented prefecture, its agencies, the people who work there and what
 * is on their desks, and says how far it has come. Answers whether it did; a portal that has any agency is left as it is.
 * @throws {DemoRegionHalfFilled} when an earlier start was interrupted while it did.
 */
export async function addDemoRegion(
  operatorUrl: string,
  api: INestApplicationContext,
  say: (line: string) => void = () => undefined,
): Promise<boolean> {
  const operator = new OperatorDatabase(operatorUrl, 'portal-demo');
  try {
    const added = await operator.transaction(async (tx) => {
      // Two processes that start at the same moment must not both fill it.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('demo region', 0))`);
      if (!(await isEmpty(tx))) return undefined;
      await tx.query('INSERT INTO portal.demo_region DEFAULT VALUES');
      const today = dayInJapan(new Date());
      const { members, agencies } = demoDirectory(today);
      say(`練習用の地域をつくっています（機関 ${agencies.length.toLocaleString('ja-JP')}件）…`);
      await addDemoDirectory(tx, agencies);
      await addUpdateAddresses(tx, members);
      await addDemoTwins(tx, members, daysBefore(today, 45));
      const accountIds = await addDemoAccounts(tx, members);
      await addDemoSearches(tx, members, accountIds);
      return { members, accountIds };
    });
    if (!added) return false;
    say('練習用の本人の記録と紹介をつくっています…');
    const story = new DemoStory(api, added.accountIds, added.members, operator);
    await story.playReferrals();
    say('練習用の冊子と、掲載内容の確認をつくっています…');
    await story.playDirectory();
    await ageLeaflet(operator, added.members);
    await operator.transaction((tx) => ageUpkeep(tx, added.members));
    await addDemoImports(operator);
    await operator.query('UPDATE portal.demo_region SET filled_at = now()');
    return true;
  } finally {
    await operator.onApplicationShutdown();
  }
}

async function isEmpty(tx: SqlTx): Promise<boolean> {
  const [state] = await tx.query<{ empty: boolean; half_filled: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM portal.agency) AS empty,
       EXISTS (SELECT FROM portal.demo_region WHERE filled_at IS NULL) AS half_filled`,
  );
  if (state?.half_filled) throw new DemoRegionHalfFilled();
  return state?.empty ?? false;
}
