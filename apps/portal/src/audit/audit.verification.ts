import { type EvidenceFault, verifyAudit, verifyEvidence } from '#libs/audit';
import { withOperator } from '../with-installation.js';

/** Prints how many entries there are, where the first break is, and which decision or provision was touched. Returns the exit code. */
export async function verifyAllChains(json: boolean): Promise<0 | 1> {
  return withOperator(async (database) => {
    const chains = await verifyAudit(database);
    const { rows, faults } = await verifyEvidence(database);
    const entries = chains.reduce((sum, chain) => sum + chain.entries, 0);
    const broken = chains
      .filter(({ brokenAt }) => brokenAt !== null)
      .map(({ chain, brokenAt }) => ({ chain, entry: brokenAt }));
    if (json) {
      const found = { entries, broken: broken.length, breaks: broken, evidence: rows, faults };
      process.stdout.write(`${JSON.stringify(found)}\n`);
    } else {
      const places = broken.map(({ chain, entry }) => `  連鎖 ${chain} の ${entry} 件目\n`).join('');
      process.stdout.write(
        broken.length === 0
          ? `${entries} 件の操作記録に異常はありません。\n`
          : `操作記録が書き換えられているか、欠けています。\n${places}`,
      );
      process.stdout.write(
        faults.length === 0
          ? `${rows} 件の同意と提供の記録に異常はありません。\n`
          : `同意か提供の記録が書き換えられているか、欠けています。\n${faults.map(inWords).join('')}`,
      );
    }
    return broken.length === 0 && faults.length === 0 ? 0 : 1;
  });
}

const kinds: Readonly<Record<string, string>> = {
  consent: '同意',
  grants: '同意の範囲',
  disclosure: '提供記録',
  withdrawal: '撤回',
  legal_ground: '同意によらない提供の根拠',
};
const faultNames = { altered: '書き換え', missing: '欠落', unrecorded: '記録のない追加' } as const;

function inWords({ kind, id, fault }: EvidenceFault): string {
  return `  ${kinds[kind] ?? kind} ${id} （${faultNames[fault]}）\n`;
}
