import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { dayHours, type HsdsSchedule, hsdsSchedules, noRules, type NthWeek, osmText } from '#libs/directory';
import { anyRules, officeRules, someDay, someRules } from '../../factories/opening-rules.js';

const serviceId = '7f6f9c0e-4a53-4c1d-9a55-0f7a7b0c1d2e';
const today = '2026-11-20';
const folder = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'hsds/3.1/schema');
const withSchemas = existsSync(folder) ? it : it.skip;
const plain = { everySecondFrom: null, season: null };
const saturdays = (weeks: NthWeek[]) =>
  officeRules({
    weekly: [{ ...plain, days: ['sa'], weeks, does: 'open', spans: [{ from: '10:00', to: '15:00' }] }],
  });
const rows = (rules = officeRules()) => hsdsSchedules(rules, serviceId, today);

/** Whether a weekly or monthly row without dates has a day. */
function has({ freq, byday = '' }: HsdsSchedule, day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  const code = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][date.getUTCDay()]!;
  const nth = Math.ceil(date.getUTCDate() / 7);
  const isLast = new Date(date.getTime() + 7 * 86_400_000).getUTCMonth() !== date.getUTCMonth();
  const days = byday.split(',');
  if (freq === 'WEEKLY') return days.includes(code);
  return days.includes(`${nth}${code}`) || (isLast && days.includes(`-1${code}`));
}

describe('schedules as HSDS has them', () => {
  it('say the weekly hours, and the rest in words', () => {
    expect(rows()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        service_id: serviceId,
        freq: 'WEEKLY',
        byday: 'MO,TU,WE,TH,FR',
        opens_at: '09:00+09:00',
        closes_at: '17:00+09:00',
        timezone: 9,
        description: '月〜金 9:00〜17:00、土・日・祝日・12月29日〜1月3日はお休み',
      },
    ]);
  });

  it.each([
    { weeks: [2, 4] as NthWeek[], byday: '2SA,4SA' },
    { weeks: [-1] as NthWeek[], byday: '-1SA' },
    { weeks: [1, 3, 5] as NthWeek[], byday: '1SA,3SA,5SA' },
  ])('count days of the month: $byday', ({ weeks, byday }) => {
    expect(rows(saturdays(weeks))).toEqual([expect.objectContaining({ freq: 'MONTHLY', byday })]);
  });

  it('repeat every second week from the next such day', () => {
    const [row] = rows(
      officeRules({
        weekly: [
          {
            ...plain,
            days: ['sa'],
            weeks: [],
            everySecondFrom: '2026-10-01',
            does: 'open',
            spans: [{ from: '10:00', to: '15:00' }],
          },
        ],
      }),
    );
    expect(row).toMatchObject({
      freq: 'WEEKLY',
      interval: 2,
      wkst: 'MO',
      dtstart: '2026-11-28',
      byday: 'SA',
    });
  });

  it('open exceptional days by their dates', () => {
    const exceptions = [
      {
        name: null,
        from: '2026-12-05',
        to: '2026-12-06',
        does: 'open' as const,
        spans: [{ from: '10:00', to: '12:00' }],
      },
    ];
    expect(rows(officeRules({ exceptions })).at(-1)).toMatchObject({
      valid_from: '2026-12-05',
      valid_to: '2026-12-06',
      opens_at: '10:00+09:00',
    });
  });

  it('say in words what is unknown', () => {
    expect(rows(noRules)).toEqual([expect.objectContaining({ description: '開所時間はわかりません' })]);
    expect(rows(noRules)[0]).not.toHaveProperty('freq');
  });

  it('keep their ids for as long as they say the same', () => {
    expect(rows()[0]?.id).toBe(hsdsSchedules(officeRules(), serviceId, '2027-03-01')[0]?.id);
  });

  it('open a day exactly as the rules do, where rows can say it', () => {
    const weeklyOnly = someRules.map(({ afterHolidays: _after, monthly: _monthly, ...rules }) => ({
      ...rules,
      weekly: rules.weekly.map((rule) => ({ ...rule, season: null })),
      yearly: [],
      exceptions: [],
      holidays: { does: 'asWeekday' as const, spans: [] },
    }));
    fc.assert(
      fc.property(weeklyOnly, someDay, (rules, day) => {
        const told = rows(rules)
          .filter((row) => row.freq !== undefined && has(row, day))
          .map(({ opens_at, closes_at }) => `${opens_at?.slice(0, 5)}-${closes_at?.slice(0, 5)}`)
          .sort();
        const { spans } = dayHours(rules, day);
        const open = spans.map(({ from, to }) => `${from}-${to}`).sort();
        const usesLast = rules.weekly.some(({ weeks }) => weeks.includes(-1));
        // "The fourth, but not the last" has no row: then nothing is said rather than too much.
        if (usesLast && told.length === 0) return;
        expect(told).toEqual(open);
      }),
      { numRuns: 1000 },
    );
  });

  withSchemas('are valid by the published schema', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    for (const file of readdirSync(folder).filter((name) => !name.startsWith('openapi')))
      ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object, file);
    const valid = ajv.getSchema('schedule.json')!;
    fc.assert(
      fc.property(anyRules, someDay, (rules, day) => {
        for (const row of hsdsSchedules(rules, serviceId, day)) {
          expect({ valid: valid(row), errors: valid.errors }).toEqual({ valid: true, errors: null });
        }
      }),
    );
  });
});

describe('opening hours as OpenStreetMap writes them', () => {
  it('write unknown days out', () => {
    expect(osmText(officeRules())).toBe('Mo,Tu,We,Th,Fr 09:00-17:00; Sa,Su off; PH off; Dec 29-Jan 03 off');
    expect(osmText(saturdays([2, 4]))).toContain('Sa[2,4] 10:00-15:00');
    expect(osmText(saturdays([2, 4]))).toMatch(/^Mo,Tu,We,Th,Fr,Sa,Su unknown "要確認"; /);
    expect(osmText(officeRules({ unknown: true }))).toBe('24/7 unknown "要確認"');
  });
});
