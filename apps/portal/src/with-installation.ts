import { type Installation, loadConfig, openInstallation, OperatorDatabase } from '#libs/platform';

/** Opens the portal that DATABASE_URL or DATA_DIR names, running or not, for the time of one command. */
export async function withInstallation<T>(work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation(loadConfig());
  try {
    if (installation.keyIsNew) process.stderr.write(keyAdvice(installation.config.keyFile));
    return await work(installation);
  } finally {
    await installation.close();
  }
}

/** The same with a database of role portal_operator, for what imports, accounts and the demo region need. */
export async function withOperator<T>(
  work: (database: OperatorDatabase, installation: Installation) => Promise<T>,
): Promise<T> {
  return withInstallation(async (installation) => {
    const database = new OperatorDatabase(installation.connections.operator, 'portal-command');
    try {
      return await work(database, installation);
    } finally {
      await database.onApplicationShutdown();
    }
  });
}

/** Said once, when the key file is made. */
export function keyAdvice(keyFile: string): string {
  return `鍵ファイルを作りました: ${keyFile}
【重要】この鍵を失うと、本人の記録は誰にも読めなくなります。控えを別の安全な場所に保管してください。
`;
}
