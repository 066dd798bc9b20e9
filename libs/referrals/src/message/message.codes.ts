/** What is said on a line beside its moves (やりとり). */
export const messageKinds = {
  internal: '所内メモ',
  shared: '連絡',
  told: '本人に伝えたこと',
  question: '追加情報の依頼',
  answer: '追加情報の回答',
  proposal: '代替提案',
  proposal_agreed: '提案への同意',
  proposal_turned_down: '提案の見送り',
  onward: 'ほかの機関の紹介',
  stop_request: '中止の申し出',
  stop_agreed: '中止の申し出への同意',
  stop_refused: '中止の申し出への不同意',
  interim_report: '経過報告',
  transfer_request: '移管の申し出',
  transfer_agreed: '移管の申し出への同意',
  transfer_refused: '移管の申し出への不同意',
  transfer_withdrawn: '移管の申し出の取り下げ',
} as const;
export type MessageKind = keyof typeof messageKinds;
export const messageKindCodes = Object.keys(messageKinds) as MessageKind[];

/** What anybody of a party may write freely; the rest belongs to a step of the line. */
export const noteLevels = ['internal', 'shared', 'told'] as const satisfies readonly MessageKind[];
export type NoteLevel = (typeof noteLevels)[number];

/** How the person was told (伝えた方法). */
export const toldMeans = {
  meeting: '面談',
  phone: '電話',
  mail: 'メール',
  letter: '手紙',
  family: '家族・代理人を通じて',
} as const;
export type ToldMeans = keyof typeof toldMeans;
export const toldMeansCodes = Object.keys(toldMeans) as ToldMeans[];

/** How regularly the person came (出席). */
export const attendances = {
  regular: '予定どおり',
  mostly: 'おおむね予定どおり',
  irregular: '欠席が多い',
  absent: '来所していない',
} as const;
export type Attendance = keyof typeof attendances;
export const attendanceCodes = Object.keys(attendances) as Attendance[];

/** Why support that has begun should end at the source's wish. */
export const stopReasons = {
  person_does_not_wish: '本人が希望しない',
  person_moved: '本人が転居した',
  person_died: '本人が亡くなった',
  consent_withdrawn: '同意が撤回された',
  other_support: 'ほかの支援に変わる',
  other: 'その他',
} as const;
export type StopReason = keyof typeof stopReasons;
export const stopReasonCodes = Object.keys(stopReasons) as StopReason[];
