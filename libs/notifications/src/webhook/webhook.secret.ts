import { type Keys, open, seal } from '#libs/platform';

// Both secrets of a webhook are sealed for one place: the present one becomes the previous one as it is.
const placeOf = (webhookId: string) => `webhook|secret|${webhookId}`;

/** A secret as the database keeps it. */
export function sealedSecret(keys: Keys, webhookId: string, secret: string): Buffer {
  return seal(keys.derive('webhook secret'), placeOf(webhookId), Buffer.from(secret, 'utf8'));
}

/** The secret again. @throws {Unreadable} */
export function openedSecret(keys: Keys, webhookId: string, sealed: Buffer): string {
  return open(keys.derive('webhook secret'), placeOf(webhookId), sealed).toString('utf8');
}
