import type { DataCategory } from '#libs/people';

/** How a field is filled in. */
export const typeFieldKinds = ['text', 'long', 'day', 'number', 'choice', 'flag'] as const;
export type TypeFieldKind = (typeof typeFieldKinds)[number];

/** A field that only some types of referral ask for. */
export interface TypeField {
  readonly label: string;
  readonly kind: TypeFieldKind;
  /** Under which kind of data it is told: the consent for this kind covers it. */
  readonly category: DataCategory;
  /** Longest text, or largest number. */
  readonly max?: number;
  readonly choices?: Readonly<Record<string, string>>;
  /** Worked out from other fields; nobody types it. */
  readonly derived?: true;
}

/** Longest text of a field that says nothing else. */
export const longestOf: Readonly<Record<'text' | 'long', number>> = { text: 200, long: 2000 };

const text = (label: string, category: DataCategory, max?: number): TypeField => ({
  label,
  kind: 'text',
  category,
  ...(max === undefined ? {} : { max }),
});
const long = (label: string, category: DataCategory): TypeField => ({ label, kind: 'long', category });
const day = (label: string, category: DataCategory): TypeField => ({ label, kind: 'day', category });
const derived = (label: string, category: DataCategory): TypeField => ({
  ...day(label, category),
  derived: true,
});
const flag = (label: string, category: DataCategory): TypeField => ({ label, kind: 'flag', category });
const choice = (
  label: string,
  category: DataCategory,
  choices: Readonly<Record<string, string>>,
): TypeField => ({ label, kind: 'choice', category, choices });

const knows = { told: '了解を得ている', asking: '確認中', not_told: '伝えていない' } as const;
const arrival = {
  alone: '本人だけで来所',
  accompanied: '職員が同行',
  family: '家族が同行',
  online: 'オンライン',
} as const;

const plans = { yes: 'ある', making: '作成中', no: 'ない' } as const;

