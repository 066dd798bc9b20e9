import type { OwnSheetField, SheetOption } from './own-sheet.field.js';

const long = (code: string, name: string, hint?: string): OwnSheetField => ({
  code,
  name,
  kind: 'long',
  ...(hint ? { hint } : {}),
});
const some = (code: string, name: string, names: Readonly<Record<string, string>>): OwnSheetField => ({
  code,
  name,
  kind: 'some',
  options: Object.entries(names).map(([option, called]): SheetOption => ({ code: option, name: called })),
  other: true,
});

/** The seven parts of the work passport. Nothing has to be filled in: the person decides what stands there. */
export const passportForm = [
  {
    category: 'passport_1',
    name: '職務経験',
    fields: [
      {
        code: 'jobs',
        name: 'これまでの仕事',
        kind: 'rows',
        most: 20,
        columns: [
          { code: 'period', name: '期間' },
          { code: 'work', name: '仕事の内容' },
          { code: 'place', name: '働き方（正社員・パートなど）' },
          { code: 'note', name: 'よかったこと・続けるための工夫' },
        ],
      },
      long('placements', '実習・訓練', '実習先での作業、訓練で身につけたこと'),
      long('licences', '資格・免許'),
    ],
  },
  {
    category: 'passport_2',
    name: '仕事上のアピールポイント',
    fields: [
      long('strengths', '得意なこと・力を発揮しやすいこと'),
      long('praised', '職場や実習で評価されたこと'),
      long('interests', '興味のある仕事・やってみたいこと'),
    ],
  },
  {
    category: 'passport_3',
    name: '体調管理と希望する働き方',
    fields: [
      long('stressors', 'ストレスを感じやすい状況・場面'),
      long('signs', 'ストレスや疲れのサイン', '自分で気づくもの、まわりが気づくもの'),
      long('coping', '対処方法', '自分ですること、まわりに頼みたいこと'),
      long('clinic', '通院のために必要な配慮', '通院の頻度、休みや早退の希望'),
      long('medication', '服薬のために必要な配慮'),
      { code: 'hours', name: '希望する働く時間・日数', kind: 'text' },
      long('work', '希望する仕事・働き方'),
    ],
  },
  {
    category: 'passport_4',
    name: 'コミュニケーション',
    fields: [
      some('ways', '伝わりやすい方法', {
        talk: '会って話す',
        paper: 'メモや書面',
        mail: 'メール・チャット',
        phone: '電話',
        pictures: '図や写真',
        sign: '手話・筆談',
      }),
      long('easy', 'やりとりしやすい相手・場面'),
      long('hard', 'やりとりで苦手なこと'),
      long('asking', '困ったときの相談のしかた', 'だれに、いつ、どうやって'),
    ],
  },
  {
    category: 'passport_5',
    name: '作業の進め方',
    fields: [
      some('instructions', '指示の受け方', {
        one: '一つずつ',
        written: '手順書やメモで',
        shown: '見本を見て',
        spoken: '口頭で',
        checked: '確認しながら',
        same: '決まった人から',
      }),
      some('environment', '作業しやすい環境', {
        quiet: '静かなところ',
        few: '人の出入りが少ないところ',
        light: '明るさを調整できる',
        tools: '耳栓・ついたてなどを使える',
        seat: '席が決まっている',
        sit: '座ってできる',
      }),
      some('pace', '作業の進め方', {
        single: '一つの作業を続ける',
        several: 'いくつかの作業を交互に',
        own: '自分のペースで',
        timed: '時間を区切って',
        breaks: 'こまめに休憩をとる',
      }),
      long('accuracy', '正確さ・速さで工夫していること'),
      long('considerations', '職場にお願いしたい配慮'),
    ],
  },
  {
    category: 'passport_6',
    name: '就職後の自己チェック',
    fields: [long('aims', '振り返りで大切にしたいこと')],
  },
  {
    category: 'passport_7',
    name: '支援機関',
    fields: [
      {
        code: 'supporters',
        name: '相談できる機関',
        kind: 'rows',
        most: 12,
        columns: [
          { code: 'agency', name: '機関' },
          { code: 'person', name: '担当者' },
          { code: 'contact', name: '連絡先' },
          { code: 'support', name: '支援の内容' },
        ],
      },
    ],
  },
] as const satisfies readonly {
  category: `passport_${number}`;
  name: string;
  fields: readonly OwnSheetField[];
}[];
