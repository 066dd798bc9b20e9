import type { Command } from 'commander';

/** `portal migrate`: for deployments where api and worker start on their own. */
export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('鍵ファイルとデータベースを用意し、最新の形に更新する')
    .action(async () => {
      const { withInstallation } = await import('../with-installation.js');
      await withInstallation(async ({ connections }) => {
        const { host, pathname } = new URL(connections.app);
        process.stdout.write(`データベース ${host}${pathname} は最新です。\n`);
        return Promise.resolve();
      });
    });
}
