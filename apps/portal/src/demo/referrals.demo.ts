import type { DataCategory } from '#libs/people';
import type {
  AskedService,
  ReferralMode,
  ReferralPurpose,
  ReferralType,
  TypeFieldCode,
  Urgency,
} from '#libs/referrals';

/** How far a demo referral has come. */
export type DemoProgress =
  | 'draft'
  | 'sent'
  | 'received'
  | 'reviewing'
  | 'accepted'
  | 'in_progress'
  | 'reported'
  | 'completed'
  | 'declined'
  | 'suspended';

/** A referral of the demo region, and the consent on which it rests. */
export interface DemoReferral {
  readonly person: string;
  /** The agency it goes to, and whoever answers there. */
  readonly to: string;
  readonly answeredBy: string;
  readonly progress: DemoProgress;
  /** The recipient is in charge from today on. */
  readonly isHandedOver?: boolean;
  /** Further agencies that are asked, and how. */
  readonly others?: readonly string[];
  readonly mode?: ReferralMode;
  readonly type: ReferralType;
  readonly purpose: ReferralPurpose;
  readonly urgency?: Urgency;
  /** Days from today until the reply is hoped for. */
  readonly replyIn: number;
  /** Days from today until the consent ends. */
  readonly consentFor?: number;
  readonly services: AskedService[];
  readonly categories: DataCategory[];
  readonly ask: string;
  readonly wish: string;
}

/** What the demo people fill in of the fields of a type; a day stands as days from today. */
export const demoParticulars: Readonly<
  Partial<Record<ReferralType, Partial<Record<TypeFieldCode, string | number>>>>
> = {
  introduction: { firstContact: 'together', wishedStart: '来月から' },
  collaboration: {
    shares: '求職活動と職場への連絡は依頼先、生活面の相談は依頼元が受け持ちます。',
    contactPace: '月に1回',
  },
  handover: {
    transferOn: 30,
    roles: '職場の訪問と会社との連絡は引継ぎ先、家族との連絡は当面のあいだ依頼元が受け持ちます。',
    overlap: '3か月',
  },
  evaluation: { evaluationAims: '集中が続く時間と、合う作業の種類を知りたいです。' },
};

const basic: DataCategory[] = ['identity', 'request'];

