import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgres } from '#libs/platform';
import { createTestDatabase } from '../support/database.js';
import { freePort } from '../support/portal.process.js';
import type { Bench, Figure } from './bench.js';

let folder = '';

/**
 * E1: from a fresh clone with its packages to an API that answers (build, key, database, tables, demo region), and the same
 * again when all of that is there. Beside them: the bare database server, made and started, and started alone.
 */
const startUp: Bench = {
  async prepare() {
    folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
    chmodSync(folder, 0o711);
    await Promise.resolve();
  },

  async measure() {
    const clone = freshClone(join(folder, `clone-${Date.now()}`));
    const bareFolder = join(folder, `bare-${Date.now()}`);
    const bareCold = await seconds(() => openAndClose(bareFolder));
    const bareWarm = await seconds(() => openAndClose(bareFolder));
    const cold = await secondsToReady(clone);
    const warm = await secondsToReady(clone);
    const copied = await secondsOfCopies(10);
    return [
      row('E1 cold start', 's', cold, bareCold, 10),
      row('E1 warm start', 's', warm, bareWarm, 1.5),
      row('E1 test database', 'ms', copied * 1000, bareWarm * 1000, 50),
    ];
  },

  async cleanUp() {
    rmSync(folder, { recursive: true, force: true });
    await Promise.resolve();
  },
};

export default startUp;

function row(name: string, unit: Figure['unit'], measured: number, baseline: number, atMost: number): Figure {
  return { name, unit, measured, baseline, goal: { of: 'measured', atMost } };
}

/** What git knows of, without anything built; the packages are those that are installed here. */
function freshClone(target: string): string {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(file, join(target, file), { force: true });
  }
  symlinkSync(resolve('node_modules'), join(target, 'node_modules'));
  return target;
}

/** As `npm start` would, until the API says that it is ready. */
async function secondsToReady(clone: string): Promise<number> {
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  return seconds(
    async () => {
      const child = spawn(process.execPath, ['tools/portal.mjs', 'start'], {
        cwd: clone,
        env: { PATH, HOME, PORT: String(port), DATA_DIR: join(clone, '.portal') },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      while (!(await isReady(port))) {
        if (child.exitCode !== null) throw new Error(`the portal ended with code ${child.exitCode}`);
        await new Promise((done) => setTimeout(done, 20));
      }
      return child;
    },
    async (child) => {
      const ended = new Promise((done) => child.on('exit', done));
      child.kill('SIGINT');
      await ended;
    },
  );
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

async function openAndClose(dataDir: string): Promise<void> {
  const server = await EmbeddedPostgres.open({ dataDir, keyFile: '', superuserPassword: 'a bare server' });
  await server.close();
}

async function secondsOfCopies(count: number): Promise<number> {
  const databases: { drop(): Promise<void> }[] = [];
  const taken = await seconds(async () => {
    while (databases.length < count) databases.push(await createTestDatabase());
  });
  for (const database of databases) await database.drop();
  return taken / count;
}

async function seconds<T>(
  work: () => Promise<T>,
  afterwards?: (result: T) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  const result = await work();
  const taken = (performance.now() - began) / 1000;
  await afterwards?.(result);
  return taken;
}
