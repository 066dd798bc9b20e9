import { PortalError, Unauthenticated } from '../errors.js';

/** Anybody on whose behalf the database is read: it sees what the live session behind this token may see. */
export interface SessionHolder {
  readonly session: string;
}

/** Nobody: row-level security shows such a reader the public tables only. */
export const anonymous: SessionHolder = { session: '' };

const token = /^[A-Za-z0-9_-]{43}$/;

/**
 * The session token, checked to be 32 bytes of base64url, so that it may stand in a SET LOCAL statement.
 * @throws {Unauthenticated} for anything else.
 */
export function safeToken(holder: SessionHolder): string {
  if (holder.session === '' || token.test(holder.session)) return holder.session;
  throw new Unauthenticated() satisfies PortalError;
}