/** Every field of every type, by its code; the same field means the same in all of them. */
export const typeFields = {
  firstContact: choice('最初の連絡のとり方', 'request', {
    person: '本人から連絡する',
    together: '依頼元が同席・同行する',
    recipient: '本人に連絡してほしい',
  }),
  wishedStart: text('利用を始めたい時期', 'request'),
  supporters: long('いま関わっている機関と役割', 'progress'),
  shares: long('役割の分担（だれが何をするか）', 'request'),
  sharedFrom: day('連携を始めたい日', 'request'),
  contactPace: text('連絡・情報共有の頻度', 'request'),
  informationAims: long('情報を伝える目的', 'request'),
  handling: choice('受け取った情報の扱い', 'request', {
    keep: '支援の記録に残してよい',
    read: '確認だけにして残さない',
    destroy: '確認したら破棄する',
  }),
  replyWish: choice('返信', 'request', {
    none: '不要',
    receipt: '受け取りの連絡がほしい',
    opinion: '意見がほしい',
  }),
  duties: long('引き継ぐ支援の内容', 'progress'),
  roles: long('引継ぎ後の役割分担', 'request'),
  overlap: text('並走期間', 'request'),
  transferOn: day('引継ぎの希望日', 'request'),
  meetingOn: day('三者での引継ぎ面談の日', 'request'),
  meetingAbout: long('話し合いたいこと', 'request'),
  meetingAt: text('開催の希望日時・場所', 'request'),
  attendees: long('参加をお願いしたい機関・人', 'request'),
  employedOn: day('就職日', 'employment'),
  sixMonthsOn: derived('6か月経過日', 'employment'),
  retentionStartsOn: derived('就労定着支援の開始日', 'employment'),
  retentionEndsOn: derived('就労定着支援の満了日', 'employment'),
  proposeBy: derived('満了前の打診の期限', 'employment'),
  workplace: text('勤務先', 'employment'),
  workplaceDesk: text('会社の窓口（部署・担当）', 'employment'),
  workplaceMayKnow: long('会社に伝えてよい範囲（同意は別に確認）', 'employment'),
  workplaceTold: choice('会社の了解', 'employment', knows),
  familyTold: choice('家族の了解', 'living', knows),
  meetingPace: text('面談の頻度', 'progress'),
  issues: long('課題の整理', 'progress'),
  attendance: long('直近の勤怠', 'employment'),
  school: text('学校・訓練校', 'school'),
  grade: text('学年・コース', 'school'),
  teacher: text('担任・進路担当', 'school'),
  graduatesOn: day('卒業（修了）日', 'school'),
  adultOn: derived('成年到達日', 'identity'),
  placements: long('実習先と評価', 'school'),
  course: long('進路先', 'school'),
  transitionMeeting: text('移行支援会議の日・参加者', 'school'),
  guardian: text('保護者（同意・連絡）', 'contact'),
  dailyLife: long('日常生活の様子', 'living'),
  schoolPlan: choice('個別の教育支援計画・個別移行支援計画', 'school', plans),
  interests: long('配慮事項・興味関心', 'assessment'),
  goals: long('長期・短期の目標と達成状況', 'school'),
  doctor: text('主治医', 'medical'),
  socialWorker: text('相談員（PSW・医療ソーシャルワーカー）', 'medical'),
  accompany: choice('受診の同行', 'medical', { yes: '同行できる', ask: '相談したい', no: '同行しない' }),
  questions: long('照会したいこと', 'medical'),
  workOpinion: long('就労の可否・条件についての意見', 'medical'),
  medication: long('服薬・副作用', 'medical'),
  warningSigns: long('悪化のサイン', 'medical'),
  emergency: long('緊急時の対応', 'risk'),
  opinionPaper: choice('主治医意見書', 'medical', { yes: 'ある', ordered: '依頼中', no: 'ない' }),
  opinionPaperOn: day('主治医意見書の作成日', 'medical'),
  mayAnswer: flag('結果を返すことに本人が同意している', 'request'),
  jobSeeker: choice('求職登録', 'history', { yes: '登録済み', planned: '登録の予定', no: '未登録' }),
  jobSeekerNumber: text('求職番号', 'history', 40),
  team: flag('チーム支援を希望する', 'request'),
  introducedOn: day('紹介日', 'employment'),
  interviewCompany: choice('面接への同行', 'employment', {
    yes: '同行する',
    ask: '相談したい',
    no: '同行しない',
  }),
  trialEmployment: choice('トライアル雇用', 'employment', {
    wish: '希望する',
    no: '希望しない',
    unknown: '未定',
  }),
  vocationalKind: choice('依頼の種別', 'request', {
    evaluation: '職業評価',
    preparation: '職業準備支援',
    job_coach: 'ジョブコーチ支援',
    return_to_work: 'リワーク支援',
  }),
  wishedOn: day('希望日', 'request'),
  employerAgrees: choice('事業主の同意', 'employment', knows),
  evaluationAims: long('評価で知りたいこと', 'assessment'),
  session: text('参加したい回（日時）', 'request'),
  slotNumber: { label: '枠番号', kind: 'number', category: 'request', max: 99 },
  introducedBy: text('紹介元の窓口', 'request'),
  arrival: choice('来所の方法', 'request', arrival),
  otherwise: text('対象外のときに案内したい機関', 'request'),
  grant: text('支給決定（サービス・期間）', 'disability'),
  planner: text('相談支援事業所', 'progress'),
  servicePlan: choice('サービス等利用計画', 'progress', plans),
  municipalQuestion: long('市区町村に確認したいこと', 'request'),
  traineeWork: text('希望する仕事', 'history'),
  traineeFrom: day('実習の開始希望日', 'request'),
  traineeUntil: day('実習の終了希望日', 'request'),
  traineeHours: text('曜日・時間', 'request'),
  commute: text('通い方', 'living'),
  traineeVisits: text('実習中の支援（見守り・振り返り）', 'request'),
  insurance: flag('実習中の保険に加入している', 'request'),
} as const satisfies Readonly<Record<string, TypeField>>;

export type TypeFieldCode = keyof typeof typeFields;

/** A field with all its columns. */
export function typeField(code: TypeFieldCode): TypeField {
  return typeFields[code];
}
