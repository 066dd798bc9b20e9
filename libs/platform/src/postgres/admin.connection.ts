import pg from 'pg';
import { DatabaseUnfit, DatabaseUnreachable } from '../installation.errors.js';

const oldestVersion = 15;

/** Signs in to the database of DATABASE_URL, or says in one sentence why that does not work. */
export async function connectTo(url: string, applicationName: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new DatabaseUnreachable(
      reasonOf(error as pg.DatabaseError & NodeJS.ErrnoException, new URL(url)),
      error,
    );
  }
}

/** Whether the portal can live in this database; asked once, before anything is written. */
export async function assertFit(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ version: number; encoding: string; isAdministrator: boolean }>(`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           current_setting('server_encoding') AS encoding,
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isAdministrator"`);
  const [facts] = rows;
  if (facts === undefined || facts.version < oldestVersion) {
    throw new DatabaseUnfit(`PostgreSQL ${facts?.version ?? '?'} です。${oldestVersion} 以降が必要です。`);
  }
  if (facts.encoding !== 'UTF8')
    throw new DatabaseUnfit(`文字コードが ${facts.encoding} です。UTF8 で作り直してください。`);
  if (!facts.isAdministrator)
    throw new DatabaseUnfit(
      '接続した利用者に管理者 (SUPERUSER) の権限がありません。管理者の URL を指定してください。',
    );
}

function reasonOf(error: pg.DatabaseError & NodeJS.ErrnoException, url: URL): string {
  const server = `${url.hostname}:${url.port || '5432'}`;
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ECONNRESET':
      return `${server} が応答しません。`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `サーバー ${url.hostname} が見つかりません。`;
    case '28P01':
    case '28000':
      return `利用者 ${decodeURIComponent(url.username)} ではログインできません。利用者名とパスワードを確認してください。`;
    case '3D000':
      return `${server} にデータベース ${decodeURIComponent(url.pathname.slice(1))} がありません。`;
    default:
      return `${server} (${error.message})`;
  }
}
