/** How a no stands that the secretariat looks at (受入不可の確認). */
export const declineReviewStates = {
  waiting: '事務局の確認待ち',
  confirmed: '事務局が確認',
  reconsidered: '再検討を依頼',
  lapsed: '期限が過ぎ確定',
  withdrawn: '宛先が取り消し',
  overtaken: 'ほかの回答に変更',
} as const;
export type DeclineReviewState = keyof typeof declineReviewStates;
export const declineReviewStateCodes = Object.keys(declineReviewStates) as DeclineReviewState[];

/** What a recipient says that the secretariat looks at. */
export const declineVerbs = { decline: '受入不可', redirect: 'ほかの機関の紹介' } as const;
export type DeclineVerb = keyof typeof declineVerbs;
export const declineVerbCodes = Object.keys(declineVerbs) as DeclineVerb[];
