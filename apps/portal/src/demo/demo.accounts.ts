import { type DemoAccount, DemoAccounts, roleNames } from '#libs/identity';
import { AuthDatabase } from '#libs/platform';
import { withInstallation } from '../with-installation.js';

/** Prints who can sign in to the demo region. */
export async function printDemoAccounts(json: boolean): Promise<void> {
  const accounts = await withInstallation(async ({ connections }) => demoAccountsOf(connections.auth));
  process.stdout.write(json ? `${JSON.stringify(accounts)}\n` : demoTable(accounts));
}

/** The people of the demo region, if there is one. */
export async function demoAccountsOf(authUrl: string): Promise<DemoAccount[]> {
  const database = new AuthDatabase(authUrl, 'portal-command');
  try {
    return await new DemoAccounts(database).list();
  } finally {
    await database.onApplicationShutdown();
  }
}

/** A table for the terminal; full-width characters take two columns there. */
export function demoTable(accounts: readonly DemoAccount[]): string {
  if (accounts.length === 0) return '練習用の利用者はいません。\n';
  const rows = accounts.map(({ email, name, agency, role }) => [email, name, roleNames[role], agency]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row.map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)))).join('  '),
  );
  return `練習用の利用者（パスワードは全員 ${accounts[0]?.password}）\n${lines.map((line) => `  ${line.trimEnd()}\n`).join('')}`;
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\uffdc]/u.test(character) ? 2 : 1), 0);
}
