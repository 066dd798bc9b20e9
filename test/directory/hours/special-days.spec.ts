import {
  checkedRules,
  dayHours,
  hsdsSchedules,
  openFeatures,
  openingNow,
  openingText,
  type OpeningRules,
  osmText,
} from '#libs/directory';
import { officeRules } from '../../factories/opening-rules.js';

// Days of every month, and the day after a public holiday.
const stateOn = (day: string, change: Partial<OpeningRules>) => dayHours(officeRules(change), day).state;
const shut = { does: 'closed', spans: [] } as const;
const evening = [{ from: '17:00', to: '20:00' }];

describe('days of every month', () => {
  const monthly = [{ days: [15, -1], ...shut }];

  it.each([
    { day: '2026-12-15', state: 'closed', why: 'the 15th, a Tuesday' },
    { day: '2026-12-14', state: 'open', why: 'the day before' },
    { day: '2027-02-26', state: 'open', why: 'a Friday, not the last day' },
    { day: '2029-02-28', state: 'closed', why: 'the last day of February' },
    { day: '2028-02-28', state: 'open', why: 'a leap year has one more' },
    { day: '2028-02-29', state: 'closed', why: 'and that is the last' },
    { day: '2026-04-30', state: 'closed', why: 'the last of a short month' },
  ])('$day is $state: $why', ({ day, state }) => {
    expect(stateOn(day, { monthly })).toBe(state);
  });

  it('the 31st comes in long months only', () => {
    const days = ['2026-03-31', '2026-04-30', '2026-05-01'];
    expect(days.map((day) => stateOn(day, { monthly: [{ days: [31], ...shut }] }))).toEqual([
      ...['closed', 'open', 'open'],
    ]);
  });

  it('win over holidays, and give way to the New Year', () => {
    const open = [{ days: [23, -1], does: 'open' as const, spans: evening }];
    expect(dayHours(officeRules({ monthly: open }), '2026-11-23')).toMatchObject({
      ...{ state: 'open', spans: evening, decidedBy: 'monthly' },
    });
    expect(stateOn('2026-12-31', { monthly: open })).toBe('closed');
  });

  it('are told in words and to other programs', () => {
    const rules = officeRules({ monthly: [{ days: [1, -1], does: 'open', spans: evening }] });
    expect(openingText(rules)).toContain('毎月1日・末日 17:00〜20:00');
    expect(osmText(rules)).toContain('Jan 01,Feb 01');
    expect(osmText(rules)).toContain('2028 Feb 29');
    expect(hsdsSchedules(rules, 'a8098c1a-f86e-11da-bd1a-00112444be1e', '2026-11-20')).toContainEqual(
      expect.objectContaining({
        ...{ freq: 'MONTHLY', bymonthday: '1,-1', opens_at: '17:00+09:00', closes_at: '20:00+09:00' },
      }),
    );
    expect(openFeatures(rules).evening).toBe(true);
  });
});

describe('the day after a public holiday', () => {
  const afterHolidays = shut;

  it.each([
    { day: '2026-11-24', state: 'closed', why: 'the day after 勤労感謝の日' },
    { day: '2026-11-25', state: 'open', why: 'two days after' },
    { day: '2026-09-24', state: 'closed', why: 'the day after three holidays' },
    { day: '2026-05-07', state: 'closed', why: 'the day after a substitute holiday' },
  ])('$day is $state: $why', ({ day, state }) => {
    expect(stateOn(day, { afterHolidays })).toBe(state);
  });

  it('obeys the rule of holidays first when it is one, unless that says nothing', () => {
    const open = { does: 'open', spans: evening } as const;
    expect(stateOn('2026-09-22', { afterHolidays, holidays: open })).toBe('open');
    expect(stateOn('2026-09-22', { afterHolidays, holidays: { does: 'asWeekday', spans: [] } })).toBe(
      'closed',
    );
    expect(stateOn('2026-09-21', { afterHolidays, holidays: { does: 'asWeekday', spans: [] } })).toBe('open');
  });

  it('is called by its name', () => {
    const rules = officeRules({ afterHolidays });
    expect(openingText(rules)).toContain('祝日の翌日');
    expect(osmText(rules)).toContain('PH +1 day off');
    expect(openingNow(rules, new Date('2026-11-24T12:00:00+09:00')).text).toBe(
      '今日はお休み（祝日の翌日）。次は11月25日 9:00から',
    );
  });
});

describe('rules that are handed in', () => {
  it('keep such days, and leave out what says nothing', () => {
    const special = officeRules({ afterHolidays: shut, monthly: [{ days: [1, -1], ...shut }] });
    expect(checkedRules(special)).toEqual(special);
    const nothing = { ...officeRules(), afterHolidays: { does: 'asWeekday', spans: [] }, monthly: [] };
    expect(checkedRules(nothing)).toEqual(officeRules());
  });

  it('are refused with days that no month has, or with none', () => {
    const problems = (monthly: unknown) => {
      try {
        checkedRules({ ...officeRules(), monthly });
      } catch (refused) {
        return (refused as { fields: { field: string }[] }).fields.map(({ field }) => field);
      }
      return [];
    };
    expect(problems([{ days: [32], ...shut }])).toEqual(['monthly.0.days']);
    expect(problems([{ days: [], ...shut }])).toEqual(['monthly.0.days']);
    expect(problems([{ days: [1], does: 'open', spans: [] }])).toEqual(['monthly.0.spans']);
    expect(problems('x')).toEqual(['monthly']);
  });
});
