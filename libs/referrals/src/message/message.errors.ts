import { Conflict } from '#libs/platform';

/** The referral is over for this agency: nothing new is said to the other side (409). */
export class ConversationClosed extends Conflict {
  constructor() {
    super(
      'conversation.closed',
      'この依頼は終わったか、情報の提供が止まっているため、相手に送れません。書いた内容は下書きに残しました。',
    );
  }
}

/** There is nothing that waits for this answer (409). */
export class NothingToAnswer extends Conflict {
  constructor() {
    super(
      'conversation.nothing_to_answer',
      '回答を待っているものがありません。画面を読み込み直してください。',
    );
  }
}

/** The same was asked already and waits for an answer (409). */
export class AlreadyAsked extends Conflict {
  constructor() {
    super('conversation.already_asked', 'すでに申し出ています。相手の回答をお待ちください。');
  }
}

/** The agency that was suggested is not one of those that the recipient named (409). */
export class NotSuggested extends Conflict {
  constructor() {
    super('conversation.not_suggested', 'この機関は紹介されていません。画面を読み込み直してください。');
  }
}
