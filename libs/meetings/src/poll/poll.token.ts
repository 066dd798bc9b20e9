import { createHmac } from 'node:crypto';
import type { Keys } from '#libs/platform';

/**
 * The link of somebody who is asked. Derived from the key file, so that the worker can write it into the mail although the
 * database keeps only its hash; with the next number it is another one.
 */
export function pollToken(keys: Keys, inviteeId: string, linkNo: number): string {
  return createHmac('sha256', keys.derive('date poll')).update(`${inviteeId}.${linkNo}`).digest('base64url');
}
