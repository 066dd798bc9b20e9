import type { Command } from 'commander';

/** `portal start`: everything in one process. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('ポータルを起動する (データベース、API、ワーカー、画面を一つのプロセスで)。Ctrl-C で終了')
    .action(async () => {
      const [{ runService }, { start }] = await Promise.all([import('#libs/platform'), import('./start.js')]);
      await runService(start);
    });
}
