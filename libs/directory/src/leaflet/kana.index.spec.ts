import { indexByKana } from './kana.index.js';

const named = (...kana: string[]) => kana.map((reading) => ({ name: `名${reading}`, kana: reading }));
const heads = (...kana: string[]) => indexByKana(named(...kana)).map(({ head }) => head);

describe('the index by kana', () => {
  it('puts every first sound into its row: voiced, small, katakana, half-width', () => {
    expect(heads('がっこう')).toEqual(['か']);
    expect(heads('パン')).toEqual(['は']);
    expect(heads('ｼﾞﾘﾂ')).toEqual(['さ']);
    expect(heads('ゃま')).toEqual(['や']);
    expect(heads('ヴィラ')).toEqual(['あ']);
    expect(heads('ん')).toEqual(['わ']);
  });

  it('has its rows in order, and the names in each', () => {
    const index = indexByKana(named('わかば', 'あおば', 'コンパス', 'あさひ', 'かえで'));
    expect(index.map(({ head, entries }) => [head, entries.map(({ kana }) => kana)])).toEqual([
      ['あ', ['あおば', 'あさひ']],
      ['か', ['かえで', 'コンパス']],
      ['わ', ['わかば']],
    ]);
  });

  it('leaves nobody out whose reading is unknown', () => {
    expect(heads('', 'あ', 'ABC')).toEqual(['あ', 'その他']);
  });
});
