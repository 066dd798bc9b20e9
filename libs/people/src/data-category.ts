/** One line of a sheet: what it is called, and whether people write at length there. */
interface SheetField {
  readonly code: string;
  readonly name: string;
  readonly long?: boolean;
}

/** A kind of data about a person. A consent names these; nothing smaller is shared or withheld. */
interface Category {
  readonly name: string;
  /** What the person's sheet asks for. `identity` and `request` have sources of their own. */
  readonly fields: readonly SheetField[];
}

/** The data categories (項目) of the consent matrix, in the order of the forms. */
export const categories = {
  identity: { name: '基本情報（氏名・ふりがな・生年月日）', fields: [] },
  request: { name: '依頼内容・本人の意向', fields: [] },
  contact: {
    name: '連絡先',
    fields: [
      { code: 'phone', name: '電話番号' },
      { code: 'address', name: '住所' },
      { code: 'preference', name: '希望する連絡方法・避けてほしい連絡', long: true },
      { code: 'keyPerson', name: '家族・キーパーソン', long: true },
    ],
  },
  disability: {
    name: '障害・手帳',
    fields: [
      { code: 'handbook', name: '手帳（種別・等級・有効期限）' },
      { code: 'supportLevel', name: '障害支援区分' },
      { code: 'characteristics', name: '障害の特性と必要な配慮', long: true },
    ],
  },
  medical: {
    name: '診断・通院・服薬',
    fields: [
      { code: 'diagnosis', name: '診断名' },
      { code: 'clinic', name: '通院先・主治医・頻度' },
      { code: 'medication', name: '服薬と副作用', long: true },
      { code: 'advice', name: '医療面の配慮', long: true },
    ],
  },
  living: {
    name: '生活・家族',
    fields: [
      { code: 'household', name: '住まい・同居家族' },
      { code: 'rhythm', name: '生活リズム・生活面の課題', long: true },
    ],
  },
  finance: {
    name: '年金・金銭',
    fields: [
      { code: 'income', name: '年金・手当・収入' },
      { code: 'management', name: '金銭管理', long: true },
    ],
  },
  history: {
    name: '職歴・訓練',
    fields: [
      { code: 'jobs', name: '職歴', long: true },
      { code: 'training', name: '訓練・実習・資格', long: true },
    ],
  },
  employment: {
    name: '就労状況・勤務先',
    fields: [
      { code: 'workplace', name: '勤務先・職種・勤務時間' },
      { code: 'disclosure', name: '障害の開示と会社の窓口' },
      { code: 'situation', name: '勤怠と現在の課題', long: true },
    ],
  },
  assessment: {
    name: 'アセスメント',
    fields: [
      { code: 'strengths', name: '強み・得意なこと', long: true },
      { code: 'difficulties', name: '苦手なこと・支援が必要なこと', long: true },
      { code: 'goal', name: '希望する働き方・目標', long: true },
    ],
  },
  progress: {
    name: '支援経過',
    fields: [{ code: 'summary', name: 'これまでの支援と現在の状況', long: true }],
  },
  school: {
    name: '学校記録',
    fields: [
      { code: 'school', name: '学校・学年・担任' },
      { code: 'graduation', name: '卒業（見込み）の時期' },
      { code: 'placements', name: '実習先と評価', long: true },
      { code: 'course', name: '希望する進路・移行支援会議', long: true },
    ],
  },
  risk: {
    name: 'リスク・配慮',
    fields: [{ code: 'notes', name: '緊急時の対応・避けるべきこと', long: true }],
  },
  // Files alone: there is nothing to write.
  media: { name: '写真・音声', fields: [] },
  // The parts of the person's own sheets, one each: the person decides part by part to whom it is shown.
  passport_1: { name: '就労パスポート 1 職務経験', fields: [] },
  passport_2: { name: '就労パスポート 2 仕事上のアピールポイント', fields: [] },
  passport_3: { name: '就労パスポート 3 体調管理と希望する働き方', fields: [] },
  passport_4: { name: '就労パスポート 4 コミュニケーション', fields: [] },
  passport_5: { name: '就労パスポート 5 作業の進め方', fields: [] },
  passport_6: { name: '就労パスポート 6 就職後の自己チェック', fields: [] },
  passport_7: { name: '就労パスポート 7 支援機関', fields: [] },
  msfas_1: { name: 'MSFAS (1) ストレスを感じる状況', fields: [] },
  msfas_2: { name: 'MSFAS (2) 疲れが生じやすい作業', fields: [] },
  msfas_3: { name: 'MSFAS (3) 疲れたときの行動', fields: [] },
  msfas_4: { name: 'MSFAS (4) ストレス・疲れのサイン', fields: [] },
  msfas_5: { name: 'MSFAS (5) 意欲的に作業できる場面', fields: [] },
} as const satisfies Record<string, Category>;

export type DataCategory = keyof typeof categories;

/** The codes, in the order of the forms. */
export const categoryCodes = Object.keys(categories) as DataCategory[];

/** The categories in the groups in which a form shows them; every category stands in exactly one. */
export const categoryGroups = [
  { code: 'basic', name: '基本', categories: ['identity', 'request', 'contact'] },
  {
    code: 'health',
    name: '障害・医療・生活',
    categories: ['disability', 'medical', 'living', 'finance', 'risk'],
  },
  {
    code: 'work',
    name: '仕事・支援・学校',
    categories: ['history', 'employment', 'assessment', 'progress', 'school'],
  },
  {
    code: 'passport',
    name: '就労パスポート',
    categories: [
      'passport_1',
      'passport_2',
      'passport_3',
      'passport_4',
      'passport_5',
      'passport_6',
      'passport_7',
    ],
  },
  { code: 'msfas', name: 'MSFAS', categories: ['msfas_1', 'msfas_2', 'msfas_3', 'msfas_4', 'msfas_5'] },
  { code: 'files', name: '写真・音声', categories: ['media'] },
] as const satisfies readonly { code: string; name: string; categories: readonly DataCategory[] }[];

/** The categories that a person's sheet keeps. */
export const sheetCategories = categoryCodes.filter((code) => categories[code].fields.length > 0);

/** The fields of a category's sheet. */
export function fieldsOf(category: DataCategory): readonly SheetField[] {
  return categories[category].fields;
}

/** Longest text of one field of a sheet, in characters. */
export const longestSheetText = 4000;
