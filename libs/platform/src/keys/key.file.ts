import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Makes the key file of a new installation, readable by its owner alone. An existing one is never overwritten. */
export function createKeys(path: string): Keys {
  const secret = randomBytes(32);
  const keys = new Keys(secret);
  const content = `# 連携ポータルの鍵です。この鍵がないと記録を二度と読めません。控えを別の場所に保管し、他人に見せないでください。\nportal-key ${keys.kid} ${secret.toString('base64')}\n`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
    writeFileSync(path, content, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    throw new KeyFileUnreachable(path, error);
  }
  return keys;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new KeyFileUnreachable(path, error);
  }
}
