import { type Compared, kanaKey, likePairs } from './duplicate.finding.js';

const person = (id: string, facts: Partial<Compared>): Compared => ({
  id,
  kana: 'あおば はなこ',
  formerKana: [],
  birthDate: '1990-04-02',
  phone: null,
  ...facts,
});
const found = (...people: Compared[]) => likePairs(people).map(({ reasons }) => reasons);

describe('two records may be one person', () => {
  it('by name and birth date, however the name is written', () => {
    expect(found(person('a', {}), person('b', { kana: 'アオバ　ハナコ' }))).toEqual([['name_birth']]);
    expect(found(person('a', { kana: 'おおづか きよう' }), person('b', { kana: 'おうずか きょう' }))).toEqual(
      [['name_birth']],
    );
  });

  it('under a former name', () => {
    const married = person('b', { kana: 'みどり はなこ', formerKana: ['あおば はなこ'] });
    expect(found(person('a', {}), married)).toEqual([['former_birth']]);
  });

  it('with the same given name and birth date, or the same telephone', () => {
    expect(found(person('a', {}), person('b', { kana: 'みどり はなこ' }))).toEqual([['given_birth']]);
    const phone = { phone: '090-0000-1111' };
    expect(
      found(person('a', phone), person('b', { kana: 'べつ ひと', birthDate: null, phone: '09000001111' })),
    ).toEqual([['phone']]);
  });

  it('who may be twins', () => {
    expect(found(person('a', {}), person('b', { kana: 'あおば たろう' }))).toEqual([['family_birth']]);
  });

  it('not by a birth date alone, a name alone, or a sign that very many share', () => {
    expect(found(person('a', {}), person('b', { kana: 'みどり たろう' }))).toEqual([]);
    expect(found(person('a', {}), person('b', { birthDate: '1991-04-02' }))).toEqual([]);
    const home = Array.from({ length: 30 }, (_, at) =>
      person(String(at), { kana: `ひと${at}`, birthDate: null, phone: '03-0000-0000' }),
    );
    expect(likePairs(home)).toEqual([]);
  });
});

describe('the key of a kana', () => {
  it('is one for spellings that people confuse', () => {
    expect(kanaKey('おおはし ゆうじ')).toBe(kanaKey('おうはし ゆうぢ'));
    expect(kanaKey('ジョン')).toBe(kanaKey('じよん'));
    expect(kanaKey('あおば')).not.toBe(kanaKey('あおは'));
  });
});
