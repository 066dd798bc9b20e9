import { likelyPrefecture, locate, municipalitiesNamed } from './municipalities.js';

describe('locate', () => {
  it.each<[string, string, string]>([
    ['北海道札幌市中央区', '', '01101'],
    ['北海道札幌市 中央区', '', '01101'],
    ['群馬県榛東村', '', '10344'],
    ['群馬県北群馬郡榛東村', '', '10344'],
    ['福島県郡山市', '', '07203'],
    ['佐賀県白石町', '', '41425'],
    ['香川県小豆島町', '', '37324'],
    ['奈良県大和郡山市', '', '29203'],
    ['福岡県須惠町', '', '40344'],
    ['東京都八丈島八丈町', '', '13401'],
    ['千葉県鎌ヶ谷市', '', '12224'],
    ['千葉県鎌ケ谷市', '', '12224'],
    ['東京都新宿区西新宿', '', '13104'],
    ['静岡県浜松市中区', '鍛冶町1', '22138'],
    ['静岡県浜松市北区', '三方原町1', '22138'],
    ['静岡県浜松市北区', '細江町1', '22139'],
    ['静岡県浜松市浜北区', '', '22139'],
    ['静岡県浜松市天竜区', '', '22140'],
  ])('%s %s → %s', (city, street, code) => {
    expect(locate(city, street)?.municipality.code).toBe(code);
    expect(locate(city, street)?.prefecture.code).toBe(code.slice(0, 2));
  });

  it('takes the prefecture from the code when the address leaves it out', () => {
    expect(locate('札幌市中央区', '', '01100')?.municipality.code).toBe('01101');
    expect(locate('府中市', '', '34208')?.municipality.code).toBe('34208');
  });

  it.each(['青葉県みどり市', '札幌市中央区', '北海道', ''])('knows no municipality in %j', (city) => {
    expect(locate(city)).toBeUndefined();
  });
});

describe('municipalitiesNamed', () => {
  it.each<[string, string, string[]]>([
    ['立川市', '13', ['13202']],
    ['西多摩郡', '13', ['13303', '13305', '13307', '13308']],
    ['東京都西多摩郡瑞穂町', '', ['13303']],
    ['堺市', '27', ['27141', '27142', '27143', '27144', '27145', '27146', '27147']],
    ['北区', '13', ['13117']],
    ['みどり市', '13', []],
    ['北区', '', []],
  ])('%s in %s', (name, code, codes) => {
    expect(
      municipalitiesNamed(name, code)
        .map(({ municipality }) => municipality.code)
        .sort(),
    ).toEqual(codes);
  });
});

describe('likelyPrefecture', () => {
  it('is the one in which most of the names lie', () => {
    expect(likelyPrefecture(['千代田区神田1', '北区', '港区芝5', '西多摩郡'])).toBe('13');
    expect(likelyPrefecture(['府中市'])).toBeUndefined();
    expect(likelyPrefecture(['青葉県みどり市', '一の市'])).toBeUndefined();
    expect(likelyPrefecture([])).toBeUndefined();
  });
});
