import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { startPortal } from './portal.process.js';
import { scratchFolder } from './scratch.js';

const variable = 'PORTAL_DEMO_FOLDER';

/** Starts the portal once and keeps what it has made: database, keys and the demo region. Whoever finds one made leaves it so. */
export async function makeDemoFolder(): Promise<void> {
  if (process.env[variable] !== undefined) return;
  const folder = scratchFolder('demo');
  process.env[variable] = folder;
  const portal = await startPortal({ DATA_DIR: folder });
  await portal.stop();
}

/** Removes what every journey got a copy of. */
export function removeDemoFolder(): void {
  const folder = process.env[variable];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}

/** A data folder of its own for one journey, in which the demo region stands already: starting takes a second. */
export function demoFolder(): string {
  const folder = scratchFolder('journey');
  const made = process.env[variable];
  // As they are: the server refuses files that belong to somebody else.
  if (made !== undefined) execFileSync('cp', ['-a', `${made}/.`, folder]);
  return folder;
}
