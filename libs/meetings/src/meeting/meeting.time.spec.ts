import { Invalid } from '#libs/platform';
import { isTimeZone, localSpan, timeOf, timeOfDay } from './meeting.time.js';

const on = (from: string, until: string, day = '2026-12-31') => ({ day, allDay: false, from, until });

describe('edge 2: over midnight, and all day', () => {
  it('ends on the same day', () =>
    expect(localSpan(on('18:30', '20:00'))).toEqual({ start: '2026-12-31T18:30', end: '2026-12-31T20:00' }));

  it('ends on the next day when it ends at or before its beginning', () =>
    expect(localSpan(on('22:00', '01:00'))).toEqual({ start: '2026-12-31T22:00', end: '2027-01-01T01:00' }));

  it('ends where the next day begins', () =>
    expect(localSpan({ day: '2028-02-28', allDay: true, from: '', until: '' })).toEqual({
      start: '2028-02-28T00:00',
      end: '2028-02-29T00:00',
    }));

  it('takes beginning and end that were mixed up for a mistake', () =>
    expect(() => localSpan(on('18:00', '17:00'))).toThrow(Invalid));

  it.each(['24:00', '25:00', '9:00', '18:60', '１８:00'])('does not take %s for a time of day', (text) =>
    expect(timeOfDay.test(text)).toBe(false),
  );

  it('comes back as it was typed', () =>
    expect(timeOf(localSpan(on('22:00', '01:00')), false)).toEqual(on('22:00', '01:00')));
});

describe('a time zone', () => {
  it.each(['Asia/Tokyo', 'UTC', 'America/New_York'])('%s is one', (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
  it.each(['日本', 'Asia/Edo', ''])('"%s" is none', (name) => expect(isTimeZone(name)).toBe(false));
});
