/** How several agencies are asked (依頼方式). */
export const referralModes = {
  single: '単独',
  first_accept: '同時打診（先着）',
  choose: '同時打診（本人が選ぶ）',
  sequential: '順次打診',
  joint: '分担',
} as const;
export type ReferralMode = keyof typeof referralModes;
export const referralModeCodes = Object.keys(referralModes) as ReferralMode[];

/** Most agencies that one referral may ask. */
export const mostRecipients = 10;

/** What kind of referral it is (種別). */
export const referralTypes = {
  introduction: '紹介',
  collaboration: '連携依頼',
  handover: '引継ぎ',
  evaluation: '職業評価の依頼',
  trainee: '職場実習の依頼',
  information: '情報提供のみ',
  case_meeting: 'ケース会議の招集',
  retention_end: '就労定着支援からの引継ぎ',
  graduate: '卒業生の引継ぎ',
  medical: '医療機関との連携',
  hello_work: 'ハローワークのチーム支援',
  vocational_center: '職業センターへの依頼',
  guidance: '職業ガイダンス',
  municipality: '市区町村への依頼',
} as const;
export type ReferralType = keyof typeof referralTypes;
export const referralTypeCodes = Object.keys(referralTypes) as ReferralType[];

/** What the recipient may use the package for. */
export const referralPurposeCodes = ['intake', 'support', 'handover'] as const;
export type ReferralPurpose = (typeof referralPurposeCodes)[number];

/** How soon (緊急度). */
export const urgencies = { normal: '通常', soon: '急ぎ', urgent: '至急' } as const;
export type Urgency = keyof typeof urgencies;
export const urgencyCodes = Object.keys(urgencies) as Urgency[];

/** What the recipient is asked to do (依頼する支援の内容). */
export const askedServices = {
  consultation: '相談・面談',
  assessment: 'アセスメント・職業評価',
  training: '訓練・作業体験',
  trainee: '職場実習',
  job_search: '求職活動・職業紹介',
  placement: '就職時の調整',
  retention: '職場定着の支援',
  living: '生活面の支援',
  medical: '医療との連携',
  welfare: '福祉サービスの利用調整',
  other: 'その他',
} as const;
export type AskedService = keyof typeof askedServices;
export const askedServiceCodes = Object.keys(askedServices) as AskedService[];

/** On whose side a reason lies (帰属). */
export const attributions = { agency: '機関の事情', person: '本人の事情' } as const;
export type Attribution = keyof typeof attributions;
export const attributionCodes = Object.keys(attributions) as Attribution[];

interface Reason {
  readonly name: string;
  readonly attribution: Attribution;
  /** The code alone says too little. */
  readonly noteRequired?: true;
}

/** Why a line ended or was opened again. Each verb has its own list; each reason says on whose side it lies. */
export const reasons = {
  decline: {
    no_capacity: { name: '定員に空きがない', attribution: 'agency' },
    out_of_area: { name: '対象地域の外', attribution: 'agency' },
    not_eligible: {
      name: '対象要件に合わない（年齢・手帳・期間）',
      attribution: 'agency',
      noteRequired: true,
    },
    mismatch: { name: '支援内容が合わない', attribution: 'agency' },
    other_agency: { name: 'ほかの機関が適切', attribution: 'agency', noteRequired: true },
    safety: { name: '安全上の理由', attribution: 'agency', noteRequired: true },
    too_little_information: { name: '情報が足りない', attribution: 'agency' },
    person_does_not_wish: { name: '本人が希望しない', attribution: 'person' },
    person_not_reached: { name: '本人と連絡が取れない', attribution: 'person' },
    person_started_elsewhere: { name: '本人がほかで支援を開始した', attribution: 'person' },
    other: { name: 'その他（機関の事情）', attribution: 'agency', noteRequired: true },
    other_person: { name: 'その他（本人の事情）', attribution: 'person', noteRequired: true },
  },
  cancel: {
    not_needed: { name: '依頼が不要になった', attribution: 'agency' },
    wrong_content: { name: '依頼内容の誤り', attribution: 'agency' },
    other_recipient: { name: 'ほかの機関に依頼する', attribution: 'agency' },
    person_does_not_wish: { name: '本人が希望しない', attribution: 'person' },
    consent_withdrawn: { name: '同意が撤回された', attribution: 'person' },
    person_moved: { name: '本人が転居した', attribution: 'person' },
    person_died: { name: '本人が亡くなった', attribution: 'person' },
    no_new_consent: { name: '新しい同意が得られなかった', attribution: 'person' },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
  redirect: {
    other_agency: { name: 'ほかの機関が適切', attribution: 'agency' },
    no_capacity: { name: '定員に空きがない', attribution: 'agency' },
    out_of_area: { name: '対象地域の外', attribution: 'agency' },
    not_eligible: { name: '対象要件に合わない（年齢・手帳・期間）', attribution: 'agency' },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
  person_decline: {
    does_not_wish: { name: '本人が希望しない', attribution: 'person' },
    chose_other: { name: '本人がほかの機関を選んだ', attribution: 'person' },
    condition: { name: '体調などの事情', attribution: 'person' },
    moved: { name: '本人が転居した', attribution: 'person' },
    died: { name: '本人が亡くなった', attribution: 'person' },
    other: { name: 'その他', attribution: 'person', noteRequired: true },
  },
  stop: {
    source_asked: { name: '依頼元の申し出による', attribution: 'agency' },
    person_does_not_wish: { name: '本人が希望しない', attribution: 'person' },
    person_moved: { name: '本人が転居した', attribution: 'person' },
    person_died: { name: '本人が亡くなった', attribution: 'person' },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
  mark_error: {
    wrong_recipient: { name: '宛先を誤った（誤送付）', attribution: 'agency' },
    wrong_person: { name: '別の方の情報を送った（誤送付）', attribution: 'agency' },
    entered_in_error: { name: '誤って登録した', attribution: 'agency' },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
  expire: {
    agency_silent: { name: '期限切れ（機関から回答がない）', attribution: 'agency' },
    person_silent: { name: '期限切れ（本人から返事がない）', attribution: 'person' },
  },
  fail: {
    person_stopped: { name: '本人が利用をやめた', attribution: 'person' },
    person_not_reached: { name: '本人と連絡が取れない', attribution: 'person' },
    consent_withdrawn: { name: '同意が撤回された', attribution: 'person' },
    person_died: { name: '本人が亡くなった', attribution: 'person' },
    no_show: { name: '本人が来所しなかった', attribution: 'person' },
    unable: { name: '支援を続けられない', attribution: 'agency', noteRequired: true },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
  reopen: {
    place_available: { name: '空きが出た', attribution: 'agency' },
    person_wishes_again: { name: '本人が改めて希望した', attribution: 'person' },
    content_corrected: { name: '依頼内容を改めた', attribution: 'agency' },
    other: { name: 'その他', attribution: 'agency', noteRequired: true },
  },
} as const satisfies Record<string, Record<string, Reason>>;

export type ReasonedVerb = keyof typeof reasons;

/** The reasons of a verb, with all their columns. */
export function reasonsOf(verb: ReasonedVerb): Readonly<Record<string, Reason>> {
  return reasons[verb];
}

/** How the support came out (結果). */
export const results = {
  registered: '登録',
  contract: '利用契約',
  employed: '就職',
  retained: '定着',
  interrupted: '中断',
  not_applicable: '対象外',
} as const;
export type ReportResult = keyof typeof results;
export const resultCodes = Object.keys(results) as ReportResult[];
