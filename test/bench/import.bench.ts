import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWam, wamColumns } from '#libs/directory';
import { OperatorDatabase } from '#libs/platform';
import { wamCells, wamFile } from '../factories/directory.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import type { Bench, Figure } from './bench.js';

const rows = process.env['BENCH_FULL'] === '1' ? 100_000 : 10_000;
const columns = Object.keys(wamColumns).length;
const megabyte = 1024 * 1024;

let folder: string;
let bytes: Buffer;

/**
 * D1: a file of the national disclosure system taken over whole (read, checked, matched, written, made findable), beside COPY of
 * the same file into a table of texts, beside nothing but writing what it has made into empty tables with the same indexes
 * (what no import of this directory can go below), and how much memory that takes.
 */
const wamImport: Bench = {
  prepare() {
    const content = wamFile(Array.from({ length: rows }, (_, at) => wamCells(at + 1)));
    bytes = Buffer.from(content);
    folder = mkdtempSync(join(tmpdir(), 'portal-import-'));
    // The database server reads it under a name of its own.
    chmodSync(folder, 0o711);
    writeFileSync(join(folder, 'list.csv'), bytes, { mode: 0o644 });
    return Promise.resolve();
  },

  async measure(): Promise<Figure[]> {
    const db = await createTestDatabase();
    const operator = new OperatorDatabase(db.connections.operator, 'bench');
    try {
      const copied = await secondsOf(() => copy(db));
      const memory = watchMemory();
      const imported = await secondsOf(async () => {
        const { problems } = await importWam(operator, { name: 'list.csv', bytes });
        if (problems.length > 0) throw new Error(`the invented file has ${problems.length} problems`);
      });
      const growth = memory.stop();
      const writtenAgain = await secondsToWriteAgain(db);
      return [
        {
          name: `D1 import to COPY, ${rows / 1000}k rows`,
          unit: 'rps',
          measured: rows / imported,
          baseline: rows / copied,
          goal: { of: 'ratio', atLeast: 0.15 },
        },
        {
          name: `D1 import to writing its rows again, ${rows / 1000}k rows`,
          unit: 'rps',
          measured: rows / imported,
          baseline: rows / writtenAgain,
          goal: { of: 'ratio', atLeast: 0.1 },
        },
        {
          name: `D1 memory of the import to the file, ${rows / 1000}k rows`,
          unit: 'MB',
          measured: growth / megabyte,
          baseline: bytes.length / megabyte,
          goal: { of: 'measured', atMost: 512 },
        },
      ];
    } finally {
      await operator.onApplicationShutdown();
      await db.drop();
    }
  },

  cleanUp() {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  },
};

export default wamImport;

async function copy(db: TestDatabase): Promise<void> {
  const names = Array.from({ length: columns }, (_, at) => `c${at} text`).join(', ');
  await db.admin(`CREATE TABLE portal.copied_list (${names})`);
  await db.admin(`COPY portal.copied_list FROM '${join(folder, 'list.csv')}' (FORMAT csv, HEADER)`);
}

/** Everything that an imported row becomes. */
const made = [
  ...['agency', 'service', 'publication', 'entry_change', 'import_row', 'import_trace', 'import_result'],
  ...['search_doc', 'search_card', 'public_doc', 'open_item'],
];

async function secondsToWriteAgain(db: TestDatabase): Promise<number> {
  let seconds = 0;
  for (const table of made) {
    await db.admin(`CREATE TABLE portal.again_${table} (LIKE portal.${table} INCLUDING ALL)`);
    seconds += await secondsOf(async () => {
      await db.admin(`INSERT INTO portal.again_${table} SELECT * FROM portal.${table}`);
    });
  }
  return seconds;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** How far the memory of this process grows, in bytes. */
function watchMemory(): { stop: () => number } {
  const before = process.memoryUsage().rss;
  let most = before;
  const look = () => (most = Math.max(most, process.memoryUsage().rss));
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most - before;
    },
  };
}
