import { Conflict } from '#libs/platform';

/** The agency has answered already; an answer is not changed (409). */
export class AlreadyAnswered extends Conflict {
  constructor() {
    super('erasure.answered', 'すでに回答されています。画面を読み込み直してください。');
  }
}
