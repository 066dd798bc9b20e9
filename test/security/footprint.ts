import type { TestDatabase } from '../support/database.js';

/** Tables that a request may touch although it changes nothing, each with the reason. */
const touched: Readonly<Record<string, string>> = {
  'auth.rate_limit': 'attempts are counted',
  'auth.session': 'a request keeps its session alive',
};

/** A digest of every row of every table, so that two of them tell which tables have changed. The audit keeps refusals. */
export async function footprint(db: TestDatabase): Promise<Record<string, string>> {
  const tables = await db.admin<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('portal', 'auth') ORDER BY 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !touched[table.name])) {
    const [row] = await db.admin<{ print: string }>(
      `SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(r.digest, '' ORDER BY r.digest), '')) AS print
       FROM (SELECT md5(t::text) AS digest FROM ${name} t) r`,
    );
    prints[name] = row!.print;
  }
  return prints;
}
