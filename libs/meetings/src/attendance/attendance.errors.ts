import { Conflict } from '#libs/platform';

/** The list is finished (409). */
export class AttendanceClosed extends Conflict {
  constructor() {
    super('attendance.closed', '出欠は確定しています。直すときは、先に確定を取り消してください。');
  }
}

/** Nobody was there yet (409). */
export class AttendanceTooEarly extends Conflict {
  constructor() {
    super('attendance.too_early', '出欠は、開催を知らせた会議に記録できます。');
  }
}

/** Somebody's attendance is not known yet (409). */
export class AttendanceIncomplete extends Conflict {
  constructor(unknown: number) {
    super('attendance.incomplete', `出欠が未記入の委員が${unknown}人います。記入してから確定してください。`, {
      unknown,
    });
  }
}

/** The word of the day is not this one, or the meeting is not in session (409). */
export class CheckInRefused extends Conflict {
  constructor() {
    super(
      'attendance.check_in_refused',
      '受付できませんでした。受付番号（6けた）を確かめてください。受付は開会から閉会までです。',
    );
  }
}
