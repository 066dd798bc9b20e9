import { areaFacet, typeFacet, vacancyFacet } from '../search/search-facets.js';
import { type AreaRow, Taxonomy } from './taxonomy.js';

const area = (no: number, code: string, level: AreaRow['level'], parentCode: string | null): AreaRow => ({
  no,
  code,
  level,
  name: `地域${code}`,
  kana: '',
  parentCode,
});

// The numbers are in no order, as an import gives them.
const taxonomy = new Taxonomy(
  [
    area(5, '01101', 'municipality', '01'),
    area(2, '99-a1', 'municipality', '99-a'),
    area(1, '99', 'prefecture', null),
    area(7, '99-b', 'block', '99'),
    area(3, '99-a', 'block', '99'),
    area(6, '99-b1', 'municipality', '99-b'),
    area(4, '01', 'prefecture', null),
    area(9, '99-a2', 'municipality', '99-a'),
  ],
  [
    { no: 2, code: 'hospital', name: '病院' },
    { no: 1, code: 'b_type', name: 'B型' },
  ],
);

describe('Taxonomy', () => {
  it('lists what lies inside an area behind it', () => {
    expect(taxonomy.areas.map(({ code }) => code)).toEqual([
      ...['01', '01101', '99', '99-a', '99-a1', '99-a2', '99-b', '99-b1'],
    ]);
  });

  it('takes a larger area for everything inside it', () => {
    expect(taxonomy.areaNumbersWithin(['99-a']).sort()).toEqual([2, 3, 9]);
    expect(taxonomy.areaNumbersWithin(['99', '01101']).sort()).toEqual([1, 2, 3, 5, 6, 7, 9]);
    expect(taxonomy.areaNumbersWithin(['nowhere'])).toEqual([]);
  });

  it('knows how near areas are to each other', () => {
    const near = taxonomy.nearness(2);
    const of = (code: string) => near[taxonomy.areaNumbers([code])[0]! - 1];
    expect(['99-a1', '99-a2', '99-a', '99-b1', '99', '01101'].map(of)).toEqual([0, 1, 1, 2, 2, 3]);
    // A number that was given to nothing.
    expect(near[7]).toBe(3);
    expect(taxonomy.nearness(100)).toEqual([]);
  });
});

describe('facets', () => {
  it('add up to the areas around, and leave out what nobody has', () => {
    const counts = areaFacet(
      taxonomy,
      [
        [2, 3],
        [6, 1],
        [null, 5],
      ],
      [],
    ).map(({ code, count }) => [code, count]);
    expect(counts).toEqual([
      ['99', 4],
      ['99-a', 3],
      ['99-a1', 3],
      ['99-b', 1],
      ['99-b1', 1],
    ]);
  });

  it('keep what is chosen, so that it can be taken off again', () => {
    expect(typeFacet(taxonomy, [[1, 2]], ['hospital'])).toEqual([
      { code: 'hospital', name: '病院', count: 0 },
      { code: 'b_type', name: 'B型', count: 2 },
    ]);
    expect(areaFacet(taxonomy, [], ['99-a1']).map(({ code }) => code)).toEqual(['99-a1']);
  });

  it('always show the four states of free places', () => {
    expect(vacancyFacet([[3, 7]])).toEqual([
      { state: 'open', count: 0 },
      { state: 'few', count: 0 },
      { state: 'none', count: 7 },
      { state: 'unknown', count: 0 },
    ]);
  });
});
