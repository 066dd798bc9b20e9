/** On what a provision without consent may rest. */
interface LegalBasis {
  readonly name: string;
  /** Where it stands in the law. */
  readonly article: string;
  /** What it means, for whoever chooses. */
  readonly meaning: string;
  /** The wording has not been checked by a lawyer yet, and is printed with that remark. */
  readonly toBeChecked?: true;
}

/** The grounds (根拠) on which something may be told without consent, in the order of the form. */
export const legalBases = {
  law: {
    name: '法令に基づく場合',
    article: '個人情報保護法27条1項1号',
    meaning: '虐待の通報など、法令が提供を求め、または認めているとき。法令の名前と条文を理由に書きます。',
  },
  life: {
    name: '人の生命・身体・財産の保護',
    article: '個人情報保護法27条1項2号',
    meaning: '人の生命・身体・財産を守るために必要で、本人の同意を得ることが難しいとき。',
  },
  public_health: {
    name: '公衆衛生の向上・児童の健全な育成',
    article: '個人情報保護法27条1項3号',
    meaning: '公衆衛生や子どもの健全な育成に特に必要で、本人の同意を得ることが難しいとき。',
  },
  public_duty: {
    name: '国・地方公共団体等への協力',
    article: '個人情報保護法27条1項4号',
    meaning: '国や自治体の事務に協力する必要があり、同意を得るとその事務に支障があるとき。',
  },
  academic_publication: {
    name: '学術研究機関等による成果の公表・教授',
    article: '個人情報保護法27条1項5号',
    meaning: '提供する側が学術研究機関等で、研究成果の公表や教授のためにやむを得ないとき。',
    toBeChecked: true,
  },
  academic_joint: {
    name: '学術研究機関等との共同研究',
    article: '個人情報保護法27条1項6号',
    meaning: '提供する側が学術研究機関等で、相手と共同して学術研究を行うとき。',
    toBeChecked: true,
  },
  academic_recipient: {
    name: '学術研究機関等への提供',
    article: '個人情報保護法27条1項7号',
    meaning: '相手が学術研究機関等で、学術研究のために扱う必要があるとき。',
    toBeChecked: true,
  },
  same_entity: {
    name: '同じ法人の中での利用',
    article: '第三者への提供にあたらない（利用目的の範囲に限る）',
    meaning: '相手が同じ法人の事業所のとき。本人に伝えた利用目的の範囲で使います。',
    toBeChecked: true,
  },
  council: {
    name: '協議会での個別事例の検討',
    article: '障害者総合支援法89条の3',
    meaning: '協議会の構成員として守秘義務を負う機関と、個別の事例を検討するとき。',
    toBeChecked: true,
  },
  public_body: {
    name: '行政機関等の目的外の提供',
    article: '個人情報保護法69条2項',
    meaning: '提供する側が国・自治体・独立行政法人等で、法律が認める場合にあたるとき。',
    toBeChecked: true,
  },
} as const satisfies Record<string, LegalBasis>;
export type BasisCode = keyof typeof legalBases;
export const basisCodes = Object.keys(legalBases) as BasisCode[];

/** The row of the table, with all its columns. */
export function basisOf(code: BasisCode): LegalBasis {
  return legalBases[code];
}

/** To which law on personal data an agency is subject (legal_regime), and what its papers cite. */
export const regimes = {
  private: { name: '民間', rule: '個人情報の保護に関する法律 第27条・第29条・第30条' },
  national: { name: '国', rule: '個人情報の保護に関する法律 第69条（文言は要確認）' },
  municipal: { name: '地方公共団体', rule: '個人情報の保護に関する法律 第69条（文言は要確認）' },
  iaa: { name: '独立行政法人等', rule: '個人情報の保護に関する法律 第69条ほか（文言は要確認）' },
} as const;
export type LegalRegime = keyof typeof regimes;

/** The law that the papers of an agency cite. */
export function ruleFor(regime: string): string {
  return (regimes[regime as LegalRegime] ?? regimes.private).rule;
}

/** How a ground stands. */
export const groundStates = {
  proposed: '承認待ち',
  approved: '承認',
  refused: '不承認',
  ended: '終了',
  expired: '期限切れ',
} as const;
export type GroundState = keyof typeof groundStates;
export const groundStateCodes = Object.keys(groundStates) as GroundState[];

/** The longest time, in days, for which one ground may open anything. */
export const longestGroundDays = 90;
