/** How the person said it (申出の方法). */
export const withdrawalChannels = {
  desk: '窓口',
  phone: '電話',
  letter: '手紙・書面',
  visit: '訪問先',
} as const;
export type WithdrawalChannel = keyof typeof withdrawalChannels;
export const withdrawalChannelCodes = Object.keys(withdrawalChannels) as WithdrawalChannel[];

/** How it came to be known: a later decision speaks for itself. */
export const recordedChannels = { ...withdrawalChannels, decision: '同意・不同意の記録' } as const;
export type RecordedChannel = keyof typeof recordedChannels;
export const recordedChannelCodes = Object.keys(recordedChannels) as RecordedChannel[];

/** What was taken back (撤回の範囲). */
export const withdrawalScopes = {
  whole: '同意のすべて',
  recipient: '1つの相手',
  category: '1つの項目',
  cell: '1つの相手の、1つの目的と項目',
  decision: 'あとの不同意・更新などで外れた項目',
} as const;
export type WithdrawalScopeCode = keyof typeof withdrawalScopes;
export const withdrawalScopeCodes = Object.keys(withdrawalScopes) as WithdrawalScopeCode[];

/** What became of what a recipient had been told (回答). */
export const erasureAnswers = {
  destroyed: '破棄した',
  returned: '返却した',
  kept_by_law: '法令により保存している',
} as const;
export type ErasureAnswer = keyof typeof erasureAnswers;
export const erasureAnswerCodes = Object.keys(erasureAnswers) as ErasureAnswer[];

/** How an agency outside the portal let it be known (回答を受けた方法). */
export const heardMeans = {
  phone: '電話',
  letter: '手紙・書面',
  fax: 'FAX',
  mail: 'メール',
  visit: '訪問・来所',
} as const;
export type HeardMeans = keyof typeof heardMeans;
export const heardMeansCodes = Object.keys(heardMeans) as HeardMeans[];
