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
