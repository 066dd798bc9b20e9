/** 年に一度の確認、選んだ機関への確認. */
export const roundKinds = ['yearly', 'chosen'] as const;
export type RoundKind = (typeof roundKinds)[number];

/** Nobody has answered, it is right, there is something to mend. */
export const requestStates = ['waiting', 'confirmed', 'correcting'] as const;
export type RequestState = (typeof requestStates)[number];

/** By the link of the mail, signed in, told the secretariat by telephone, after what was wrong had been mended. */
export const answerWays = ['mail', 'signed_in', 'phone', 'corrected'] as const;
export type AnswerWay = (typeof answerWays)[number];

/** On its way, sent, there is nowhere to send it, the mail server refused it. */
export const mailStates = ['promised', 'sent', 'no_address', 'refused'] as const;
export type MailState = (typeof mailStates)[number];

/** The lists of a round; every number opens one. */
export const roundLists = ['all', 'confirmed', 'corrected', 'correcting', 'waiting', 'unreachable'] as const;
export type RoundList = (typeof roundLists)[number];

/** How the lists are called. */
export const roundListNames: Readonly<Record<RoundList, string>> = {
  all: 'すべて',
  confirmed: '確認済み',
  corrected: '直して確認済み',
  correcting: '直すところがある',
  waiting: '返事待ち',
  unreachable: 'メールが届かない',
};

/** How an answer came. */
export const answerWayNames: Readonly<Record<AnswerWay, string>> = {
  mail: 'メールのリンク',
  signed_in: 'ログインして確認',
  phone: '電話で確認',
  corrected: '直して確認',
};
