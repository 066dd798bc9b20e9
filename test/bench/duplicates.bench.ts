import { findDuplicates } from '#libs/directory';
import { WorkerDatabase } from '#libs/platform';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { Bench, Figure } from './bench.js';

const [few, many] = process.env['BENCH_FULL'] === '1' ? [20_000, 200_000] : [4000, 20_000];

/**
 * D2: how long the whole directory is looked through for duplicates, beside the time that a smaller directory lets expect: ten
 * times the entries may take ten times as long, not a hundred times. One entry in a hundred stands there twice.
 */
const duplicates: Bench = {
  async measure(): Promise<Figure[]> {
    const [small, large] = [await secondsFor(few), await secondsFor(many)];
    return [
      {
        name: `D2 duplicates among ${many / 1000}k entries, to ${few / 1000}k in proportion`,
        unit: 's',
        measured: large,
        baseline: (small * many) / few,
        goal: { of: 'ratio', atMost: 1.8 },
      },
    ];
  },
};

export default duplicates;

async function secondsFor(count: number): Promise<number> {
  const db = await createTestDatabase();
  const worker = new WorkerDatabase(db.connections.worker, 'bench');
  try {
    await fill(db, count);
    const began = performance.now();
    const open = await worker.transaction((tx) => findDuplicates(tx));
    const seconds = (performance.now() - began) / 1000;
    if (open < count / 200) throw new Error(`of ${count / 100} duplicates only ${open} were found`);
    return seconds;
  } finally {
    await worker.onApplicationShutdown();
    await db.drop();
  }
}

/** Entries as a list of a whole country has them: names that many share, a telephone and an address of their own. */
async function fill(db: TestDatabase, count: number): Promise<void> {
  await db.admin(
    `INSERT INTO portal.area (code, name, level) VALUES ('99', '試験県', 'prefecture') ON CONFLICT DO NOTHING`,
  );
  await db.admin(`INSERT INTO portal.area (code, name, level, parent_code)
    SELECT '99' || lpad(n::text, 3, '0'), '試験' || n || '市', 'municipality', '99' FROM generate_series(1, 180) n`);
  await db.admin(
    `INSERT INTO portal.agency (id, name, type_code, area_code, phone, address, office_number, corporation_number,
       legal_name, latitude, longitude)
     SELECT gen_random_uuid(), '作業所' || n % ($1 / 5), 'b_type', '99' || lpad((1 + n % 180)::text, 3, '0'),
       '099-' || lpad((n / 10000)::text, 3, '0') || '-' || lpad((n % 10000)::text, 4, '0'),
       '試験県試験' || 1 + n % 180 || '市' || n / 180 || '-1-1', lpad(n::text, 10, '9'),
       lpad((n / 7)::text, 13, '1'), '試験会' || n / 7, 35 + (n % 1000) * 0.001, 139 + (n / 1000) * 0.001
     FROM generate_series(1, $1::int) n`,
    [count],
  );
  await db.admin(
    `INSERT INTO portal.agency (id, name, type_code, area_code, phone, address)
     SELECT gen_random_uuid(), '社会福祉法人試験会 ' || name, type_code, area_code, phone, address
     FROM portal.agency WHERE office_number ~ '00$'`,
  );
  await db.admin(
    `INSERT INTO portal.search_doc (agency_id, type_no, fresh_on, names, kana, facets, body)
     SELECT id, 1, '2026-01-01', ' ' || name || ' ', '', '{}', name FROM portal.agency`,
  );
  await db.admin('ANALYZE portal.agency');
  await db.admin('ANALYZE portal.search_doc');
}
