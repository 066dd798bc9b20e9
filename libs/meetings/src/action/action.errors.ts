import { Conflict } from '#libs/platform';
import { type ActionState, actionStates } from './action.status.js';

/** The item does not go from this state to that one, or not by this agency (409). */
export class ActionNotReady extends Conflict {
  constructor(state: ActionState) {
    super(
      'action_item.wrong_state',
      `この対応事項は「${actionStates[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}
