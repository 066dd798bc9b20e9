import { Conflict } from '#libs/platform';

/** The agency takes part in the portal, and is asked there (409). */
export class IsMember extends Conflict {
  constructor() {
    super('outside.member', 'この機関は連携ポータルに参加しています。宛先に選んで送ってください。');
  }
}

/** The sending is over, or was sent to this agency already (409). */
export class OutsideNotOpen extends Conflict {
  constructor() {
    super(
      'outside.not_open',
      'この送付は終わっているか、すでに送られています。画面を読み込み直してください。',
    );
  }
}

/** Another agency has taken the request over (409). */
export class IntakeTaken extends Conflict {
  constructor() {
    super('intake.taken', 'この申し込みは、すでに引き受けられています。画面を読み込み直してください。');
  }
}
