/** How agencies of one type look in the demo region. */
export interface DemoKind {
  readonly type: string;
  readonly share: number;
  /** {stem} and {word} are filled in. */
  readonly name: string;
  readonly kana: string;
  readonly legalForm: 'company' | 'welfare' | 'npo' | 'medical';
  readonly services: readonly string[];
  /** A service that some of them give as well. */
  readonly also?: string;
  readonly capacity?: readonly number[];
}

const placed = [10, 14, 20, 20, 30, 40];

/** The types of the demo region and how common they are. */
export const demoKinds: readonly DemoKind[] = [
  {
    type: 'b_type',
    share: 620,
    name: '{stem}{word}工房',
    kana: '{stem}{word}こうぼう',
    legalForm: 'welfare',
    services: ['b_type'],
    also: 'daily_care',
    capacity: placed,
  },
  {
    type: 'b_type',
    share: 180,
    name: 'ワークス{word}{stem}',
    kana: 'わーくす{word}{stem}',
    legalForm: 'npo',
    services: ['b_type'],
    also: 'a_type',
    capacity: placed,
  },
  {
    type: 'a_type',
    share: 190,
    name: '{stem}ファクトリー{word}',
    kana: '{stem}ふぁくとりー{word}',
    legalForm: 'company',
    services: ['a_type'],
    capacity: placed,
  },
  {
    type: 'transition',
    share: 150,
    name: '就労移行支援{word}{stem}',
    kana: 'しゅうろういこうしえん{word}{stem}',
    legalForm: 'company',
    services: ['transition'],
    also: 'retention',
    capacity: [20, 20, 20, 30],
  },
  {
    type: 'retention',
    share: 60,
    name: '就労定着支援センター{word}{stem}',
    kana: 'しゅうろうていちゃくしえんせんたー{word}{stem}',
    legalForm: 'company',
    services: ['retention'],
  },
  {
    type: 'employment_choice',
    share: 20,
    name: '就労選択支援{word}{stem}',
    kana: 'しゅうろうせんたくしえん{word}{stem}',
    legalForm: 'welfare',
    services: ['employment_choice'],
    capacity: [10],
  },
  {
    type: 'group_home',
    share: 340,
    name: 'グループホーム{word}{stem}',
    kana: 'ぐるーぷほーむ{word}{stem}',
    legalForm: 'welfare',
    services: ['group_home'],
    capacity: [4, 5, 7, 10],
  },
  {
    type: 'consultation_support',
    share: 230,
    name: '{stem}相談支援センター{word}',
    kana: '{stem}そうだんしえんせんたー{word}',
    legalForm: 'welfare',
    services: ['plan_consultation'],
    also: 'child_consultation',
  },
  {
    type: 'daily_care',
    share: 170,
    name: '{stem}生活介護{word}',
    kana: '{stem}せいかつかいご{word}',
    legalForm: 'welfare',
    services: ['daily_care'],
    also: 'short_stay',
    capacity: placed,
  },
  {
    type: 'independence_training',
    share: 50,
    name: '自立訓練{word}{stem}',
    kana: 'じりつくんれん{word}{stem}',
    legalForm: 'npo',
    services: ['life_training'],
    capacity: [10, 20],
  },
  {
    type: 'activity_center',
    share: 50,
    name: '地域活動支援センター{word}{stem}',
    kana: 'ちいきかつどうしえんせんたー{word}{stem}',
    legalForm: 'npo',
    services: ['activity_center'],
  },
  {
    type: 'home_nursing',
    share: 110,
    name: '訪問看護ステーション{word}{stem}',
    kana: 'ほうもんかんごすてーしょん{word}{stem}',
    legalForm: 'company',
    services: ['home_nursing'],
  },
  {
    type: 'psychiatric_clinic',
    share: 60,
    name: '{stem}{word}こころの診療所',
    kana: '{stem}{word}こころのしんりょうじょ',
    legalForm: 'medical',
    services: ['psychiatric_outpatient'],
    also: 'psychiatric_day_care',
  },
  {
    type: 'hospital',
    share: 24,
    name: '{stem}{word}病院',
    kana: '{stem}{word}びょういん',
    legalForm: 'medical',
    services: ['psychiatric_outpatient'],
    also: 'psychiatric_day_care',
  },
  {
    type: 'home_help',
    share: 120,
    name: '{stem}ヘルプ{word}',
    kana: '{stem}へるぷ{word}',
    legalForm: 'company',
    services: ['home_care'],
    also: 'accompanying_support',
  },
  {
    type: 'child_support',
    share: 110,
    name: '放課後クラブ{word}{stem}',
    kana: 'ほうかごくらぶ{word}{stem}',
    legalForm: 'company',
    services: ['after_school_day'],
    capacity: [10],
  },
];
