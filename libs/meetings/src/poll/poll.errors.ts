import { Conflict } from '#libs/platform';
import { type PollState, pollStateNames } from './poll.status.js';

/** The poll is in a state in which this does not happen (409). */
export class PollNotReady extends Conflict {
  constructor(state: PollState) {
    super(
      'poll.wrong_state',
      `この日程調整は「${pollStateNames[state]}」のため、この操作はできません。画面を読み込み直してください。`,
      { state },
    );
  }
}

/** Somebody without whom no day is set cannot come on a day that was picked (409). */
export class RequiredRefused extends Conflict {
  constructor(names: readonly string[]) {
    super(
      'poll.required_refused',
      `必ず出席していただく方（${names.join('、')}）が「×」と答えた候補です。それでも決めるときは、確認のうえもう一度決定してください。`,
    );
  }
}

/** Everybody has answered, was asked today, or has no address (409). */
export class NobodyToRemind extends Conflict {
  constructor() {
    super(
      'poll.nobody_to_remind',
      '催促する相手がいません。全員が回答しているか、今日すでに知らせています。',
    );
  }
}

/** There is no address to which a link could go (409). */
export class NoAddress extends Conflict {
  constructor() {
    super(
      'poll.no_address',
      'メールアドレスがないため、送れません。電話などで聞いて、代わりに入力できます。',
    );
  }
}
