import type { AreaEntry } from '#libs/directory';

/** An invented municipality, with the stem that the names of its agencies begin with. */
export interface DemoTown {
  readonly code: string;
  /** The code of the block (圏域) it belongs to. */
  readonly block: string;
  readonly name: string;
  readonly kana: string;
  readonly stem: string;
  readonly stemKana: string;
  readonly latitude: number;
  readonly longitude: number;
  /** How many agencies it has, compared with others. */
  readonly weight: number;
}

const prefecture = { code: '99', name: '青葉県', kana: 'あおばけん' };

const blocks: [code: string, name: string, kana: string][] = [
  ['99-1', '中央圏域', 'ちゅうおうけんいき'],
  ['99-2', '北部圏域', 'ほくぶけんいき'],
  ['99-3', '東部圏域', 'とうぶけんいき'],
  ['99-4', '南部圏域', 'なんぶけんいき'],
];

const towns: [code: string, block: string, stem: string, kind: string, kana: string, weight: number][] = [
  ['99201', '99-1', '青葉', '市', 'あおば', 8],
  ['99202', '99-1', '朝凪', '市', 'あさなぎ', 5],
  ['99301', '99-1', '桐ヶ原', '町', 'きりがはら', 2],
  ['99203', '99-2', '風見丘', '市', 'かざみおか', 4],
  ['99302', '99-2', '鈴鳴', '町', 'すずなり', 2],
  ['99401', '99-2', '小夜野', '村', 'さよの', 1],
  ['99204', '99-3', '汐音', '市', 'しおね', 4],
  ['99205', '99-3', '帆波', '市', 'ほなみ', 3],
  ['99303', '99-3', '月渚', '町', 'つきなぎさ', 2],
  ['99206', '99-4', '星見原', '市', 'ほしみはら', 4],
  ['99207', '99-4', '楓ヶ谷', '市', 'かえでがや', 3],
  ['99304', '99-4', '湖城', '町', 'こじょう', 2],
];

const kindKana: Record<string, string> = { 市: 'し', 町: 'まち', 村: 'むら' };

/** The invented prefecture, its blocks and municipalities. */
export const demoAreas: readonly AreaEntry[] = [
  { ...prefecture, level: 'prefecture', parentCode: null },
  ...blocks.map(([code, name, kana]) => ({
    code,
    name,
    kana,
    level: 'block' as const,
    parentCode: prefecture.code,
  })),
  ...towns.map(([code, block, stem, kind, kana]) => ({
    code,
    name: stem + kind,
    kana: kana + kindKana[kind]!,
    level: 'municipality' as const,
    parentCode: block,
  })),
];

/** The invented municipalities. They lie in the sea, so that no map shows a demo agency in somebody's house. */
export const demoTowns: readonly DemoTown[] = towns.map(([code, block, stem, kind, kana, weight], at) => ({
  code,
  block,
  name: stem + kind,
  kana: kana + kindKana[kind]!,
  stem,
  stemKana: kana,
  latitude: 33.2 + Math.floor(at / 4) * 0.12,
  longitude: 141.6 + (at % 4) * 0.14,
  weight,
}));
