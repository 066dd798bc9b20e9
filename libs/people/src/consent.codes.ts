/** Which way the data goes (方向): to the recipient, back from it, or between the recipients of one agreement. */
export const directions = {
  to: '伝える',
  back: '返してもらう',
  among: '宛先どうしで伝え合う',
} as const;
export type Direction = keyof typeof directions;

/** What a recipient may use the data for (利用目的), and which way it goes then. Each is agreed to separately. */
export const purposeRules = {
  intake: { name: '受入判断', direction: 'to' },
  support: { name: '支援の実施', direction: 'to' },
  handover: { name: '引継ぎ', direction: 'to' },
  conference: { name: 'ケース会議', direction: 'to' },
  placement: { name: '実習・採用の調整', direction: 'to' },
  report_back: { name: '結果の返送', direction: 'back' },
  among: { name: 'ほかの宛先への回答', direction: 'among' },
} as const satisfies Record<string, { name: string; direction: Direction }>;
export type Purpose = keyof typeof purposeRules;
export const purposeCodes = Object.keys(purposeRules) as Purpose[];

/** The names of the purposes. */
export const purposes = Object.fromEntries(
  purposeCodes.map((code) => [code, purposeRules[code].name]),
) as Readonly<Record<Purpose, string>>;

/** How the decision was expressed (同意の方法). */
export const consentMethods = {
  written: '書面',
  electronic: '電子',
  oral: '口頭（立会人あり）',
  phone: '電話（立会人あり）',
} as const;
export type ConsentMethod = keyof typeof consentMethods;
export const consentMethodCodes = Object.keys(consentMethods) as ConsentMethod[];

/** Whether a decision of this kind leaves no paper at first, so that somebody else must have heard it. */
export function isSpoken(method: ConsentMethod): boolean {
  return method === 'oral' || method === 'phone';
}

/** Who decides: the person, or a representative with authority (代理人). */
export const deciders = { person: '本人', representative: '代理人' } as const;
export type Decider = keyof typeof deciders;
export const deciderCodes = Object.keys(deciders) as Decider[];

/** On what a representative's right to decide rests (代理権). */
export const authorities = {
  parent: '親権者',
  adult_guardian: '成年後見人',
  curator: '保佐人',
  assistant: '補助人',
  voluntary_guardian: '任意後見人',
  other: 'その他',
} as const;
export type Authority = keyof typeof authorities;
export const authorityCodes = Object.keys(authorities) as Authority[];

/** What the person says to what a representative decides for them (本人の意思). */
export const assents = {
  agrees: '本人も賛成している',
  objects: '本人は反対している',
  unable: '本人の意思を確かめられない',
} as const;
export type Assent = keyof typeof assents;
export const assentCodes = Object.keys(assents) as Assent[];

/** How long a consent counts (有効期間): until a day, for some years, or while the agency supports the person. */
export const validities = { day: '日付まで', years: '年数', support: '支援の終了まで' } as const;
export type Validity = keyof typeof validities;
export const validityCodes = Object.keys(validities) as Validity[];
