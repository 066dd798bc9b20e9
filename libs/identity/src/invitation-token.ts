import { createHmac } from 'node:crypto';
import type { Keys } from '#libs/platform';

/**
 * The one-time token of an invitation. It is derived from the invitation's id and the key file, so that the worker can
 * write it into the mail although the database, the queue and the logs never hold it.
 */
export function invitationToken(keys: Keys, invitationId: string): string {
  return createHmac('sha256', keys.derive('invitation')).update(invitationId).digest('base64url');
}
