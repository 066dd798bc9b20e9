import { Conflict } from '#libs/platform';

/** The transition is over (409). */
export class TransitionClosed extends Conflict {
  constructor() {
    super('transition.closed', 'この移行ケースは終了しています。');
  }
}

/** Referrals of it go on, or have not been sent (409). */
export class ReferralsGoOn extends Conflict {
  constructor(numbers: readonly string[]) {
    super(
      'transition.goes_on',
      `終わっていない依頼があります（${numbers.join('、')}）。すべての依頼が終わってから、終了してください。`,
    );
  }
}

/** The referral belongs to a transition already (409). */
export class InAnotherTransition extends Conflict {
  constructor() {
    super('transition.has_one', 'この依頼は、すでに移行ケースに入っています。');
  }
}
