/** What is wrong. */
export const reportTopics = ['phone', 'address', 'hours', 'service', 'closed', 'other'] as const;
export type ReportTopic = (typeof reportTopics)[number];

/** The names of the topics. */
export const reportTopicNames: Readonly<Record<ReportTopic, string>> = {
  phone: '電話番号・FAX番号',
  address: '所在地・地図',
  hours: '利用できる日・時間',
  service: 'サービスの内容・空き',
  closed: '閉所・移転している',
  other: 'そのほか',
};

/** A member who is signed in, a visitor of the public page, whoever held the link of a mail. */
export const reportSources = ['member', 'public', 'confirmation'] as const;
export type ReportSource = (typeof reportSources)[number];

/** 未対応・直した・誤りではない. */
export const reportStates = ['open', 'fixed', 'not_error'] as const;
export type ReportState = (typeof reportStates)[number];

/** The names of the states. */
export const reportStateNames: Readonly<Record<ReportState, string>> = {
  open: '未対応',
  fixed: '直しました',
  not_error: '誤りではありません',
};

/** Why somebody should look at an entry: portal.report_entry writes the same words. */
export const reportedWhy = '誤りの報告がありました';
