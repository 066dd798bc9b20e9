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

// Why nobody, or not this person, may open it again now.
const emergencyLimits = {
  over: 'この依頼は終了から90日を過ぎているため、緊急閲覧は使えません。依頼元の機関に連絡してください。',
  open: 'この依頼の緊急閲覧は、すでに開いています。開いている閲覧を使ってください。',
  manager: 'この依頼では、前の緊急閲覧が「必要な閲覧ではなかった」と確認されています。管理者だけが開けます。',
  often: '緊急閲覧は、1人につき24時間で5回までです。管理者に相談してください。',
} as const;
/** A limit on openings. */
export type EmergencyLimit = keyof typeof emergencyLimits;

/** A limit on openings is reached (409). */
export class OpeningLimited extends Conflict {
  constructor(limit: EmergencyLimit) {
    super(`emergency.limit_${limit}`, emergencyLimits[limit]);
  }
}
