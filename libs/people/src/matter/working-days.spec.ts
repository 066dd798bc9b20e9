import { afterWorkingDays } from './working-days.js';

it.each([
  { from: '2026-11-20', days: 1, to: '2026-11-24', why: 'a weekend and a holiday' },
  { from: '2026-11-20', days: 10, to: '2026-12-07', why: 'two weeks' },
  { from: '2026-12-28', days: 1, to: '2027-01-04', why: 'New Year' },
  { from: '2027-04-28', days: 1, to: '2027-04-30', why: 'a holiday in between' },
])('$days working days after $from are $to: $why', ({ from, days, to }) => {
  expect(afterWorkingDays(from, days)).toBe(to);
});
