import { tellingWordsIn } from './telling-words.js';

describe('what may tell who somebody is', () => {
  it.each<[string, string]>([
    ['name', '山田さんが希望しています'],
    ['name', '山田 太郎'],
    ['name', 'ヤマダ タロウ、男性'],
    ['name', '佐藤様のご希望'],
    ['name', '花子さんなら'],
    ['name', 'Ａ君は午前が苦手'],
    ['name', 'イニシャルはY.T'],
    ['name', '氏名：やまだ'],
    ['phone', '連絡は ０９０−１２３４−５６７８'],
    ['phone', '0991234567 まで'],
    ['mail', 'taro@example.jp'],
    ['day', '昭和60年4月2日生まれ'],
    ['day', 'S60.4.2'],
    ['day', '1985/04/02'],
    ['day', '4月2日生'],
    ['number', '受給者証 1234567890'],
    ['address', '青葉市本町2丁目'],
  ])('%s: %s', (kind, text) => {
    expect(tellingWordsIn(text)).toContain(kind);
  });

  it.each([
    '',
    '午前中だけの利用から始めたい。週2日、1日3時間くらい。',
    'ご本人さんは静かな場所を希望。お母さんの送迎あり。',
    '2027年4月から。多様な作業があるとよい。',
    'B型かA型。工賃は月15000円くらいを希望。',
    '同様の方の受け入れ経験はありますか。仕様書の作成など。',
  ])('nothing: %s', (text) => {
    expect(tellingWordsIn(text)).toEqual([]);
  });
});
