import { createHash, randomBytes } from 'node:crypto';

/** A new session token: 32 random octets as base64url. The database keeps only its hash. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
