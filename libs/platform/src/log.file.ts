import { renameSync, statSync } from 'node:fs';

const largest = 10 * 1024 * 1024;

/** Before a log file is opened: one that has grown large makes room, and the one before it is forgotten. */
export function makeRoom(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largest) renameSync(path, `${path}.1`);
}
