/** What a person typed into the three fields of a day. */
export type TypedDay = { year: string; month: string; day: string };

/** The outcome of reading it. */
export type ReadDay =
  | { kind: 'empty' }
  | { kind: 'day'; day: string }
  | { kind: 'wrong'; field: keyof TypedDay; reason: WrongDay };

/** Why a typed day cannot be read. */
export type WrongDay = 'year' | 'month' | 'day' | 'impossible' | 'notInEra';

const eras = [
  { names: ['令和', 'r', '令'], first: '2019-05-01', last: '9999-12-31', start: 2019 },
  { names: ['平成', 'h', '平'], first: '1989-01-08', last: '2019-04-30', start: 1989 },
  { names: ['昭和', 's', '昭'], first: '1926-12-25', last: '1989-01-07', start: 1926 },
  { names: ['大正', 't', '大'], first: '1912-07-30', last: '1926-12-24', start: 1912 },
  { names: ['明治', 'm', '明'], first: '1868-01-25', last: '1912-07-29', start: 1868 },
] as const;

const noDay: TypedDay = { year: '', month: '', day: '' };

/**
 * Reads a typed day. The year may be 1990, 平成2, H2 or 平成元; widths do not matter. A day that does not exist (2月30日) or
 * does not lie in its era (平成31年6月) is refused rather than bent: a wrong birth date is worse than none.
 */
export function readTypedDay(typed: TypedDay): ReadDay {
  const parts = { year: plain(typed.year), month: plain(typed.month), day: plain(typed.day) };
  if (!parts.year && !parts.month && !parts.day) return { kind: 'empty' };
  const year = readYear(parts.year);
  if (!year) return wrong('year', 'year');
  const month = wholeNumber(parts.month.replace(/月$/, ''));
  if (!month || month > 12) return wrong('month', 'month');
  const dayOfMonth = wholeNumber(parts.day.replace(/日$/, ''));
  if (!dayOfMonth || dayOfMonth > 31) return wrong('day', 'day');
  const day = `${String(year.number).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
  if (!isRealDay(day)) return wrong('day', 'impossible');
  if (year.era && (day < year.era.first || day > year.era.last)) return wrong('year', 'notInEra');
  return { kind: 'day', day };
}

/** The three fields that show a day. */
export function typedFrom(day: string | null | undefined): TypedDay {
  if (!day) return noDay;
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  return { year, month: String(Number(month)), day: String(Number(dayOfMonth)) };
}

function wrong(field: keyof TypedDay, reason: WrongDay): ReadDay {
  return { kind: 'wrong', field, reason };
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

function readYear(text: string): { number: number; era?: (typeof eras)[number] } | undefined {
  const bare = text.replace(/年$/, '');
  const western = /^\d{4}$/.test(bare) ? Number(bare) : undefined;
  if (western) return western >= 1868 ? { number: western } : undefined;
  for (const era of eras) {
    const name = era.names.find((candidate) => bare.startsWith(candidate));
    if (!name) continue;
    const rest = bare.slice(name.length).replace(/^\./, '');
    const number = rest === '元' ? 1 : wholeNumber(rest);
    return number ? { number: era.start + number - 1, era } : undefined;
  }
  return undefined;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
