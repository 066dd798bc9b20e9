import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const plenty = 4 * 1024 ** 3;
const anHour = 3_600_000;

/**
 * A new folder for the files of a database server that nobody needs afterwards. In memory where there is plenty of it: tests
 * make databases by the hundred, and on a busy disk each of them waits.
 */
export function scratchFolder(name: string): string {
  const inMemory = hasPlenty();
  if (inMemory) removeLeftovers();
  const folder = mkdtempSync(join(inMemory ? memory : tmpdir(), `portal-scratch-${name}-`));
  // The server may run as another user, who has to pass through.
  chmodSync(folder, 0o711);
  return folder;
}

function hasPlenty(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > plenty && freemem() > plenty;
  } catch {
    return false; // Not every system has it.
  }
}

/** A run that was killed leaves its files behind, and there they would take up memory until the machine stops. */
function removeLeftovers(): void {
  for (const name of readdirSync(memory)) {
    const folder = join(memory, name);
    if (name.startsWith('portal-scratch-') && isLeft(folder))
      rmSync(folder, { recursive: true, force: true });
  }
}

function isLeft(folder: string): boolean {
  try {
    if (Date.now() - statSync(folder).mtimeMs < anHour) return false;
    process.kill(serverOf(folder), 0);
    return false;
  } catch (error) {
    // No server, or none any more: but somebody else's is not ours to remove.
    return ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

function serverOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}
