import { Conflict } from '#libs/platform';

/** The secretariat is looking at this no already (409). */
export class DeclineWaits extends Conflict {
  constructor() {
    super(
      'decline.waiting',
      '受け入れない回答は、事務局の確認を待っています。受け入れる場合は、そのまま受入れを決定できます。',
    );
  }
}

/** Nothing is being looked at, or it has been decided (409). */
export class DeclineDecided extends Conflict {
  constructor() {
    super('decline.decided', 'この回答は、すでに確認が終わっています。画面を読み込み直してください。');
  }
}

/** The network has agreed to look at refusals in this very moment (409). */
export class ReviewBegun extends Conflict {
  constructor() {
    super(
      'decline.review_begun',
      '受け入れない回答を事務局が確認する設定に変わりました。もう一度回答してください。事務局の確認を待つ回答になります。',
    );
  }
}
