import { Accounts, Passwords, type Role, roleNames } from '#libs/identity';
import { AuthDatabase } from '#libs/platform';
import { withInstallation } from '../with-installation.js';

/** Prints every account. */
export async function listUsers(json: boolean): Promise<void> {
  await withAccounts(async (accounts) => {
    const rows = await accounts.list();
    if (json) return say(JSON.stringify(rows));
    for (const { email, name, status, memberships } of rows) {
      const places = memberships.map(({ agency, role }) => `${agency} (${roleNames[role]})`).join('、');
      say(`${email}\t${name}\t${places}${status === 'disabled' ? '\t停止中' : ''}`);
    }
    return undefined;
  });
}

/** Registers somebody and shows the first password once. */
export async function addUser(input: {
  email: string;
  name: string;
  agency: string;
  role: Role;
}): Promise<void> {
  await withAccounts(async (accounts) => {
    const password = await accounts.admit(input);
    say(`${input.email} を登録しました。`);
    say(
      password === undefined ? '以前からの利用者なので、パスワードはそのままです。' : firstPassword(password),
    );
  });
}

/** Shows a new password once. */
export async function renewPassword(email: string): Promise<void> {
  await withAccounts(async (accounts) => say(firstPassword(await accounts.renewPassword(email))));
}

/** Stops or resumes an account. */
export async function switchUser(email: string, state: 'disable' | 'enable'): Promise<void> {
  await withAccounts(async (accounts) => {
    await accounts[state](email);
    say(`${email} の利用を${state === 'disable' ? '停止' : '再開'}しました。`);
  });
}

async function withAccounts(work: (accounts: Accounts) => Promise<void>): Promise<void> {
  await withInstallation(async ({ connections }) => {
    const database = new AuthDatabase(connections.auth, 'portal-command');
    try {
      await work(new Accounts(database, new Passwords()));
    } finally {
      await database.onApplicationShutdown();
    }
  });
}

function firstPassword(password: string): string {
  return `パスワード (この一度だけ表示します): ${password}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
