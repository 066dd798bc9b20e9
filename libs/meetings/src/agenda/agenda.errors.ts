import { Conflict } from '#libs/platform';
import { type MeetingState, meetingStateNames } from '../meeting/meeting.status.js';
import { mostItems } from './agenda.codes.js';

/** The meeting has begun or is over, and its agenda stays as it was (409). */
export class AgendaFrozen extends Conflict {
  constructor(state: MeetingState) {
    super('agenda.frozen', `この会議は「${meetingStateNames[state]}」のため、次第は変えられません。`, {
      state,
    });
  }
}

/** There is no such place for the item (409). */
export class AgendaPlaceMissing extends Conflict {
  constructor() {
    super('agenda.no_place', 'その位置には移せません。次第は3段までです。');
  }
}

/** There are as many items as there may be (409). */
export class AgendaFull extends Conflict {
  constructor() {
    super('agenda.full', `議題は${mostItems}件までです。先に使わないものを削除してください。`);
  }
}
