import { type Command, InvalidArgumentError, Option } from 'commander';

const roles = ['staff', 'acceptor', 'manager', 'secretariat'] as const;

/** `portal user`: the first manager of an agency, and help for people who are locked out. */
export function userCommand(program: Command): void {
  const user = program.command('user').description('利用者の登録と停止');
  user
    .command('list')
    .description('利用者と所属を一覧にする')
    .option('--json', '結果を JSON で出力する')
    .action(async (options: { json?: true }) => {
      const { listUsers } = await import('./user.actions.js');
      await listUsers(options.json === true);
    });
  user
    .command('add')
    .description('利用者を機関に登録し、最初のパスワードを一度だけ表示する')
    .argument('<email>', 'メールアドレス', oneAddress)
    .requiredOption('--name <name>', '氏名')
    .requiredOption('--agency <agency>', '機関の ID または正式な名前')
    .addOption(new Option('--role <role>', '役割').choices(roles).default('manager'))
    .action(
      async (email: string, options: { name: string; agency: string; role: (typeof roles)[number] }) => {
        const { addUser } = await import('./user.actions.js');
        await addUser({ email, ...options });
      },
    );
  user
    .command('password')
    .description('新しいパスワードを発行し、ログイン中の端末をすべてログアウトさせる')
    .argument('<email>', 'メールアドレス')
    .action(async (email: string) => {
      const { renewPassword } = await import('./user.actions.js');
      await renewPassword(email);
    });
  for (const [name, description] of [
    ['disable', '利用を停止し、直ちにログアウトさせる'],
    ['enable', '利用の停止を解除する'],
  ] as const) {
    user
      .command(name)
      .description(description)
      .argument('<email>', 'メールアドレス')
      .action(async (email: string) => {
        const { switchUser } = await import('./user.actions.js');
        await switchUser(email, name);
      });
  }
}

function oneAddress(text: string): string {
  if (/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(text)) return text;
  throw new InvalidArgumentError('メールアドレスを一つ指定してください。');
}
