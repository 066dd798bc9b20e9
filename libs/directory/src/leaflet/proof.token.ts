import { createHmac } from 'node:crypto';
import type { Keys } from '#libs/platform';

/**
 * The one-time token of a proof. Derived from its id and the key file, so that the worker can write it into the mail
 * although the database keeps only its hash.
 */
export function proofToken(keys: Keys, proofId: string): string {
  return createHmac('sha256', keys.derive('leaflet proof')).update(proofId).digest('base64url');
}
