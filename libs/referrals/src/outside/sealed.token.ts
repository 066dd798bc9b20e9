import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { hashOfToken } from '#libs/identity';
import type { Keys } from '#libs/platform';

/** A link and the code that belongs to it. Both are shown once; the database keeps hashes. */
export interface SealedLink {
  readonly token: string;
  readonly code: string;
}

/** Makes a link and a code of eight digits, which is told by telephone. */
export function newSealedLink(): SealedLink {
  return {
    token: randomBytes(32).toString('base64url'),
    code: String(randomInt(100_000_000)).padStart(8, '0'),
  };
}

/** What the database keeps. A code is short, so its hash needs the key file: a copy of the database tells nothing of it. */
export function hashesOf(keys: Keys, { token, code }: SealedLink): { token: Buffer; code: Buffer } {
  const secret = createHmac('sha256', keys.derive('sealed link code'));
  return { token: hashOfToken(token), code: secret.update(`${token}|${code}`).digest() };
}
