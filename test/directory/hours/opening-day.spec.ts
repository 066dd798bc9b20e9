import fc from 'fast-check';
import {
  dayHours,
  nextOpening,
  noRules,
  openAt,
  openFeatures,
  openingNow,
  openingText,
  type WeeklyRule,
} from '#libs/directory';
import { anyRules, officeRules, someDay } from '../../factories/opening-rules.js';

const plain = { weeks: [], everySecondFrom: null, season: null };
const at = (moment: string) => new Date(`${moment}:00+09:00`);
const onSaturdays = (change: Partial<WeeklyRule>) =>
  officeRules({
    weekly: [
      ...officeRules().weekly,
      { ...plain, days: ['sa'], does: 'open', spans: [{ from: '10:00', to: '15:00' }], ...change },
    ],
  });
const stateOn = (day: string, rules = officeRules()) => dayHours(rules, day).state;

describe('a day of a service', () => {
  it.each([
    ['2026-11-20', 'open', 'a Friday'],
    ['2026-11-21', 'closed', 'a Saturday'],
    ['2026-11-23', 'closed', '勤労感謝の日, a Monday'],
    ['2026-09-22', 'closed', 'the holiday between two holidays'],
    ['2026-12-29', 'closed', 'the first day of the New Year closure'],
    ['2027-01-03', 'closed', 'its last'],
    ['2027-01-04', 'open', 'the day after'],
  ])('%s is %s: %s', (day, state) => {
    expect(stateOn(day)).toBe(state);
  });

  it('that nobody spoke of is unknown, never closed', () => {
    fc.assert(fc.property(someDay, (day) => expect(stateOn(day, noRules)).toBe('unknown')));
    const weekdaysOnly = officeRules({
      weekly: officeRules().weekly.slice(0, 1),
      holidays: noRules.holidays,
    });
    expect(stateOn('2026-11-21', weekdaysOnly)).toBe('unknown');
    expect(stateOn('2026-11-23', weekdaysOnly)).toBe('unknown');
    expect(stateOn('2026-11-20', officeRules({ unknown: true }))).toBe('unknown');
    // Beyond the calendar of holidays.
    expect(stateOn('2051-11-20')).toBe('unknown');
  });

  it('knows the second and the last Saturday of a month', () => {
    const days = (rule: Partial<WeeklyRule>) =>
      Array.from({ length: 31 }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`).filter(
        (day) =>
          day.slice(8) !== '12' &&
          stateOn(day, onSaturdays(rule)) === 'open' &&
          new Date(day).getUTCDay() === 6,
      );
    expect(days({ weeks: [2, 4] })).toEqual(['2026-10-10', '2026-10-24']);
    expect(days({ weeks: [-1] })).toEqual(['2026-10-31']);
    expect(days({ everySecondFrom: '2026-10-03' })).toEqual(['2026-10-03', '2026-10-17', '2026-10-31']);
  });

  it('counts every second week from any day of it, backwards too, over New Year', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -200, max: 200 }), (anchor, weeks) => {
        const day = new Date(Date.parse(anchor) + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
        const rules = {
          ...noRules,
          holidays: { does: 'asWeekday' as const, spans: [] },
          weekly: [
            {
              ...plain,
              days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const,
              everySecondFrom: anchor,
              does: 'closed' as const,
              spans: [],
            },
          ],
        };
        expect(stateOn(day, rules)).toBe(weeks % 2 === 0 ? 'closed' : 'unknown');
      }),
    );
  });

  it('lets the later rule win', () => {
    const exceptions = [
      { name: '研修', from: '2026-11-16', to: '2026-11-20', does: 'closed' as const, spans: [] },
      {
        name: null,
        from: '2026-11-18',
        to: '2026-11-18',
        does: 'open' as const,
        spans: [{ from: '13:00', to: '15:00' }],
      },
    ];
    const rules = officeRules({ exceptions });
    expect(dayHours(rules, '2026-11-17')).toMatchObject({
      state: 'closed',
      reason: '研修',
      decidedBy: 'exceptions',
    });
    expect(dayHours(rules, '2026-11-18')).toMatchObject({ state: 'open', spans: [{ from: '13:00' }] });
  });

  it.each([
    ['asWeekday' as const, 'open', '17:00', 'closed'],
    ['closed' as const, 'closed', undefined, 'closed'],
    ['open' as const, 'open', '15:00', 'open'],
    ['hours' as const, 'open', '15:00', 'closed'],
    ['unknown' as const, 'unknown', undefined, 'unknown'],
  ])('on public holidays: %s', (does, onMonday, until, onSunday) => {
    const rules = officeRules({ holidays: { does, spans: [{ from: '10:00', to: '15:00' }] } });
    expect(dayHours(rules, '2026-11-23')).toMatchObject({ state: onMonday, holiday: '勤労感謝の日' });
    expect(dayHours(rules, '2026-11-23').spans[0]?.to).toBe(until);
    expect(stateOn('2026-05-03', rules)).toBe(onSunday);
  });

  it('is open exactly in its spans', () => {
    fc.assert(
      fc.property(anyRules, someDay, fc.integer({ min: 0, max: 1439 }), (rules, day, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const { state, spans } = dayHours(rules, day);
        const inside = spans.some(({ from, to }) => from <= time && time < to);
        expect(openAt(rules, at(`${day}T${time}`))).toBe(
          state === 'open' ? (inside ? 'open' : 'closed') : state,
        );
      }),
    );
  });

  it('opens next when nobody has opened before, and never behind a day that is unknown', () => {
    fc.assert(
      fc.property(anyRules, someDay, (rules, day) => {
        const moment = at(`${day}T12:00`);
        const next = nextOpening(rules, moment);
        if (next === null) return;
        expect(openAt(rules, at(`${next.day}T${next.from}`))).toBe('open');
        for (let between = day; between < next.day;) {
          expect(stateOn(between, rules)).not.toBe('unknown');
          between = new Date(Date.parse(between) + 86_400_000).toISOString().slice(0, 10);
        }
      }),
    );
  });
});

describe('opening hours in words', () => {
  it('say the rules', () => {
    expect(openingText(officeRules())).toBe('月〜金 9:00〜17:00、土・日・祝日・12月29日〜1月3日はお休み');
    expect(openingText(onSaturdays({ weeks: [2, 4] }))).toBe(
      '月〜金 9:00〜17:00、第2・第4土曜 10:00〜15:00、日曜・ほかの土曜・祝日・12月29日〜1月3日はお休み',
    );
    expect(openingText(onSaturdays({ everySecondFrom: '2026-11-21' }))).toContain(
      '隔週の土曜（2026年11月21日の週から） 10:00〜15:00',
    );
    expect(openingText(onSaturdays({ season: { from: '07-01', to: '08-31' } }))).toContain(
      '7月1日〜8月31日の土曜 10:00',
    );
    expect(openingText(noRules)).toBe('開所時間はわかりません');
    expect(openingText(officeRules({ unknown: true }))).toBe('開所時間はわかりません');
  });

  it('leave out exceptions that are over', () => {
    const exceptions = [
      { name: null, from: '2026-11-10', to: '2026-11-11', does: 'closed' as const, spans: [] },
    ];
    expect(openingText(officeRules({ exceptions }), '2026-11-11')).toContain(
      '2026年11月10日〜2026年11月11日',
    );
    expect(openingText(officeRules({ exceptions }), '2026-11-12')).not.toContain('11月10日');
  });

  it.each([
    ['2026-11-20T16:59', 'open', '今日は17:00まで'],
    ['2026-11-20T08:00', 'closed', '今日は9:00から'],
    ['2026-11-20T17:00', 'closed', '今日は終わりました。次は11月24日 9:00から'],
    ['2026-11-23T12:00', 'closed', '今日はお休み（勤労感謝の日）。次は11月24日 9:00から'],
    ['2026-12-30T12:00', 'closed', '今日はお休み（年末年始）。次は1月4日 9:00から'],
  ])('say how it stands at %s', (moment, state, text) => {
    expect(openingNow(officeRules(), at(moment))).toEqual({ state, text });
  });

  it('do not say closed where nobody knows', () => {
    expect(openingNow(noRules, at('2026-11-20T12:00'))).toEqual({
      state: 'unknown',
      text: '今日の開所時間はわかりません',
    });
  });
});

describe('what a search narrows by', () => {
  const none = { saturday: false, sunday: false, evening: false, holiday: false };
  const evening = [
    { ...plain, days: ['we'] as const, does: 'open' as const, spans: [{ from: '13:00', to: '20:00' }] },
  ];
  it.each([
    ['an office', officeRules(), none],
    ['every second Saturday', onSaturdays({ everySecondFrom: '2026-11-21' }), { ...none, saturday: true }],
    ['the fifth Saturday', onSaturdays({ weeks: [5] }), { ...none, saturday: true }],
    [
      'a Saturday that a later rule closes',
      officeRules({ weekly: [...onSaturdays({}).weekly, officeRules().weekly[1]!] }),
      none,
    ],
    ['an evening', officeRules({ weekly: evening }), { ...none, evening: true }],
    [
      'public holidays',
      officeRules({ holidays: { does: 'asWeekday', spans: [] } }),
      { ...none, holiday: true },
    ],
    ['nothing known', noRules, none],
  ])('%s', (_name, rules, features) => {
    expect(openFeatures(rules)).toEqual(features);
  });
});