/** What is on the desks of the demo region when it opens: something of every kind. */
export const demoReferrals: readonly DemoReferral[] = [
  {
    person: 'yamada',
    to: 'b_type',
    others: ['transition'],
    mode: 'choose',
    answeredBy: 'ishii',
    progress: 'accepted',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 9,
    services: ['training', 'assessment'],
    categories: [...basic, 'assessment'],
    ask: '体験を希望しています。受入れができる日程を教えてください。',
    wish: '両方を見てから、自分で選びたいです。',
  },
  {
    person: 'kobayashi',
    to: 'transition',
    others: ['b_type', 'hello_work'],
    mode: 'sequential',
    answeredBy: 'mori',
    progress: 'reviewing',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 5,
    services: ['training'],
    categories: [...basic, 'assessment'],
    ask: '週3日からの利用を希望しています。',
    wish: '少しずつ通う日を増やしたいです。',
  },
  {
    person: 'sato',
    to: 'transition',
    answeredBy: 'mori',
    progress: 'sent',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 7,
    services: ['assessment', 'training'],
    categories: [...basic, 'assessment', 'disability'],
    ask: '就労移行支援の利用を検討しています。体験利用の受入れをお願いします。',
    wish: '事務の仕事に就きたいです。まず見学してみたいです。',
  },
  {
    person: 'tanaka',
    to: 'vocational_center',
    answeredBy: 'okada',
    progress: 'reviewing',
    type: 'evaluation',
    purpose: 'intake',
    replyIn: -2,
    services: ['assessment'],
    categories: [...basic, 'history', 'medical'],
    ask: '職業評価をお願いします。体力面と集中の持続を見ていただきたいです。',
    wish: '自分に合う仕事を知りたいです。',
  },
  {
    person: 'ito',
    to: 'b_type',
    answeredBy: 'ishii',
    progress: 'declined',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 3,
    services: ['training'],
    categories: [...basic, 'assessment'],
    ask: '週2日からの通所を希望しています。',
    wish: '家の近くで、少しずつ通いたいです。',
  },
  {
    person: 'ito',
    to: 'transition',
    answeredBy: 'mori',
    progress: 'received',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 8,
    services: ['training'],
    categories: [...basic, 'assessment'],
    ask: '週2日から通える訓練を探しています。体験利用の受入れをお願いします。',
    wish: '家の近くでなくても、通えるところがあれば行ってみたいです。',
  },
  {
    person: 'watanabe',
    to: 'hello_work',
    answeredBy: 'shimizu',
    progress: 'in_progress',
    type: 'collaboration',
    purpose: 'support',
    replyIn: 5,
    consentFor: 21,
    services: ['job_search', 'placement'],
    categories: [...basic, 'history'],
    ask: '求職登録と、専門援助部門での相談をお願いします。',
    wish: '体に負担の少ない仕事を探したいです。',
  },
  {
    person: 'nakamura',
    to: 'city_office',
    answeredBy: 'ueno',
    progress: 'suspended',
    type: 'collaboration',
    purpose: 'intake',
    replyIn: 10,
    services: ['welfare'],
    categories: [...basic, 'living'],
    ask: '福祉サービスの利用について相談に乗ってください。',
    wish: '家事の手伝いがほしいです。',
  },
  {
    person: 'suzuki',
    to: 'transition',
    answeredBy: 'mori',
    progress: 'draft',
    type: 'introduction',
    purpose: 'intake',
    replyIn: 14,
    services: ['training'],
    categories: [...basic, 'assessment'],
    ask: '体験利用の日程を相談したいです。',
    wish: '',
  },
  {
    person: 'kato',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'sent',
    type: 'introduction',
    purpose: 'intake',
    urgency: 'urgent',
    replyIn: 2,
    services: ['consultation', 'living'],
    categories: [...basic, 'assessment'],
    ask: '就職活動と並行して、生活面の相談をお願いします。',
    wish: '一人で抱え込まずに、相談できる人がほしいです。',
  },
  {
    person: 'sasaki',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'received',
    type: 'collaboration',
    purpose: 'intake',
    replyIn: 6,
    services: ['consultation', 'assessment'],
    categories: [...basic, 'medical'],
    ask: '復職に向けた相談をお願いします。主治医は就労可能と判断しています。',
    wish: '前の職場に戻れるか、いっしょに考えてほしいです。',
  },
  {
    person: 'yamaguchi',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'accepted',
    type: 'handover',
    purpose: 'handover',
    replyIn: 12,
    services: ['placement', 'retention'],
    categories: [...basic, 'assessment', 'disability'],
    ask: '3月に卒業予定です。就職後の支援の引継ぎをお願いします。',
    wish: '卒業しても、相談できるところがほしいです。',
  },
  {
    person: 'matsumoto',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'in_progress',
    type: 'handover',
    purpose: 'support',
    replyIn: -20,
    services: ['retention'],
    categories: [...basic, 'history', 'medical'],
    ask: '就職が決まりました。定着の支援を引き継いでください。',
    wish: '長く働き続けたいです。',
  },
  {
    person: 'inoue',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'reported',
    type: 'handover',
    purpose: 'handover',
    replyIn: -10,
    services: ['retention'],
    categories: [...basic, 'employment'],
    ask: '就労定着支援が来月で満了します。その後の支援をお願いします。',
    wish: '困ったときに相談できると安心です。',
  },
  {
    person: 'yoshida',
    to: 'nakapotsu',
    answeredBy: 'takahashi',
    progress: 'completed',
    isHandedOver: true,
    type: 'handover',
    purpose: 'handover',
    replyIn: -30,
    services: ['retention'],
    categories: [...basic, 'history'],
    ask: '就職して半年になります。職場に慣れてきたので、定着の支援を引き継いでください。',
    wish: '同じ人に続けて相談したいです。',
  },
];
