import { createHmac } from 'node:crypto';
import type { Keys } from '#libs/platform';

/**
 * The one-time token of a request for confirmation. It is derived from the request's id and the key file, so that the
 * worker can write it into the mail although the database, the queue and the logs never hold it.
 */
export function confirmationToken(keys: Keys, requestId: string): string {
  return createHmac('sha256', keys.derive('confirmation')).update(requestId).digest('base64url');
}
