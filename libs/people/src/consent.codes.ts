/** What a recipient may use the data for (利用目的). */
export const purposes = {
  intake: '受入判断',
  support: '支援の実施',
  handover: '引継ぎ',
  report_back: '結果の返送',
} as const;
export type Purpose = keyof typeof purposes;
export const purposeCodes = Object.keys(purposes) as Purpose[];

/** How the decision was expressed (同意の方法). */
export const consentMethods = {
  written: '書面',
  electronic: '電子',
  oral: '口頭（立会人あり）',
  phone: '電話（立会人あり）',
} as const;
export type ConsentMethod = keyof typeof consentMethods;
export const consentMethodCodes = Object.keys(consentMethods) as ConsentMethod[];

/** Who decides: the person, or a representative with authority (代理人). */
export const deciders = { person: '本人', representative: '代理人' } as const;
export type Decider = keyof typeof deciders;
export const deciderCodes = Object.keys(deciders) as Decider[];
