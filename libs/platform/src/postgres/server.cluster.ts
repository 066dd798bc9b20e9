import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../operator.error.js';
import { DataFolderForeign, DataFolderUnwritable, ServerFailed } from './postgres.errors.js';
import type { ServerBinaries } from './server.binaries.js';
import { assertReachable, type ServerUser } from './server.user.js';

const run = promisify(execFile);

/** A character type of UTF-8 is needed for searching Japanese; the first name is Linux, the second macOS. */
const locales = ['C.UTF-8', 'en_US.UTF-8'] as const;

/** What a new cluster of files is made with. */
export interface ClusterWishes {
  folder: string;
  password: string;
  user: ServerUser | undefined;
  /** Files of a test server need not survive a power cut. */
  throwaway: boolean;
}

/** Whether the folder holds a database cluster. */
export function isCluster(folder: string): boolean {
  try {
    return statSync(join(folder, 'PG_VERSION'), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw new DataFolderForeign(folder, error);
    return false;
  }
}

/** Makes the files of a new cluster beside their place and moves them there when they are whole. */
export async function createCluster(binaries: ServerBinaries, wishes: ClusterWishes): Promise<void> {
  const { folder, user } = wishes;
  const workshop = `${folder}.new-${process.pid}`;
  try {
    prepareFolder(dirname(folder));
    assertReachable(folder, user);
    rmSync(workshop, { recursive: true, force: true });
    mkdirSync(workshop, { mode: 0o700 });
    writeFileSync(join(workshop, 'password'), wishes.password, { mode: 0o600 });
    if (user !== undefined)
      [workshop, join(workshop, 'password')].forEach((path) => chownSync(path, user.uid, user.gid));
  } catch (error) {
    throw error instanceof OperatorError ? error : new DataFolderUnwritable(dirname(folder), error);
  }
  try {
    await initialise(binaries, workshop, wishes);
    moveInto(join(workshop, 'cluster'), folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The server's user has to pass through the data folder, but needs to see nothing else in it. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (process.getuid?.() === 0) chmodSync(folder, statSync(folder).mode | 0o011);
}

async function initialise(binaries: ServerBinaries, workshop: string, wishes: ClusterWishes): Promise<void> {
  const cluster = join(workshop, 'cluster');
  for (const [attempt, locale] of locales.entries()) {
    const options = [
      `--pgdata=${cluster}`,
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=icu',
      '--icu-locale=ja',
      '--lc-messages=C',
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${join(workshop, 'password')}`,
      '--no-instructions',
      ...(wishes.throwaway ? ['--no-sync'] : []),
    ];
    try {
      await run(binaries.initdb, options, { ...wishes.user, cwd: '/' });
      return;
    } catch (error) {
      const words = (error as { stderr?: string }).stderr ?? (error as Error).message;
      if (!words.includes('invalid locale name') || attempt === locales.length - 1) {
        throw new ServerFailed('initdb', words.trim().split('\n').at(-1) ?? '');
      }
      rmSync(cluster, { recursive: true, force: true });
    }
  }
}

/** Another first start may have been quicker; then its files are as good as these. */
function moveInto(made: string, folder: string): void {
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
  }
}
