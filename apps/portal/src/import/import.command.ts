import type { Command } from 'commander';

/** `portal import`: takes over what others publish. */
export function importCommand(program: Command): void {
  const group = program.command('import').description('公開されているデータの取り込み');
  group
    .command('wam')
    .description(
      'WAM NET（障害福祉サービス等情報公表システム）の CSV を取り込む。1行でも問題があれば何も書き込まない',
    )
    .argument('<file>', 'CSV ファイル（UTF-8、Shift_JIS または UTF-16LE）')
    .option('--dry-run', '件数と問題を調べるだけで、何も書き込まない')
    .option('--json', '結果を JSON で出力する')
    .addHelpText(
      'after',
      '\n終了コード: 0 取り込んだ、1 ファイルに問題があり取り込まなかった、2 使い方の誤り',
    )
    .action(async (file: string, options: { dryRun?: true; json?: true }) => {
      const { importWamFile } = await import('./wam.import.js');
      process.exitCode = await importWamFile(file, {
        dryRun: options.dryRun === true,
        json: options.json === true,
      });
    });
}
