import { Conflict } from '#libs/platform';

/** The person has such a term already (409). */
export class TermExists extends Conflict {
  constructor() {
    super(
      'term.exists',
      'この方には、同じ種類の予定がすでにあります。日付を直すときは、その予定を変更してください。',
    );
  }
}

/** The term has ended, or a referral was sent already (409). */
export class TermOver extends Conflict {
  constructor() {
    super('term.over', 'この予定は終わっています。画面を読み込み直してください。');
  }
}
