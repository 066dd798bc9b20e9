import { daysInEra, eraDay } from '#libs/documents';

describe('days on papers', () => {
  it.each([
    { day: '2026-11-20', words: '令和8年11月20日' },
    { day: '2019-05-01', words: '令和元年5月1日' },
    { day: '2019-04-30', words: '平成31年4月30日' },
    { day: '1989-01-07', words: '昭和64年1月7日' },
  ])('$day is $words', ({ day, words }) => {
    expect(eraDay(day)).toBe(words);
  });

  it('stand in the era wherever a computer has written one into a text', () => {
    expect(daysInEra('2026-11-20')).toBe('令和8年11月20日');
    expect(daysInEra('・日付：2026-04-01　内容：面談\n・日付：2026-05-02')).toBe(
      '・日付：令和8年4月1日　内容：面談\n・日付：令和8年5月2日',
    );
  });

  it('leave numbers alone that only look like a day', () => {
    for (const text of ['0120-2026-11-20-5', '2026-13-45', '2026-02-30', '12026-11-20', '03-1234-5678'])
      expect(daysInEra(text)).toBe(text);
  });
});
