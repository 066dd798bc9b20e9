import type { Command } from 'commander';

/** `portal migrate`: for deployments where api and worker start on their own. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      '鍵ファイルとデータベースを用意し、最新の形に更新する (DEMO=1 なら空のデータベースに練習用の地域も)',
    )
    .action(async () => {
      const { prepareInstallation } = await import('./migrate.js');
      await prepareInstallation();
    });
}
