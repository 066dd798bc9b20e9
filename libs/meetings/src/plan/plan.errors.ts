import { Conflict } from '#libs/platform';
import { type SlotState, slotStateNames } from './slot.status.js';

/** The council has a plan for this year already (409). */
export class YearPlanned extends Conflict {
  constructor() {
    super('year_plan.exists', 'この年度の計画は、すでにあります。画面を読み込み直してください。');
  }
}

/** The slot is in a state in which this does not happen (409). */
export class SlotNotReady extends Conflict {
  constructor(state: SlotState) {
    super(
      'year_plan.slot_wrong_state',
      `この回は「${slotStateNames[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** Something has been done for the slot, so that it cannot leave the plan without a word (409). */
export class SlotInUse extends Conflict {
  constructor() {
    super(
      'year_plan.slot_in_use',
      '日程調整や開催が決まった回は、計画から取り除けません。行わないときは「実施を見合わせる」で理由を残してください。',
    );
  }
}
