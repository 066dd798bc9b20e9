import { byteRange, isSameFile } from './byte-range.js';

describe('a part of a file', () => {
  it.each([
    { header: undefined, part: 'whole' },
    { header: 'bytes=0-99', part: { start: 0, end: 99 } },
    { header: 'bytes=100-', part: { start: 100, end: 999 } },
    { header: 'bytes=-100', part: { start: 900, end: 999 } },
    { header: 'bytes=-5000', part: { start: 0, end: 999 } },
    { header: 'bytes=990-5000', part: { start: 990, end: 999 } },
    { header: 'bytes=999-999', part: { start: 999, end: 999 } },
    { header: 'bytes=1000-', part: 'beyond' },
    { header: 'bytes=-0', part: 'beyond' },
    { header: 'bytes=5-4', part: 'whole' },
    { header: 'bytes=0-1,5-6', part: 'whole' },
    { header: 'bytes=-', part: 'whole' },
    { header: 'lines=1-2', part: 'whole' },
    { header: 'bytes=a-b', part: 'whole' },
  ])('$header', ({ header, part }) => {
    expect(byteRange(header, 1000)).toEqual(part);
  });

  it('of nothing lies beyond', () => {
    expect(byteRange('bytes=0-', 0)).toBe('beyond');
  });

  it('is of the same file only under the same strong tag', () => {
    expect(isSameFile(undefined, '"a"')).toBe(true);
    expect(isSameFile('"a"', '"a"')).toBe(true);
    expect(isSameFile('W/"a"', '"a"')).toBe(false);
    expect(isSameFile('Fri, 20 Nov 2026 00:00:00 GMT', '"a"')).toBe(false);
  });
});
