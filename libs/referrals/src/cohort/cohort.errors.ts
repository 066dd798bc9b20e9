import { Conflict } from '#libs/platform';

/** Somebody else is sending this group, or everybody has been sent (409). */
export class NothingToSend extends Conflict {
  constructor() {
    super('cohort.nothing_to_send', '送る人が残っていません。画面を読み込み直してください。');
  }
}

/** The person's referral has been sent already (409). */
export class SentBefore extends Conflict {
  constructor() {
    super('cohort.sent_before', 'この方の依頼は、すでに送られています。');
  }
}
