import type { DataCategory } from '#libs/people';

/** An invented person of one of the demo agencies. */
export interface DemoPerson {
  readonly key: string;
  /** Who registers them: a login of the demo. */
  readonly by: string;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string;
  readonly phone?: string;
  readonly sheets: Partial<Record<DataCategory, Record<string, string>>>;
}

const goals = {
  assessment: {
    strengths: '決まった手順の作業を、最後までていねいに続けられます。',
    difficulties: '急な予定の変更があると、不安が強くなります。',
    goal: '週4日、1日5時間程度の事務補助から始めたいと話しています。',
  },
};
const history = {
  history: {
    jobs: '食品製造（2年3か月）、倉庫での仕分け（8か月）。',
    training: 'パソコン基礎の訓練を3か月受講。文書作成の検定3級。',
  },
};
const medical = {
  medical: {
    diagnosis: 'うつ病',
    clinic: '青葉こもれび病院 精神科、月に2回',
    medication: '朝・夕に服薬。飲み忘れは週に1回ほど。',
    advice: '疲れがたまると眠れなくなります。残業は避けてください。',
  },
};
const disability = {
  disability: {
    handbook: '精神障害者保健福祉手帳 2級（令和9年6月まで）',
    supportLevel: '区分なし',
    characteristics: '指示は一つずつ、口頭とメモの両方で伝えると安心します。',
  },
};
const living = { living: { household: '一人暮らし', rhythm: '起床は8時ごろ。昼食を抜くことがあります。' } };

/** The people of the demo region: names, birth dates and telephones are invented. */
export const demoPeople: readonly DemoPerson[] = [
  {
    key: 'yamada',
    by: 'takahashi',
    name: '山田 晴香',
    kana: 'やまだ はるか',
    birthDate: '1994-05-12',
    phone: '090-0000-1101',
    sheets: { ...goals, ...history, ...medical, ...disability, ...living },
  },
  {
    key: 'sato',
    by: 'takahashi',
    name: '佐藤 和也',
    kana: 'さとう かずや',
    birthDate: '1988-11-03',
    phone: '090-0000-1102',
    sheets: { ...goals, ...history, ...disability },
  },
  {
    key: 'suzuki',
    by: 'aoki',
    name: '鈴木 望',
    kana: 'すずき のぞみ',
    birthDate: '2001-02-24',
    sheets: { ...goals, ...medical },
  },
  {
    key: 'tanaka',
    by: 'aoki',
    name: '田中 翔',
    kana: 'たなか しょう',
    birthDate: '1979-08-30',
    phone: '090-0000-1104',
    sheets: { ...goals, ...history, ...medical, ...disability },
  },
  {
    key: 'ito',
    by: 'takahashi',
    name: '伊藤 美咲',
    kana: 'いとう みさき',
    birthDate: '1998-12-08',
    sheets: { ...goals, ...living },
  },
  {
    key: 'watanabe',
    by: 'aoki',
    name: '渡邉 隆',
    kana: 'わたなべ たかし',
    birthDate: '1969-03-17',
    phone: '090-0000-1106',
    sheets: { ...history, ...disability },
  },
  {
    key: 'nakamura',
    by: 'takahashi',
    name: '中村 彩',
    kana: 'なかむら あや',
    birthDate: '1992-07-21',
    sheets: { ...goals, ...medical, ...living },
  },
  {
    key: 'kobayashi',
    by: 'takahashi',
    name: '小林 悠斗',
    kana: 'こばやし ゆうと',
    birthDate: '2004-01-15',
    sheets: { ...goals },
  },
  {
    key: 'kato',
    by: 'shimizu',
    name: '加藤 真央',
    kana: 'かとう まお',
    birthDate: '1996-09-02',
    sheets: { ...goals, ...history },
  },
  {
    key: 'yoshida',
    by: 'shimizu',
    name: '吉田 健太',
    kana: 'よしだ けんた',
    birthDate: '1983-06-11',
    sheets: { ...history, ...disability },
  },
  {
    key: 'sasaki',
    by: 'fujita',
    name: '佐々木 遥',
    kana: 'ささき はるか',
    birthDate: '1999-10-27',
    sheets: { ...medical, ...living },
  },
  {
    key: 'yamaguchi',
    by: 'nakano',
    name: '山口 蓮',
    kana: 'やまぐち れん',
    birthDate: '2008-04-19',
    sheets: { ...goals, ...disability },
  },
  {
    key: 'matsumoto',
    by: 'mori',
    name: '松本 結衣',
    kana: 'まつもと ゆい',
    birthDate: '1990-01-30',
    sheets: { ...goals, ...history, ...medical },
  },
  {
    key: 'inoue',
    by: 'matsui',
    name: '井上 樹',
    kana: 'いのうえ いつき',
    birthDate: '1986-05-05',
    sheets: {
      employment: {
        workplace: '青葉市内の物流会社・事務補助・週30時間',
        disclosure: '開示。窓口は総務課長',
        situation: '就職から3年5か月。欠勤は月に1日ほど。',
      },
      ...goals,
    },
  },
];
