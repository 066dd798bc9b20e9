import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve('test/directory/hours/oracle.main.ts');
const typescript = resolve('test/worker/typescript.mjs');
const seed = 20_260_922;

/** Compares random rules on random days of 2024 to 2030 with an independent reader, in a process of that time zone. */
function compared(zone: string, runs: number) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', typescript, main], {
    env: { PATH: process.env['PATH'], TZ: zone },
    input: JSON.stringify({ runs, seed }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { runs: number; failed: boolean; offset: number; error: string | null };
}

describe('opening hours beside an independent reader of them', () => {
  it.each([
    { zone: 'UTC', offset: 0 },
    { zone: 'Asia/Tokyo', offset: 9 },
    { zone: 'America/New_York', offset: -5 },
  ])(
    'answer the same in $zone',
    ({ zone, offset }) => {
      expect(compared(zone, 120)).toEqual({ runs: 120, failed: false, offset, error: null });
    },
    // A process of its own on a busy machine.
    120_000,
  );
});
