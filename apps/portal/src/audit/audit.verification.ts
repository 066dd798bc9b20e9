import { verifyAudit } from '#libs/audit';
import { withOperator } from '../with-installation.js';

/** Prints how many entries there are and where the first break is. Returns the exit code. */
export async function verifyAllChains(json: boolean): Promise<0 | 1> {
  return withOperator(async (database) => {
    const chains = await verifyAudit(database);
    const entries = chains.reduce((sum, chain) => sum + chain.entries, 0);
    const broken = chains
      .filter(({ brokenAt }) => brokenAt !== null)
      .map(({ chain, brokenAt }) => ({ chain, entry: brokenAt }));
    if (json) {
      process.stdout.write(`${JSON.stringify({ entries, broken: broken.length, breaks: broken })}\n`);
    } else if (broken.length === 0) {
      process.stdout.write(`${entries} 件の操作記録に異常はありません。\n`);
    } else {
      const places = broken.map(({ chain, entry }) => `  連鎖 ${chain} の ${entry} 件目`).join('\n');
      process.stdout.write(`操作記録が書き換えられているか、欠けています。\n${places}\n`);
    }
    return broken.length === 0 ? 0 : 1;
  });
}
