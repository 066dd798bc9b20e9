import type { Command } from 'commander';

/** `portal demo …`: the people of the demo region. */
export function demoCommand(program: Command): void {
  const demo = program.command('demo').description('練習用の地域');
  demo
    .command('accounts')
    .description('練習用の利用者とパスワードを表示する')
    .option('--json', 'JSON で出力する')
    .action(async ({ json }: { json?: boolean }) => {
      const { printDemoAccounts } = await import('./demo.accounts.js');
      await printDemoAccounts(json ?? false);
    });
}
