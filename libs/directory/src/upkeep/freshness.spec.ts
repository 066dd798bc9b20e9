import { freshnessOf, staleSince } from './freshness.js';

const today = '2026-11-20';

describe('the freshness of an entry', () => {
  it.each([
    { confirmedOn: null, level: 'never', text: 'まだ確認されていません' },
    { confirmedOn: '2026-11-20', level: 'half_year', text: '今日確認' },
    { confirmedOn: '2026-11-19', level: 'half_year', text: '1か月以内に確認' },
    { confirmedOn: '2026-10-21', level: 'half_year', text: '1か月以内に確認' },
    { confirmedOn: '2026-10-20', level: 'half_year', text: '1か月前に確認' },
    { confirmedOn: '2026-08-20', level: 'half_year', text: '3か月前に確認' },
    { confirmedOn: '2026-05-21', level: 'half_year', text: '5か月前に確認' },
    { confirmedOn: '2026-05-20', level: 'year', text: '6か月前に確認' },
    { confirmedOn: '2025-11-21', level: 'year', text: '11か月前に確認' },
    { confirmedOn: '2025-11-20', level: 'older', text: '1年以上確認されていません' },
    { confirmedOn: '2023-02-01', level: 'older', text: '3年以上確認されていません' },
  ])('confirmed on $confirmedOn: $text', ({ confirmedOn, level, text }) => {
    expect(freshnessOf(confirmedOn, today)).toEqual({ level, confirmedOn, text });
  });

  it.each([
    { confirmedOn: '2026-01-31', on: '2026-02-28', text: '1か月前に確認' },
    { confirmedOn: '2026-01-31', on: '2026-02-27', text: '1か月以内に確認' },
    { confirmedOn: '2024-02-29', on: '2025-02-28', text: '1年以上確認されていません' },
  ])('knows months that are shorter: $confirmedOn on $on', ({ confirmedOn, on, text }) => {
    expect(freshnessOf(confirmedOn, on).text).toBe(text);
  });

  it('asks the database for the same entries', () => {
    for (let ago = 300; ago < 430; ago += 1)
      for (const on of ['2026-11-20', '2024-02-29', '2025-02-28', '2026-03-31']) {
        const confirmedOn = new Date(Date.parse(on) - ago * 86_400_000).toISOString().slice(0, 10);
        expect([confirmedOn, freshnessOf(confirmedOn, on).level === 'older']).toEqual([
          confirmedOn,
          confirmedOn <= staleSince(on),
        ]);
      }
  });

  it('asks it in the same way for half a year', () => {
    for (let ago = 120; ago < 250; ago += 1)
      for (const on of ['2026-11-20', '2026-08-30', '2026-08-31', '2025-02-28', '2026-04-30']) {
        const confirmedOn = new Date(Date.parse(on) - ago * 86_400_000).toISOString().slice(0, 10);
        expect([on, confirmedOn, freshnessOf(confirmedOn, on).level !== 'half_year']).toEqual([
          ...[on, confirmedOn],
          confirmedOn <= staleSince(on, 6),
        ]);
      }
  });
});
