import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { settleDecline } from '#libs/referrals';
import { idIn, numberIn } from '../payload.js';

/** A no waits for the secretariat, which learns the number and nothing about the person. */
export async function announceDecline(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  await announcements.announceToSecretariat(tx, {
    eventId: event.id,
    type: 'decline.to_review',
    objectType: 'decline_review',
    objectId: idIn(event, 'reviewId'),
    number: numberIn(event, 'number'),
  });
}

/** The secretariat has agreed: the line moves, and both agencies are told of it as of any other answer. */
export async function settleConfirmed(tx: SqlTx, event: Task): Promise<void> {
  await settleDecline(tx, idIn(event, 'reviewId'));
}
