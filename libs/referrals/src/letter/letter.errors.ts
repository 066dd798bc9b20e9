import { Conflict } from '#libs/platform';
import { type LetterKind, letterKinds } from './letter.kinds.js';

/** There is nothing yet that such a paper could say (409). */
export class NothingToPrint extends Conflict {
  constructor(kind: LetterKind) {
    super('letter.nothing', `${letterKinds[kind]}に書く内容が、まだありません。`);
  }
}

/** What may be told changed while the paper was being made, again and again (409). */
export class LetterOvertaken extends Conflict {
  constructor() {
    super(
      'letter.overtaken',
      '印刷しているあいだに、同意や依頼の状態が変わりました。もう一度印刷してください。',
    );
  }
}

/** The file is still being made, or could not be (409). */
export class PapersNotReady extends Conflict {
  constructor() {
    super('papers.not_ready', 'まだ作成できていません。画面を読み込み直してください。');
  }
}

/** One who has ordered several files waits until one of them is there: the press serves everybody (409). */
export class OrdersUnderWay extends Conflict {
  constructor() {
    super('papers.under_way', '作成中のまとめ印刷があります。できあがってから、もう一度お試しください。');
  }
}
