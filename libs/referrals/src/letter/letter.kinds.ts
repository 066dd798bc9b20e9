/** The papers of a referral (書面). */
export const letterKinds = {
  request: '連携依頼書',
  answer: '回答書',
  interim: '経過報告書',
  outcome: '結果報告書',
} as const;
export type LetterKind = keyof typeof letterKinds;
export const letterKindCodes = Object.keys(letterKinds) as LetterKind[];

/** Most referrals that are printed into one file. */
export const mostPrinted = 50;
