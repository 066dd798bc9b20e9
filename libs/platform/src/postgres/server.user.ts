import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FolderClosed, NoServerUser } from './postgres.errors.js';

/** An operating system user as a child process is given it. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/**
 * Whom the server runs as: undefined means the present user. PostgreSQL refuses to run as root, so there it is the owner
 * of the files that are already there, else the user postgres, made if missing.
 */
export function serverUserFor(folder: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(folder) ?? postgresUser();
}

/** Every folder on the way must let the server's user through; says which one does not. */
export function assertReachable(path: string, user: ServerUser | undefined): void {
  if (user === undefined) return;
  const folders: string[] = [];
  for (let folder = dirname(path); !folders.includes(folder); folder = dirname(folder)) folders.push(folder);
  for (const folder of folders.reverse()) {
    if (!letsThrough(folder, user)) throw new FolderClosed(folder, path);
  }
}

function ownerOf(folder: string): ServerUser | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

function postgresUser(): ServerUser {
  try {
    return lookUp();
  } catch {
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
        { stdio: 'pipe' },
      );
      return lookUp();
    } catch (error) {
      throw new NoServerUser(error);
    }
  }
}

function lookUp(): ServerUser {
  const id = (option: string) =>
    Number(execFileSync('id', [option, 'postgres'], { stdio: 'pipe', encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function letsThrough(folder: string, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
