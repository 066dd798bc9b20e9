import { searchTerms } from './search-terms.js';
import { bigrams, facetToken, needsComparing } from './search-tokens.js';

const synonyms = new Map([
  ['なかぽつ', ['障害者就業生活支援せんたー']],
  ['職安', ['はろーわーく', '公共職業安定所']],
]);

describe('searchTerms', () => {
  it.each(['', '   ', '　', '・、。'])('finds no word in %j', (query) =>
    expect(searchTerms(query, synonyms)).toEqual([]),
  );

  it('splits at spaces of any width and at commas', () => {
    expect(searchTerms('青葉　Ｂ型、見学', synonyms)).toEqual([['青葉'], ['b型'], ['見学']]);
  });

  it('looks for what the words stand for as well', () => {
    expect(searchTerms('ナカポツ 青葉', synonyms)).toEqual([
      ['なかぽつ', '障害者就業生活支援せんたー'],
      ['青葉'],
    ]);
    expect(searchTerms('職安', synonyms)).toEqual([['職安', 'はろーわーく', '公共職業安定所']]);
  });

  it.each(['099-000-1234', '０９９－０００－１２３４', '(099)000-1234', '0990001234'])(
    'reads %s as a telephone number',
    (query) => {
      expect(searchTerms(query, synonyms)[0]).toContain('0990001234');
    },
  );

  it('does not take a house number for a telephone number', () => {
    expect(searchTerms('1-2-3', synonyms)).toEqual([['1ー2ー3']]);
  });

  it('takes no more than eight words', () => {
    expect(searchTerms('a b c d e f g h i j', synonyms)).toHaveLength(8);
  });
});

describe('search tokens', () => {
  it('are one integer per pair of neighbours', () => {
    expect(bigrams('ab')).toEqual([(97 << 16) | 98]);
    expect(bigrams('ababa')).toHaveLength(2);
    expect(bigrams('a')).toEqual([]);
  });

  it('fit into an int4 for every character, and never meet those of a facet', () => {
    for (const token of [...bigrams('鿿鿿'), facetToken('type', 65535), facetToken('area', 1)]) {
      expect(token).toBe(token | 0);
    }
    expect(bigrams('鿿鿿')).not.toContain(facetToken('area', 0x9fff));
  });

  it('prove two characters of the basic plane, nothing else', () => {
    expect(needsComparing('就労')).toBe(false);
    expect(needsComparing('就')).toBe(true);
    expect(needsComparing('就労支')).toBe(true);
    expect(needsComparing('𩸽屋')).toBe(true);
  });
});
