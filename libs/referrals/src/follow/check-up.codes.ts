/** Which of the checks after a referral has closed it is (定着確認). */
export const checkUpKinds = {
  month_1: '1か月後',
  month_3: '3か月後',
  month_6: '6か月後',
  month_12: '12か月後',
  monitoring: '6か月ごとの確認',
  own: '自機関の予定',
} as const;
export type CheckUpKind = keyof typeof checkUpKinds;
export const checkUpKindCodes = Object.keys(checkUpKinds) as CheckUpKind[];

/** How somebody was reached (確認の方法). */
export const reachedWays = {
  visit: '職場訪問',
  office: '来所',
  phone: '電話',
  message: 'メール・メッセージ',
  workplace: '会社から聞いた',
  family: '家族から聞いた',
  not_reached: '連絡がつかなかった',
} as const;
export type ReachedWay = keyof typeof reachedWays;
export const reachedWayCodes = Object.keys(reachedWays) as ReachedWay[];

/** How somebody is (状況). */
export const situations = {
  working: '在職',
  changed_job: '転職して在職',
  left: '離職',
  on_leave: '休職',
  training: '訓練・福祉サービス利用中',
  unknown: '不明',
} as const;
export type Situation = keyof typeof situations;
export const situationCodes = Object.keys(situations) as Situation[];

/** Months from one 6か月ごとの確認 to the next. */
export const monitoringMonths = 6;

/** After how many months without a word somebody is looked for, unless the agency says otherwise. */
export const usualUnheardMonths = 6;
