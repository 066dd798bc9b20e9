import {
  type AgencyEntry,
  type AreaEntry,
  noRules,
  type OpeningRules,
  type ServiceEntry,
  weekdays,
} from '#libs/directory';
import { Chance } from '../../apps/portal/src/demo/chance.js';

/** How many municipalities the invented directory has. */
const municipalities = 182;
const types = [
  ...['hello_work', 'regional_vocational_center', 'employment_life_center', 'transition', 'a_type', 'b_type'],
  ...[
    'retention',
    'vocational_college',
    'special_needs_school',
    'hospital',
    'psychiatric_clinic',
    'home_nursing',
  ],
  ...[
    'day_care',
    'consultation_support',
    'municipality_office',
    'group_home',
    'daily_care',
    'home_help',
    'employer',
    'other',
  ],
];

const syllables = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワガギグゲゴザジズゼゾダデドバビブベボ',
];
const kanji = [
  ...'青赤白緑東西南北山川田野原島谷森林海空風花月星日光明和美新大小上中下本元水木金土石竹松梅桜里村町橋池沢浜岡崎倉宮寺城高長広平安福幸',
];
const nouns = [
  'センター',
  '工房',
  'ワークス',
  '園',
  'の家',
  '支援室',
  'ハウス',
  'ファーム',
  'ステーション',
  '事業所',
  'サポート',
  '作業室',
];
const whom =
  '精神障害のある方 知的障害のある方 発達障害のある方 難病のある方 高次脳機能障害の方 休職中の方 卒業を控えた生徒 はじめて働く方'.split(
    ' ',
  );
const what =
  '就労を希望する 生活リズムを整えたい 職場実習を経験したい 企業で長く働きたい 短い時間から働きたい 資格を生かしたい'.split(
    ' ',
  );
const work =
  '軽作業 清掃 印刷 製菓 農作業 食品加工 縫製 木工 陶芸 園芸 洗濯 配達 封入 データ入力 検品 部品組立 喫茶 古本販売 動画編集 事務補助'.split(
    ' ',
  );
const offer =
  '送迎があります 昼食を提供します 見学はいつでもどうぞ 体験利用ができます 家族の相談に応じます 通院に同行します 夜間も連絡できます 土曜も開いています'.split(
    ' ',
  );

/** How long the words are that somebody types, and how many. */
export const queryKinds = [
  'two letters',
  'short',
  'long',
  'other spelling',
  'several words',
  'nothing',
] as const;
export type QueryKind = (typeof queryKinds)[number];

/** What one narrows by besides type and area. */
export interface BenchNarrowing {
  readonly service?: string;
  readonly disability?: 'mental' | 'intellectual' | 'physical';
  readonly vacancy?: 'open' | 'few' | 'none' | 'unknown';
  readonly feature?: 'saturday' | 'visit' | 'transport';
  readonly openNow?: boolean;
  readonly within?: 3 | 10 | 20;
}

/** From where distances are measured. */
export const benchCenter = { latitude: 36, longitude: 138 };

/** One thing asked of the directory. */
export interface BenchQuery {
  readonly kind: QueryKind;
  readonly narrowing: BenchNarrowing;
  readonly words: readonly string[];
  /** The same words as a document spells them; `words` may be typed differently. */
  readonly spelled: readonly string[];
  readonly type?: string;
  readonly area?: string;
  readonly page: number;
}

/** An invented directory of `size` agencies, the same every time, with everything by which it can be asked. */
export function benchDirectory(size: number): {
  areas: AreaEntry[];
  agencies: AgencyEntry[];
  queries: BenchQuery[];
} {
  const chance = new Chance(20260101);
  const areas = benchAreas(chance);
  const towns = areas.filter(({ level }) => level === 'municipality');
  const agencies = Array.from({ length: size }, (_, at) => agency(at, towns, chance));
  return { areas, agencies, queries: benchQueries(agencies, towns, chance) };
}

function benchAreas(chance: Chance): AreaEntry[] {
  const prefecture = {
    code: '99',
    level: 'prefecture' as const,
    name: '試験県',
    kana: 'しけんけん',
    parentCode: null,
  };
  const towns = Array.from({ length: municipalities }, (_, at) => ({
    code: `99${String(at + 201)}`,
    level: 'municipality' as const,
    name: `${some(kanji, 2, chance)}${chance.one(['市', '町', '村'])}`,
    kana: '',
    parentCode: '99',
  }));
  return [prefecture, ...towns];
}

function agency(at: number, towns: readonly AreaEntry[], chance: Chance): AgencyEntry {
  const town = chance.one(towns);
  const name = `${some(kanji, 2, chance)}${some(syllables, 2 + chance.below(3), chance)}${chance.one(nouns)}`;
  return {
    name,
    kana: some(syllables, 6 + chance.below(6), chance),
    type: chance.one(types),
    area: town.code,
    address: `試験県${town.name}${some(kanji, 2, chance)}${1 + chance.below(9)}丁目${1 + chance.below(40)}番${1 + chance.below(30)}号`,
    latitude: benchCenter.latitude + chance.below(4000) / 10_000,
    longitude: benchCenter.longitude + chance.below(4000) / 10_000,
    isMember: chance.in(10),
    phone: `0${2 + (at % 8)}-0000-${String(at % 10_000).padStart(4, '0')}`,
    services: services(described(chance), chance),
  };
}

const everyDay = (does: 'open' | 'closed'): OpeningRules => ({
  ...noRules,
  weekly: [
    {
      days: [...weekdays],
      weeks: [],
      everySecondFrom: null,
      season: null,
      does,
      spans: does === 'open' ? [{ from: '00:00', to: '24:00' }] : [],
    },
  ],
  holidays: { does: 'asWeekday', spans: [] },
});
/** Rules that say the same at every moment, so that a run at night finds what a run by day finds. */
export const alwaysOpen = everyDay('open');
const neverOpen = everyDay('closed');

