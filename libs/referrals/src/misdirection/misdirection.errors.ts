import { Conflict } from '#libs/platform';

/** The sending has been recorded as misdirected before (409). */
export class AlreadyRecorded extends Conflict {
  constructor() {
    super('misdirection.recorded', 'この宛先は、すでに誤送付として記録されています。');
  }
}

/** Something is still owed: the recipient's answer, or the day on which the person was told (409). */
export class NotSettled extends Conflict {
  constructor() {
    super('misdirection.not_settled', '相手の回答と、本人に知らせた日がそろうと、完了にできます。');
  }
}
