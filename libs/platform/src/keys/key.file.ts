import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyFileBroken, KeyFileMissing, KeyFileUnreachable } from './key.errors.js';
import { Keys } from './keys.js';

const line = /^portal-key ([0-9a-f]{12}) ([A-Za-z0-9+/]{43}=)$/m;

/** Opens the key file of an installation that is already there. */
export function openKeys(path: string): Keys {
  const content = read(path);
  if (content === undefined) throw new KeyFileMissing(path);
  const [, kid, secret] = line.exec(content) ?? [];
  if (kid === undefined || secret === undefined) throw new KeyFileBroken(path);
  const keys = new Keys(Buffer.from(secret, 'base64'));
  if (keys.kid !== kid) throw new KeyFileBroken(path);
  return keys;
}

/** Whether there is something at the place of the key file. */
export function hasKeys(path: string): boolean {
  return read(path) !== undefined;
}

/**
 * Makes the key file of a new installation, readable by its owner alone. An existing one is never overwritten: when two
 * first starts meet, both go on with the key of the quicker one.
 */
export function createKeys(path: string): Keys {
  const secret = randomBytes(32);
  const keys = new Keys(secret);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
    writeFileSync(draft, contentOf(keys, secret), { mode: 0o600, flush: true });
    appear(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return openKeys(path);
    throw new KeyFileUnreachable(path, error);
  }
  return keys;
}

/** Nobody ever sees half a key: the whole file appears at once, or there is one already. */
function appear(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function contentOf(keys: Keys, secret: Buffer): string {
  return `# 連携ポータルの鍵です。この鍵がないと記録を二度と読めません。控えを別の場所に保管し、他人に見せないでください。
portal-key ${keys.kid} ${secret.toString('base64')}
`;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new KeyFileUnreachable(path, error);
  }
}
