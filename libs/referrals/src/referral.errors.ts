import { Conflict } from '#libs/platform';
import { type LineStatus, lineStatusNames } from './referral.status.js';

/** The line is in a state in which this does not happen (409). */
export class WrongState extends Conflict {
  constructor(status: LineStatus) {
    super(
      'referral.wrong_state',
      `現在の状態（${lineStatusNames[status]}）では、この操作はできません。画面を読み込み直してください。`,
      {
        status,
      },
    );
  }
}

/** A draft can be changed or discarded, a sent referral cannot (409). */
export class NotDraft extends Conflict {
  constructor() {
    super(
      'referral.not_draft',
      'この依頼は送付済みのため、変更できません。内容を改めるときは、取り下げてから作り直してください。',
    );
  }
}

/** What has been sent to somebody outside the portal is evidence: its draft is not discarded (409). */
export class DraftWentOutside extends Conflict {
  constructor() {
    super(
      'referral.sent_outside',
      'この依頼は、連携ポータルの外の機関に送付済みのため、破棄できません。送付の記録は保存されます。',
    );
  }
}

/** A draft is sent as a whole, not agency by agency (409). */
export class NotSent extends Conflict {
  constructor() {
    super('referral.not_sent', 'この依頼はまだ送られていません。依頼の画面から送ってください。');
  }
}

/** Agencies are asked one after the other, and one has not answered yet (409). */
export class OtherIsAsked extends Conflict {
  constructor() {
    super(
      'referral.other_is_asked',
      'ほかの機関の回答を待っています。次の機関には、その回答の後に送ってください。',
    );
  }
}

/** Nobody at the recipient would see the referral (409). */
export class NobodyToReceive extends Conflict {
  constructor() {
    super(
      'referral.no_desk',
      '宛先の機関に、受け取る職員がいません。電話などで連絡し、登録を依頼してください。',
    );
  }
}

/** The same person has an open referral to the same agency (409). */
export class AlreadyOpen extends Conflict {
  constructor(referralId: string, number: string) {
    super(
      'referral.already_open',
      `同じ方の依頼（${number}）が、この機関に出されています。そちらの状況を確認してください。`,
      {
        referralId,
        number,
      },
    );
  }
}

/** Too long ago to be taken up again (409). */
export class TooLateToReopen extends Conflict {
  constructor(days: number) {
    super(
      'referral.too_late',
      `終了から${days}日を過ぎた依頼は再開できません。新しい依頼を作成してください。`,
    );
  }
}

/** Another agency has accepted first, or the person chose another (409). */
export class AlreadyTaken extends Conflict {
  constructor() {
    super('referral.already_taken', 'ほかの機関での受入れが決まったため、この依頼は終了しています。');
  }
}

/** Where the person chooses among several agencies, support begins after the choice (409). */
export class NotChosenYet extends Conflict {
  constructor() {
    super(
      'referral.not_chosen_yet',
      '本人がどの機関を選ぶかが、まだ決まっていません。依頼元の連絡をお待ちください。',
    );
  }
}

/** The person's record is closed: nothing new is sent about them (409). */
export class PersonClosed extends Conflict {
  constructor() {
    super('referral.person_closed', 'この方の記録は終了しています。送る前に、本人の記録を確認してください。');
  }
}
