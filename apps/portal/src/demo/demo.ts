import type { INestApplicationContext } from '@nestjs/common';
import { dayInJapan, OperatorDatabase } from '#libs/platform';
import { addDemoAccounts } from './accounts.demo.js';
import { DemoStory } from './demo.story.js';
import { addDemoDirectory } from './directory.demo.js';

/**
 * Fills an empty portal with the demo region: an invented prefecture, its agencies, the people who work there and what
 * is on their desks. Answers whether it did; a portal that has any agency is left as it is.
 */
export async function addDemoRegion(operatorUrl: string, api: INestApplicationContext): Promise<boolean> {
  const operator = new OperatorDatabase(operatorUrl, 'portal-demo');
  try {
    const added = await operator.transaction(async (tx) => {
      // Two processes that start at the same moment must not both fill it.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('demo region', 0))`);
      const [{ empty } = { empty: false }] = await tx.query<{ empty: boolean }>(
        'SELECT NOT EXISTS (SELECT FROM portal.agency) AS empty',
      );
      if (!empty) return undefined;
      const members = await addDemoDirectory(tx, dayInJapan(new Date()));
      return { members, accountIds: await addDemoAccounts(tx, members) };
    });
    if (!added) return false;
    await new DemoStory(api, added.accountIds, added.members).play();
    return true;
  } finally {
    await operator.onApplicationShutdown();
  }
}
