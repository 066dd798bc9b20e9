import { Conflict } from '#libs/platform';

/** The session was cancelled or has begun (409). */
export class SessionClosed extends Conflict {
  constructor() {
    super('session.closed', 'この回は終わったか、中止になっています。ほかの回を選んでください。');
  }
}

/** The referral has a place in this session already (409). */
export class BookedBefore extends Conflict {
  constructor() {
    super('session.booked_before', 'この依頼は、この回をすでに予約しています。');
  }
}

/** More places are booked than the session would have (409). */
export class TooFewSlots extends Conflict {
  constructor(taken: number) {
    super(
      'session.too_few',
      `すでに${taken}枠が予約されています。予約を減らしてから、枠の数を変えてください。`,
      {
        taken,
      },
    );
  }
}
