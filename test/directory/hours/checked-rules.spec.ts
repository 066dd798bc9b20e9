import fc from 'fast-check';
import { checkedRules, noRules, type WeeklyRule, type OpeningRules } from '#libs/directory';
import { Invalid } from '#libs/platform';
import { anyRules, officeRules } from '../../factories/opening-rules.js';

const [weekdays] = officeRules().weekly;
const wrong = (value: unknown): Record<string, string> => {
  try {
    checkedRules(value);
    return {};
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return Object.fromEntries(error.fields.map(({ field, detail }) => [field, detail]));
  }
};
const withWeekly = (change: Partial<Record<keyof WeeklyRule, unknown>>) => ({
  ...officeRules(),
  weekly: [{ ...weekdays, ...change }],
});

/** The rules without what says nothing: no days of the month, a day after holidays like any other. */
function sayingSomething({ monthly = [], afterHolidays, ...rules }: OpeningRules): OpeningRules {
  return {
    ...rules,
    ...(monthly.length > 0 ? { monthly } : {}),
    ...(afterHolidays && afterHolidays.does !== 'asWeekday' ? { afterHolidays } : {}),
  };
}

describe('rules that come from outside', () => {
  it('stay what they are when they hold together', () => {
    fc.assert(
      fc.property(anyRules, (rules) =>
        expect(checkedRules(JSON.parse(JSON.stringify(rules)))).toEqual(sayingSomething(rules)),
      ),
    );
    expect(checkedRules(noRules)).toEqual(noRules);
  });

  it('are put in order, and lose what is not asked for', () => {
    const { weekly } = checkedRules(
      withWeekly({
        days: ['fr', 'mo'],
        spans: [
          { from: '13:00', to: '24:00' },
          { from: '09:00', to: '12:00' },
        ],
      }),
    );
    expect(weekly[0]).toMatchObject({
      days: ['mo', 'fr'],
      spans: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '24:00' },
      ],
    });
    expect(checkedRules(withWeekly({ does: 'closed' })).weekly[0]?.spans).toEqual([]);
  });

  it.each([
    {
      change: { days: [] },
      field: 'weekly.0.days',
      says: '曜日ごとの時間1の曜日: 1つ以上選択してください。',
    },
    { change: { days: ['xx'] }, field: 'weekly.0.days', says: '一覧から1回ずつ' },
    { change: { days: ['mo', 'mo'] }, field: 'weekly.0.days', says: '一覧から1回ずつ' },
    { change: { weeks: [6] }, field: 'weekly.0.weeks', says: '曜日ごとの時間1の週' },
    { change: { does: 'maybe' }, field: 'weekly.0.does', says: '選択してください' },
    { change: { spans: [] }, field: 'weekly.0.spans', says: '開いている時間を入力してください' },
    {
      change: { spans: [{ from: '17:00', to: '09:00' }] },
      field: 'weekly.0.spans.0.to',
      says: '始まりよりあとの時刻',
    },
    {
      change: { spans: [{ from: '9:00', to: '17:00' }] },
      field: 'weekly.0.spans.0.from',
      says: '「09:00」の形',
    },
    {
      change: {
        spans: [
          { from: '09:00', to: '13:00' },
          { from: '12:00', to: '17:00' },
        ],
      },
      field: 'weekly.0.spans',
      says: '重ならない',
    },
    {
      change: { weeks: [1], everySecondFrom: '2026-11-20' },
      field: 'weekly.0.everySecondFrom',
      says: 'どちらか一方',
    },
    { change: { everySecondFrom: '2026-02-30' }, field: 'weekly.0.everySecondFrom', says: '日付を入力' },
    {
      change: { season: { from: '02-29', to: '03-01' } },
      field: 'weekly.0.season.from',
      says: '毎年ある日付',
    },
    { change: { colour: 'red' }, field: 'weekly.0.colour', says: '使えない項目' },
  ])('$field is named: $says', ({ change, field, says }) => {
    expect(wrong(withWeekly(change))[field]).toContain(says);
  });

  it('name every wrong field at once', () => {
    expect(
      wrong({
        ...officeRules(),
        unknown: 'no',
        holidays: { does: 'open', spans: [] },
        yearly: [{ name: 'x'.repeat(51), from: '13-01', to: '01-03', does: 'closed', spans: [] }],
        exceptions: [{ name: null, from: '2026-05-02', to: '2026-05-01', does: 'closed', spans: [] }],
        note: 'x'.repeat(501),
      }),
    ).toEqual({
      unknown: '開所時間がわからない: はい・いいえで指定してください。',
      'holidays.spans': '祝日の時間: 開いている時間を入力してください。',
      'yearly.0.from': '毎年の期間1の最初の日: 毎年ある日付を入力してください。',
      'yearly.0.name': '毎年の期間1の名前: 50文字以内で入力してください。',
      'exceptions.0.to': '臨時の日1の最後の日: 最初の日と同じか、そのあとの日にしてください。',
      note: '補足: 500文字以内で入力してください。',
    });
  });

  it.each([[null], ['text'], [[]], [{}], [{ weekly: {} }], [{ ...noRules, weekly: [null] }]])(
    '%j is refused',
    (value) => {
      expect(Object.keys(wrong(value)).length).toBeGreaterThan(0);
    },
  );

  it('never break on anything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(noRules)), (value, key) => {
        expect(() => wrong(value)).not.toThrow();
        expect(() => wrong({ ...officeRules(), [key]: value })).not.toThrow();
      }),
    );
  });
});
