import { newPlaces, type PackPart, type PackPlace, pageLabels, placeOf } from './pack.numbering.js';

const part = (paperId: string | null, pages: number, isClosed = false): PackPart => ({
  paperId,
  pages,
  isClosed,
});
const labels = (places: readonly PackPlace[], one: PackPart) => pageLabels(placeOf(places, one)!, one.pages);

describe('the page numbers of a pack', () => {
  const first = newPlaces([], [part(null, 2), part('a', 3), part('b', 1)]);

  it('run through from the agenda to the last paper', () => {
    expect(labels(first, part(null, 2))).toEqual(['1', '2']);
    expect(labels(first, part('a', 3))).toEqual(['3', '4', '5']);
    expect(labels(first, part('b', 1))).toEqual(['6']);
  });

  it('stay when a paper before them grows: what is more is counted 5-2, 5-3', () => {
    const grown = part('a', 5);
    expect(newPlaces(first, [part(null, 2), grown, part('b', 1)])).toEqual([]);
    expect(labels(first, grown)).toEqual(['3', '4', '5', '5-2', '5-3']);
  });

  it('stay when a paper shrinks or goes, and what comes later goes behind', () => {
    expect(labels(first, part('a', 1))).toEqual(['3']);
    const later = newPlaces(first, [part(null, 2), part('new', 2), part('b', 1)]);
    expect(labels([...first, ...later], part('new', 2))).toEqual(['7', '8']);
  });

  it('tell nothing of papers for the secretariat alone, which are counted by themselves', () => {
    const places = newPlaces([], [part(null, 1), part('closed', 4, true), part('a', 1)]);
    expect(labels(places, part('a', 1))).toEqual(['2']);
    expect(labels(places, part('closed', 4, true))).toEqual(['S1', 'S2', 'S3', 'S4']);
  });
});
