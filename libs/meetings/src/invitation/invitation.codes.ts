/** What somebody says to an invitation. 出欠の回答. */
export const answerNames = {
  needs_action: '未回答',
  accepted: '出席',
  delegated: '代理出席',
  tentative: '未定',
  declined: '欠席',
} as const;
export type InvitationAnswer = keyof typeof answerNames;
export const invitationAnswers = Object.keys(answerNames) as InvitationAnswer[];

/** What can be answered. */
export const givenAnswers = ['accepted', 'delegated', 'tentative', 'declined'] as const;
export type GivenAnswer = (typeof givenAnswers)[number];

/** How somebody takes part. 参加方法. */
export const attendanceModes = { venue: '会場', web: 'Web' } as const;
export type AttendanceMode = keyof typeof attendanceModes;
export const attendanceModeCodes = Object.keys(attendanceModes) as AttendanceMode[];

/** As what somebody is invited. 案内の区分. */
export const invitationRoles = { required: '出席', optional: '任意', observer: 'オブザーバー' } as const;
export type InvitationRole = keyof typeof invitationRoles;
export const invitationRoleCodes = Object.keys(invitationRoles) as InvitationRole[];

/** By which way an answer came. */
export const answerWays = {
  link: 'メールのリンク',
  member: 'ポータル',
  mail: 'メールの返信',
  secretariat: '事務局が入力',
} as const;
export type AnswerWay = keyof typeof answerWays;

/** What a mail to somebody who is invited tells. */
export const dispatchKinds = {
  request: '開催案内',
  update: '変更の連絡',
  cancel: '中止・取消の連絡',
  reminder: '前日の連絡',
  nudge: '回答のお願い',
} as const;
export type DispatchKind = keyof typeof dispatchKinds;

/** How far a mail has come. 送信の状況. */
export const dispatchStates = {
  waiting: '送信待ち',
  sending: '送信中',
  sent: '送信済み',
  failed: '送信できませんでした',
  dropped: '送信しませんでした',
} as const;
export type DispatchState = keyof typeof dispatchStates;

/** What stood in the way of an answer, or that nothing did. */
export type AnswerOutcome = 'done' | 'unknown' | 'withdrawn' | 'cancelled' | 'postponed' | 'over' | 'full';
