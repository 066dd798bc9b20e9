import { Conflict, Forbidden } from '#libs/platform';

/** The agency asks that a superior approves what it sends (409). */
export class ApprovalNeeded extends Conflict {
  constructor() {
    super('approval.needed', 'この依頼を送るには、上司の承認が必要です。承認を求めてください。');
  }
}

/** What goes outside the portal is sent by somebody who may approve, and who did not draft it (409). */
export class SuperiorSendsOutside extends Conflict {
  constructor() {
    super(
      'approval.needed_outside',
      '連携ポータルの外の機関には、承認できる人（下書きをつくった人のほか）が送ってください。',
    );
  }
}

/** The agency has nobody who could approve it (409). */
export class NobodyApproves extends Conflict {
  constructor() {
    super(
      'approval.nobody',
      '承認できる人が、ほかにいません。管理者を登録するか、管理者に不在の代理を登録してもらってください。',
    );
  }
}

/** It waits for an approval already (409). */
export class AlreadyHandedIn extends Conflict {
  constructor() {
    super('approval.waiting', 'この依頼は、すでに承認を求めています。');
  }
}

/** It was approved, sent back or taken back already (409). */
export class ApprovalDecided extends Conflict {
  constructor() {
    super('approval.decided', 'この承認の求めは、すでに終わっています。画面を読み込み直してください。');
  }
}

/** The draft is another one than the one that was handed in (409). */
export class ApprovalOvertaken extends Conflict {
  constructor() {
    super(
      'approval.overtaken',
      '承認を求めた後に、依頼の内容・宛先・本人の記録・同意のどれかが変わりました。何も送っていません。承認を求め直してください。',
    );
  }
}

/** Whoever drafted it or asked for the approval does not decide, nor does anybody who is no superior (403). */
export class AnotherApproves extends Forbidden {
  constructor() {
    super(
      'approval.another_approves',
      '承認と差し戻しは、管理者かその代理が行います。下書きをつくった人と、承認を求めた人はできません。',
    );
  }
}