const served = [
  ['mental'],
  ['intellectual'],
  ['physical'],
  ['mental', 'developmental'],
  ['physical', 'intellectual', 'mental'],
];

function services(description: string, chance: Chance): ServiceEntry[] {
  const kinds = [
    'b_type',
    ...(chance.in(40) ? [chance.one(['a_type', 'transition', 'retention', 'life_training'])] : []),
  ];
  return kinds.map((kind, at) => ({
    kind,
    ...(at === 0 ? { description } : {}),
    ...(chance.in(60) ? { disabilities: chance.one(served) } : {}),
    ...(chance.in(30) ? { visit: 'yes' as const } : {}),
    ...(chance.in(20) ? { transport: 'yes' as const } : {}),
    ...(chance.in(50) ? { opening: chance.in(60) ? alwaysOpen : neverOpen } : {}),
    ...(chance.in(20)
      ? {
          vacancy: {
            state: chance.one(['open', 'few', 'none'] as const),
            asOf: '2026-01-01',
            saidBy: '試験',
          },
        }
      : {}),
  }));
}

/** Phrases that many share, in ever new company, with a name or two that few have. */
function described(chance: Chance): string {
  const jobs = Array.from({ length: 2 + chance.below(3) }, () => chance.one(work)).join('、');
  return [
    `${chance.one(whom)}で${chance.one(what)}人を支援します`,
    `${jobs}の仕事や訓練を${some(kanji, 2, chance)}${chance.one(['の作業場', 'の教室', 'の工場', 'の店'])}で行います`,
    `${chance.one(offer)}。${chance.one(whom)}も${chance.one(whom)}も、${chance.one(offer)}`,
    `${some(kanji, 3, chance)}の${some(syllables, 4, chance)}を使い、${chance.one(offer)}`,
  ]
    .slice(0, 3 + chance.below(2))
    .join('。');
}

function benchQueries(
  agencies: readonly AgencyEntry[],
  towns: readonly AreaEntry[],
  chance: Chance,
): BenchQuery[] {
  const cut = (length: number, from: (entry: AgencyEntry) => string) => {
    const letters = Array.from(from(chance.one(agencies)));
    const start = chance.below(Math.max(1, letters.length - length));
    return letters.slice(start, start + length).join('');
  };
  const description = (entry: AgencyEntry) => chance.one(entry.services![0]!.description!.split(/[。、]/));
  const plain = (kind: QueryKind, words: string[]) => ({ kind, words, spelled: words });
  const common = ['就労', '支援', '障害', '職場', '相談', '企業', '見学', '体験', '訓練', '精神'];
  const asked = [
    ...many(20, () => plain('two letters', [chance.one(common)])),
    ...many(25, () => plain('two letters', [cut(2, ({ name }) => name)])),
    ...many(50, () =>
      plain('short', [cut(3 + chance.below(3), chance.in(50) ? description : ({ name }) => name)]),
    ),
    ...many(45, () =>
      plain('long', [cut(6 + chance.below(5), chance.in(60) ? description : ({ address }) => address!)]),
    ),
    ...many(20, () =>
      variant(
        cut(3 + chance.below(3), ({ name }) => name),
        chance,
      ),
    ),
    ...many(30, () =>
      plain('several words', [chance.one(common), cut(2 + chance.below(2), ({ name }) => name)]),
    ),
    ...many(10, () => plain('nothing', [some(kanji, 5, chance)])),
  ];
  return asked.map((query) => {
    const facet = chance.below(100);
    return {
      ...query,
      type: (facet >= 40 && facet < 65) || facet >= 85 ? chance.one(types) : undefined,
      area: facet >= 65 ? chance.one(towns).code : undefined,
      page: chance.in(25) ? 3 : 1,
      narrowing: narrowing(chance),
    };
  });
}

/** One to three conditions out of all there are. */
function narrowing(chance: Chance): BenchNarrowing {
  const all: BenchNarrowing = {
    service: chance.one(['b_type', 'transition', 'retention']),
    disability: chance.one(['mental', 'intellectual', 'physical'] as const),
    vacancy: chance.one(['open', 'few', 'none', 'unknown'] as const),
    feature: chance.one(['saturday', 'visit', 'transport'] as const),
    openNow: true,
    within: chance.one([3, 10, 20] as const),
  };
  const names = Object.keys(all) as (keyof BenchNarrowing)[];
  const chosen = new Set(many(1 + chance.below(3), () => chance.one(names)));
  return Object.fromEntries(names.filter((name) => chosen.has(name)).map((name) => [name, all[name]]));
}

/** The same word from another keyboard: hiragana, or half-width katakana. */
function variant(word: string, chance: Chance): Pick<BenchQuery, 'kind' | 'words' | 'spelled'> {
  const hiragana = word.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  const halfWidth = Array.from(word, (letter) => halfWidthOf.get(letter) ?? letter).join('');
  return { kind: 'other spelling', words: [chance.in(50) ? hiragana : halfWidth], spelled: [word] };
}

const halfWidthOf = new Map(
  Array.from({ length: 0xff9d - 0xff66 + 1 }, (_, at) => String.fromCharCode(0xff66 + at)).flatMap(
    (half): [string, string][] => [
      [half.normalize('NFKC'), half],
      [`${half}ﾞ`.normalize('NFKC'), `${half}ﾞ`],
    ],
  ),
);

function some(letters: readonly string[], count: number, chance: Chance): string {
  return Array.from({ length: count }, () => chance.one(letters)).join('');
}

function many<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
