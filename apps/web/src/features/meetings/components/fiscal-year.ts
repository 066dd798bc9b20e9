const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era: 'long', year: 'numeric', timeZone: 'UTC' });

/** The fiscal year of a day: from 1 April. 年度. */
export function fiscalYearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

/** How offices call a fiscal year, without 年度: 2026 is 令和8. The year in which an era begins is 元 (2019 is 令和元), or goes by its beginning (平成31). */
export function fiscalYearName(year: number, naming: 'begin' | 'end' = 'end'): string {
  return era.format(new Date(Date.UTC(year, naming === 'end' ? 4 : 3, 1))).replace(/年$/, '');
}
