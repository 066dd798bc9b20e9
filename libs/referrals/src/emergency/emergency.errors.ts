import { Conflict } from '#libs/platform';

/** The opening has ended, or never was for this person (409). */
export class OpeningEnded extends Conflict {
  constructor() {
    super('emergency.ended', '緊急閲覧は終了しています。必要なときは、理由を書いてもう一度開いてください。');
  }
}

/** The package can be read in the ordinary way (409). */
export class NotNeeded extends Conflict {
  constructor() {
    super('emergency.not_needed', 'この内容は、通常の画面で閲覧できます。緊急閲覧は使えません。');
  }
}

/** The owner has reviewed it already (409). */
export class AlreadyReviewed extends Conflict {
  constructor() {
    super('emergency.reviewed', 'すでに確認されています。画面を読み込み直してください。');
  }
}
