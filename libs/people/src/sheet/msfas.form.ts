import type { OwnSheetField } from './own-sheet.field.js';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([code, name]) => ({ code, name }));

/** The five parts about stress and tiredness of MSFAS, as the person fills them in. */
export const msfasForm = [
  {
    category: 'msfas_1',
    name: 'ストレスを感じる状況',
    fields: [
      {
        code: 'situations',
        name: 'ストレスを感じる状況と対処',
        kind: 'rows',
        most: 10,
        columns: [
          { code: 'situation', name: '不安・緊張・いらいらが起きる状況' },
          { code: 'coping', name: 'そのときにとる行動' },
          { code: 'result', name: 'その結果どうなるか' },
        ],
      },
    ],
  },
  {
    category: 'msfas_2',
    name: '疲れが生じやすい作業',
    fields: [
      {
        code: 'tasks',
        name: '疲れが生じやすい作業・活動',
        kind: 'long',
        hint: '環境、内容、時間などを具体的に',
      },
    ],
  },
  {
    category: 'msfas_3',
    name: '疲れたときの行動',
    fields: [
      {
        code: 'behaviour',
        name: '疲れを感じたとき、いちばん多い行動',
        kind: 'one',
        other: true,
        options: options({
          own: '自分で決めて休憩する（必要なら上司に相談する）',
          ask: '休憩してよいか上司に聞く',
          told: '上司に声をかけられたら休憩する',
          bear: 'できるだけ我慢する',
          refuse: '声をかけられても休憩しない',
        }),
      },
    ],
  },
  {
    category: 'msfas_4',
    name: 'ストレス・疲れのサイン',
    fields: [
      {
        code: 'signs',
        name: '自分で気づくサイン',
        kind: 'some',
        other: true,
        options: options({
          sleepy: '眠くなる',
          yawn: 'あくびが出る',
          headache: '頭が痛い・重い',
          foggy: '頭がぼんやりする',
          eyes: '目が疲れる・痛い・充血する',
          blurred: '物がぼやけて見える',
          trembling: '手足がふるえる',
          arms: '手や腕がだるい',
          legs: '足腰がだるい',
          body: '全身がだるい',
          shoulders: '肩がこる',
          sweat: '汗が出る',
          stretch: '背伸びをする',
          sigh: 'ため息が出る',
          posture: '姿勢がくずれる',
          distracted: 'よそ見が増える・まわりが気になる',
          mistakes: 'ミスが増える',
          slow: '作業が遅くなる',
          irritated: 'いらいらする',
          murmur: '独り言が増える',
          fidget: '貧乏ゆすりをする',
          worried: '人からどう見られているか気になる',
          stiff: '表情がかたくなる',
          tone: '口調や話し方が変わる',
          none: '特にない',
          unknown: 'わからない',
        }),
      },
    ],
  },
  {
    category: 'msfas_5',
    name: '意欲的に作業できる場面',
    fields: [{ code: 'scenes', name: '意欲的に、またはあまり疲れずに作業できる場面', kind: 'long' }],
  },
] as const satisfies readonly {
  category: `msfas_${number}`;
  name: string;
  fields: readonly OwnSheetField[];
}[];
