import fc from 'fast-check';
import { normalise, phoneKey } from './normalise.js';

const same: Record<string, [string, string][]> = {
  全角と半角: [
    ['ﾊﾛｰﾜｰｸ', 'ハローワーク'],
    ['ｶﾞｲﾄﾞ', 'ガイド'],
    ['Ｂ型', 'B型'],
    ['ｂ型', 'B型'],
    ['１２３', '123'],
    ['㈱みどり', '(株)みどり'],
  ],
  ひらがなとカタカナ: [
    ['はろーわーく', 'ハローワーク'],
    ['ジョブ', 'じょぶ'],
  ],
  '離れた濁点・半濁点': [
    ['か゛いど', 'がいど'],
    ['は゜ん', 'ぱん'],
    ['シ゛ョフ゛', 'ジョブ'],
    ['が', 'が'],
  ],
  ヴ: [
    ['ヴ', 'ゔ'],
    ['う゛', 'ゔ'],
    ['ｳﾞ', 'ヴ'],
  ],
  長音と横線: [
    ['センター', 'センタ‐'],
    ['センター', 'センタ−'],
    ['センター', 'センタ－'],
    ['センター', 'センタ–'],
    ['センター', 'センタ—'],
    ['センター', 'センタ~'],
    ['センター', 'センタ〜'],
    ['センター', 'センタ～'],
    ['センター', 'センタ─'],
    ['センター', 'センタｰ'],
    ['1-2-3', '１−２－３'],
    ['0138--22', '0138-22'],
  ],
  地名のヶ: [
    ['霞ヶ関', '霞が関'],
    ['霞ケ関', '霞が関'],
    ['霞ｹ関', '霞が関'],
    ['霞ゖ関', '霞が関'],
    ['霞ガ関', '霞が関'],
    ['鎌ヶ谷', '鎌ケ谷'],
  ],
  旧字と異体字: [
    ['髙橋', '高橋'],
    ['山﨑', '山崎'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['齋藤', '斎藤'],
    ['齊藤', '斉藤'],
    ['斉藤', '斎藤'],
    ['澤田', '沢田'],
    ['廣瀬', '広瀬'],
    ['国分', '國分'],
    ['嶋田', '島田'],
    ['德山', '徳山'],
    ['須惠町', '須恵町'],
    ['櫻井', '桜井'],
    ['眞田', '真田'],
    ['冨田', '富田'],
    ['槇野', '槙野'],
    ['篭原', '籠原'],
    ['𠮷野', '吉野'],
    ['飛驒', '飛騨'],
  ],
  異体字セレクタ: [
    ['葛\u{e0100}飾', '葛飾'],
    ['辻\u{e0101}', '辻'],
    ['神︀', '神'],
  ],
  空白と記号: [
    ['就業　生活', '就業生活'],
    ['就業・生活', '就業生活'],
    ['就業･生活', '就業生活'],
    ['（就業）「生活」', '就業生活'],
    ['Ａ＆Ｂ', 'AB'],
    ['就\u200b業', '就業'],
  ],
  障がい: [
    ['障がい者', '障害者'],
    ['障碍者', '障害者'],
    ['障ガイ者', '障害者'],
    ['障・がい', '障害'],
  ],
  住所の数: [
    ['三丁目', '3丁目'],
    ['十丁目', '１０丁目'],
    ['二十三丁目', '23丁目'],
    ['五番地', '5番地'],
    ['百二番', '102番'],
    ['北二条西一丁目', '北2条西1丁目'],
    ['一番町', '1番町'],
  ],
  '住所の丁目・番・号': [
    ['西の原1丁目19番5号', '西の原1-19-5'],
    ['西の原一丁目十九番五号', '西の原１－１９－５'],
    ['西の原1丁目19番地5', '西の原1-19-5'],
    ['西の原1丁目19番地の5', '西の原1丁目19-5'],
    ['西の原1丁目19番地', '西の原1-19'],
    ['西の原19番5', '西の原19-5'],
    ['西の原1丁目19番5号 みどりビル', '西の原1-19-5みどりビル'],
  ],
};

const different: [string, string][] = [
  ['受け入れ', '受が入れ'],
  ['三田', '3田'],
  ['八王子', '8王子'],
  ['は', 'ば'],
  ['かき', 'かぎ'],
  ['東京', '京東'],
  ['三号館', '三館'],
  ['1-2-3号室', '1-2-3室'],
  ['2番町', '2町'],
  ['東1号館', '東1-館'],
  ['第2号', '第2'],
];

describe('normalise', () => {
  for (const [rule, pairs] of Object.entries(same)) {
    it.each(pairs)(`takes %j and %j for the same (${rule})`, (one, other) => {
      expect(normalise(one)).toBe(normalise(other));
      expect(normalise(one)).not.toBe('');
    });
  }

  it.each(different)('keeps %j and %j apart', (one, other) => {
    expect(normalise(one)).not.toBe(normalise(other));
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(
        ...'ヶケがゖガ霞関三十一丁目番地の条号館障碍い゛゜゙ー－~ 　・、かカﾊﾞヴ髙﨑82Ａ\u{e0100}',
      ),
      maxLength: 20,
    }),
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds an address by its beginning, however much of it was typed', () => {
    const whole = normalise('青葉市西の原1丁目19番5号');
    for (const part of ['西の原1丁目', '西の原一丁目19番', '西の原1-19', '1丁目19番5', '西の原1丁目19'])
      expect(whole).toContain(normalise(part));
  });

  it('leaves letters and digits only, so a space can separate the parts of a document', () => {
    fc.assert(fc.property(anyText, (text) => expect(normalise(text)).toMatch(/^[\p{L}\p{N}]*$/u)));
  });

  it('does not care how the text was composed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalise(text.normalize('NFD'))).toBe(normalise(text.normalize('NFC')));
        expect(normalise(text.normalize('NFKC'))).toBe(normalise(text.normalize('NFKD')));
      }),
    );
  });

  it('finds a part of a name in the name, wherever it was cut', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'就労支援センター・青葉のぞみBＢ型 東ハロー高髙'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(name, fc.nat(20), fc.nat(20), (text, from, length) => {
        const part = Array.from(text)
          .slice(from, from + length)
          .join('');
        expect(normalise(text)).toContain(normalise(part));
      }),
    );
  });
});

it.each(['0', '一', 'ー0', '0番', '番号'])(
  'takes no longer than its length for %j again and again',
  (part) => {
    const begin = performance.now();
    normalise(`月${part.repeat(60_000 / part.length)}x`);
    expect(performance.now() - begin).toBeLessThan(2000);
  },
);

describe('phoneKey', () => {
  it.each([
    ['011-213-1340', '0112131340'],
    ['０１１（２１３）１３４０', '0112131340'],
    ['011 213 1340', '0112131340'],
    ['代表', ''],
  ])('reads %j as %j', (text, digits) => expect(phoneKey(text)).toBe(digits));
});
