import { createHmac } from 'node:crypto';
import type { Keys } from '#libs/platform';

/**
 * The link by which an invitation is answered. Derived from its id, the round and the key file, so that the worker can
 * write it into a mail although the database keeps only its hash; a new round ends the link of the old one.
 */
export function answerToken(keys: Keys, invitationId: string, round: number): string {
  return createHmac('sha256', keys.derive('meeting answer'))
    .update(`${invitationId} ${round}`)
    .digest('base64url');
}

/**
 * The mark with which replies from a mailbox come back: one for a meeting and an address, so that the organizer of an event
 * is the same in all of its versions, and nobody can reply in the name of another mailbox.
 */
export function replyTag(keys: Keys, meetingId: string, address: string): string {
  return mark(keys.derive('meeting reply'), `${meetingId} ${address}`);
}

/** The mark with which one mail comes back that cannot be delivered. */
export function returnTag(keys: Keys, dispatchId: string): string {
  return `b-${mark(keys.derive('meeting return'), dispatchId)}`;
}

/** Small letters and digits alone: mail servers do not keep capitals apart. */
function mark(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 24);
}

/** The address of the portal with a mark in it; without a mailbox that the portal reads there is none. */
export function markedAddress(mailbox: string | undefined, tag: string): string | undefined {
  if (!mailbox) return undefined;
  const at = mailbox.lastIndexOf('@');
  return `${mailbox.slice(0, at)}+${tag}${mailbox.slice(at)}`;
}

/** The marks with which a mail came to the portal's mailbox. */
export function marksIn(mailbox: string | undefined, recipients: readonly string[]): readonly string[] {
  if (!mailbox) return [];
  const at = mailbox.lastIndexOf('@');
  const [before, after] = [`${mailbox.slice(0, at)}+`.toLowerCase(), mailbox.slice(at).toLowerCase()];
  return recipients
    .filter((address) => address.startsWith(before) && address.endsWith(after))
    .map((address) => address.slice(before.length, -after.length));
}
