const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
  大正: 1911,
  t: 1911,
  明治: 1867,
  m: 1867,
};

/**
 * The calendar day that a cell means, as YYYY-MM-DD: 2021/4/1, 2021.4.1, 20210401, 令和3年4月1日, R3.4.1, 令和元年5月1日.
 * Undefined for what is no day.
 */
export function japaneseDay(cell: string): string | undefined {
  const text = cell.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  const era =
    /^(令和|平成|昭和|大正|明治|[rhstm])\.?(元|[0-9]{1,2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?$/.exec(
      text,
    );
  if (era) {
    const [, name, year, month, day] = era as unknown as [string, string, string, string, string];
    return dayOf(eras[name]! + (year === '元' ? 1 : Number(year)), Number(month), Number(day));
  }
  const common =
    /^([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?(?:t?[0-9:]+)?$/.exec(text) ??
    /^([12][0-9]{3})([0-9]{2})([0-9]{2})$/.exec(text);
  if (!common) return undefined;
  const [, year, month, day] = common;
  return dayOf(Number(year), Number(month), Number(day));
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1867 && year < 2200;
  return same ? date.toISOString().slice(0, 10) : undefined;
}
