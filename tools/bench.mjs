/**
 * `npm run bench [-- start-up search] [--runs 1] [--full]`: every test/bench/*.bench.ts (or those named), three runs each, the
 * median; --full measures on a country's data instead of a prefecture's.
 * Prints a table, writes reports/bench.json, and ends with code 1 when a goal was missed.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { parseArgs } from 'node:util';

register('../test/support/typescript-hooks.mjs', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, full: { type: 'boolean', default: false } },
});
if (values.full) process.env.BENCH_FULL = '1';
const folder = new URL('../test/bench/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => positionals.length === 0 || positionals.some((wanted) => name.includes(wanted)))
  .sort();

const { startTestServer, stopTestServer } = await import('../test/support/test-server.ts');
const { medianRow } = await import('../test/bench/bench.ts');
await startTestServer();
const rows = [];
try {
  for (const file of files) rows.push(...(await rowsOf(file)));
} finally {
  await stopTestServer();
}
mkdirSync(new URL('../reports/', import.meta.url), { recursive: true });
writeFileSync(new URL('../reports/bench.json', import.meta.url), `${JSON.stringify(rows, undefined, 2)}\n`);
console.table(Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures])));
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

async function rowsOf(file) {
  const { default: bench } = await import(new URL(file, folder).href);
  const runs = new Map();
  await bench.prepare?.();
  try {
    for (let run = 1; run <= Number(values.runs); run += 1) {
      process.stderr.write(`${file} ${run}/${values.runs}\n`);
      for (const figure of await bench.measure()) {
        runs.set(figure.name, [...(runs.get(figure.name) ?? []), figure]);
      }
    }
  } finally {
    await bench.cleanUp?.();
  }
  return [...runs.values()].map(medianRow);
}
