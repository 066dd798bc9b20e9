import type { Command } from 'commander';

/** `portal audit verify`: has anybody touched the records of who did what? */
export function auditCommand(program: Command): void {
  const audit = program.command('audit').description('操作記録の点検');
  audit
    .command('verify')
    .description(
      '操作記録が改ざんされていないか、すべての連鎖を計算し直して確かめる (異常があれば終了コード 1)',
    )
    .option('--json', '結果を JSON で出力する')
    .action(async (options: { json?: true }) => {
      const { verifyAllChains } = await import('./audit.verification.js');
      process.exitCode = await verifyAllChains(options.json === true);
    });
}
