#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { commands } from './commands.js';

const titles: Record<string, string> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Commands:': 'コマンド:',
};

const program = new Command('npm run portal --')
  .description('連携ポータルの起動と運用')
  .helpOption('-h, --help', '使い方を表示する')
  .helpCommand('help [command]', 'コマンドの使い方を表示する')
  .configureHelp({ styleTitle: (title) => titles[title] ?? title })
  .showHelpAfterError('使い方は --help で表示できます。')
  .exitOverride();
for (const register of commands) register(program);

try {
  await program.parseAsync();
} catch (error) {
  // Help was asked for, or the command was written wrongly; commander has already said so.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = (await import('#libs/platform')).explain(error);
}
