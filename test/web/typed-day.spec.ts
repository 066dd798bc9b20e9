import { readTypedDay, typedFrom } from '../../apps/web/src/lib/typed-day.js';

const read = (year: string, month: string, day: string) => readTypedDay({ year, month, day });

describe('a typed day', () => {
  it.each([
    ['1990', '4', '2', '1990-04-02'],
    ['平成2', '4', '2', '1990-04-02'],
    ['Ｈ２', '４', '２', '1990-04-02'],
    ['h2年', '4月', '2日', '1990-04-02'],
    ['令和元', '5', '1', '2019-05-01'],
    ['昭和64', '1', '7', '1989-01-07'],
    ['S 39', '10', '10', '1964-10-10'],
    ['大正15', '12', '24', '1926-12-24'],
    ['2028', '2', '29', '2028-02-29'],
  ])('%s年%s月%s日 is %s', (year, month, day, expected) => {
    expect(read(year, month, day)).toEqual({ kind: 'day', day: expected });
  });

  it.each([
    ['平成31', '5', '1', 'notInEra'],
    ['昭和64', '1', '8', 'notInEra'],
    ['令和1', '4', '30', 'notInEra'],
    ['令和8', '2', '30', 'impossible'],
    ['2027', '2', '29', 'impossible'],
    ['平成', '1', '1', 'year'],
    ['90', '1', '1', 'year'],
    ['1990', '13', '1', 'month'],
    ['1990', '', '1', 'month'],
    ['1990', '1', '32', 'day'],
    ['1990', '1', 'x', 'day'],
  ])('%s年%s月%s日 is refused, never bent (%s)', (year, month, day, reason) => {
    expect(read(year, month, day)).toMatchObject({ kind: 'wrong', reason });
  });

  it('is nothing while nothing is typed, and is shown again as it was', () => {
    expect(read('', ' ', '　')).toEqual({ kind: 'empty' });
    expect(readTypedDay(typedFrom('1964-10-10'))).toEqual({ kind: 'day', day: '1964-10-10' });
  });
});
