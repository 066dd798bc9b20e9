import { Conflict } from '#libs/platform';
import { type MeetingState, meetingStateNames } from './meeting.status.js';

/** The meeting is in a state in which this does not happen (409). */
export class MeetingNotReady extends Conflict {
  constructor(state: MeetingState) {
    super(
      'meeting.wrong_state',
      `この会議は「${meetingStateNames[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** It cannot have been held before it began (409). */
export class MeetingNotBegun extends Conflict {
  constructor() {
    super(
      'meeting.not_begun',
      '開催の日時より前のため、開催済みにできません。日時を変えるときは、会議の内容を変更してください。',
    );
  }
}
