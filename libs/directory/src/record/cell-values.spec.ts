import { spanOf, spansOf } from './cell-hours.js';
import { placeOf } from './cell-place.js';
import * as values from './cell-values.js';
import { japaneseDay } from './japanese-day.js';

const silent: values.Noter = () => null;

describe('japaneseDay', () => {
  it.each([
    { cell: '2021/4/1', day: '2021-04-01' },
    { cell: '2021.4.1', day: '2021-04-01' },
    { cell: '２０２１年４月１日', day: '2021-04-01' },
    { cell: '20210401', day: '2021-04-01' },
    { cell: '2021-04-01 00:00:00', day: '2021-04-01' },
    { cell: '2021-04-01', day: '2021-04-01' },
    { cell: '令和 02年05月01日', day: '2020-05-01' },
    { cell: '令和元年5月1日', day: '2019-05-01' },
    { cell: 'R6.4.1', day: '2024-04-01' },
    { cell: 'H31.4.30', day: '2019-04-30' },
    { cell: '昭和64年1月7日', day: '1989-01-07' },
    { cell: '2021/2/30', day: undefined },
    { cell: '令和3年', day: undefined },
    { cell: '44287', day: undefined },
    { cell: '未定', day: undefined },
  ])('$cell', ({ cell, day }) => {
    expect(japaneseDay(cell)).toBe(day);
  });
});

describe('spans', () => {
  it.each([
    { cell: '10:00-16:00', span: { from: '10:00', to: '16:00' } },
    { cell: '９：００～１７：３０', span: { from: '09:00', to: '17:30' } },
    { cell: '9時30分から17時まで', span: { from: '09:30', to: '17:00' } },
    { cell: '9時半〜15時', span: { from: '09:30', to: '15:00' } },
    { cell: '16:00-09:00', span: undefined },
    { cell: '10:00-12:00、13:00-15:00', span: undefined },
    { cell: '25:00-26:00', span: undefined },
    { cell: '', span: undefined },
  ])('$cell', ({ cell, span }) => {
    expect(spanOf(cell)).toEqual(span);
  });

  it.each([
    { days: '月火水木金', kinds: ['weekday'] },
    { days: '月・火・水・木・金・土', kinds: ['weekday', 'saturday'] },
    { days: '月火水木金土日祝', kinds: ['weekday', 'saturday', 'sunday', 'holiday'] },
    { days: '平日', kinds: ['weekday'] },
    { days: '月曜日、水曜日', kinds: [] },
  ])('of $days', ({ days, kinds }) => {
    const cells = { openDays: days, openFrom: '9:00', openTo: '17:00' };
    expect(Object.keys(spansOf(cells, silent))).toEqual(kinds);
  });
});

describe('values', () => {
  it.each([
    { cell: '○', flag: true },
    { cell: '◯', flag: true },
    { cell: '有', flag: true },
    { cell: '1', flag: true },
    { cell: '×', flag: false },
    { cell: 'なし', flag: false },
    { cell: '', flag: undefined },
    { cell: '要相談', flag: undefined },
  ])('flag $cell', ({ cell, flag }) => {
    expect(values.flagOf(cell)).toBe(flag);
  });

  it.each([
    { cell: '20', number: 20 },
    { cell: '２０人', number: 20 },
    { cell: '1,200', number: 1200 },
    { cell: '20.0', number: 20 },
    { cell: '-', number: null },
    { cell: '二十', number: null },
    { cell: '99999', number: null },
  ])('capacity $cell', ({ cell, number }) => {
    expect(values.wholeNumberOf('capacity', cell, silent)).toBe(number);
  });

  it.each([
    { cells: { disabilities: '身体・知的、精神' }, codes: ['intellectual', 'mental', 'physical'] },
    { cells: { disabilities: '特定なし' }, codes: [] },
    { cells: { physical: '○', mental: '×', intractable: '有' }, codes: ['intractable', 'physical'] },
  ])('disabilities $cells', ({ cells, codes }) => {
    expect(values.disabilitiesOf(cells)).toEqual(codes);
  });

  it.each([
    { cell: 'グランエミシス', kana: 'ぐらんえみしす' },
    { cell: 'ｸﾞﾙｰﾌﾟﾎｰﾑ', kana: 'ぐるーぷほーむ' },
    { cell: 'か\u309bくえん', kana: 'がくえん' },
    { cell: 'ふくふく', kana: 'ふくふく' },
    { cell: '-', kana: '' },
  ])('kana $cell', ({ cell, kana }) => {
    expect(values.kanaOf(cell)).toBe(kana);
  });

  it('barrier-free facts in the words of a list', () => {
    expect(values.barrierFreeOf('多目的トイレ（オストメイト対応）、スロープ、車椅子使用者用駐車場')).toEqual([
      'step_free',
      'wheelchair_toilet',
      'ostomate',
      'parking',
    ]);
  });

  it.each([
    { cell: 'javascript:alert(1)', url: null },
    { cell: 'tameshi.example', url: 'https://tameshi.example/' },
    { cell: 'https://tameshi.example/日本', url: 'https://tameshi.example/%E6%97%A5%E6%9C%AC' },
  ])('address $cell', ({ cell, url }) => {
    expect(values.webAddressOf(cell, silent)).toBe(url);
  });
});

describe('placeOf', () => {
  it.each([
    { cells: { address: '山梨県甲府市丸の内1' }, address: '山梨県甲府市丸の内1', code: '19201' },
    {
      cells: { city: '甲府市', street: '丸の内1', officeNumber: '1900000001' },
      address: '山梨県甲府市丸の内1',
      code: '19201',
    },
    {
      cells: { prefecture: '山梨県', city: '甲府市', address: '甲府市丸の内1' },
      address: '山梨県甲府市丸の内1',
      code: '19201',
    },
    {
      cells: { city: '山梨県甲府市', address: '山梨県甲府市丸の内1', building: '2階' },
      address: '山梨県甲府市丸の内1　2階',
      code: '19201',
    },
    { cells: { address: '〒400-0031 山梨県甲府市丸の内1' }, address: '山梨県甲府市丸の内1', code: '19201' },
    {
      cells: { address: '甲府市丸の内1', designatedBy: '192015' },
      address: '山梨県甲府市丸の内1',
      code: '19201',
    },
    { cells: { city: '山梨県甲府市', street: '＊' }, address: null, code: '19201' },
    { cells: { address: '山梨県甲府市（以下略）' }, address: null, code: '19201' },
    { cells: { address: '山梨県甲府市（詳細住所記載なし）' }, address: '山梨県甲府市', code: '19201' },
    { cells: { address: 'どこか' }, address: 'どこか', code: undefined },
    { cells: { address: '-' }, address: null, code: undefined },
  ])('$cells', ({ cells, address, code }) => {
    const place = placeOf(cells, null, silent);
    expect(place.address).toBe(address);
    expect(place.location?.municipality.code).toBe(code);
    expect(place.masked).toBe(address === null && code !== undefined);
  });
});
