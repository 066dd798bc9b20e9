import { Conflict } from '#libs/platform';

/** The part of this agency is over: it may say that it is told nothing more, and speaks for nobody else (409). */
export class LineOver extends Conflict {
  constructor() {
    super(
      'withdrawal.line_over',
      '終了した依頼では、「この機関への提供をやめる」撤回だけを記録できます。ほかの範囲は、依頼元の機関へ伝えるよう案内してください。',
    );
  }
}

/** The agency has answered already; an answer is not changed (409). */
export class AlreadyAnswered extends Conflict {
  constructor() {
    super('erasure.answered', 'すでに回答されています。画面を読み込み直してください。');
  }
}
