import { monthInEra } from '../../apps/web/src/lib/japanese-date.js';

describe('a month', () => {
  it.each([
    { month: '2027-01', words: '令和9年1月' },
    { month: '2027-11', words: '令和9年11月' },
    { month: '2019-05', words: '令和元年5月' },
  ])('$month is written as $words', ({ month, words }) => {
    expect(monthInEra(month)).toBe(words);
  });
});
