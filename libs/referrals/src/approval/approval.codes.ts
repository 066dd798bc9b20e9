/** When an agency's superiors approve what it sends (決裁). */
export const approvalRules = {
  never: '決裁を求めない',
  always: 'いつも決裁を求める',
  not_urgent: '至急のもののほかは、決裁を求める',
} as const;
export type ApprovalRule = keyof typeof approvalRules;
export const approvalRuleCodes = Object.keys(approvalRules) as ApprovalRule[];

/** How a request for an approval stands. */
export const approvalStates = {
  waiting: '承認待ち',
  approved: '承認して送付',
  returned: '差し戻し',
  withdrawn: '取り下げ',
  overtaken: '内容が変わり無効',
} as const;
export type ApprovalState = keyof typeof approvalStates;
export const approvalStateCodes = Object.keys(approvalStates) as ApprovalState[];
