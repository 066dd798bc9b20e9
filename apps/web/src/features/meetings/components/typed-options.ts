/** A day on offer as the form keeps it. */
export type TypedOption = { day: string; from: string; until: string; allDay: boolean };

type Read<Value> = { values: Value[] } | { wrong: string };

/** Days typed at once: `12/3、12/10` is the next 3 and 10 December; `2027-01-14` and `令和9年` are not mixed up. */
export function readDays(text: string, today: string): Read<string> {
  const values: string[] = [];
  for (const part of partsOf(text, /[\n、,\s]+/)) {
    const full = /^(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(part);
    const short = /^(\d{1,2})[/月](\d{1,2})日?$/.exec(part);
    const day = full
      ? dayOf(Number(full[1]), Number(full[2]), Number(full[3]))
      : short && nextDay(Number(short[1]), Number(short[2]), today);
    if (!day) return { wrong: part };
    if (!values.includes(day)) values.push(day);
  }
  return { values };
}

/** Times of day typed at once: `13:30-15:00`, `１３：３０～１５：００`. */
export function readClocks(text: string): Read<{ from: string; until: string }> {
  const values: { from: string; until: string }[] = [];
  for (const part of partsOf(text, /[\n、,]+/)) {
    const read = /^(\d{1,2}):(\d{2})\s*[-~–〜から]+\s*(\d{1,2}):(\d{2})(まで)?$/.exec(part);
    if (!read) return { wrong: part };
    const [, fromHour = '', fromMinute = '', untilHour = '', untilMinute = ''] = read;
    values.push({
      from: `${fromHour.padStart(2, '0')}:${fromMinute}`,
      until: `${untilHour.padStart(2, '0')}:${untilMinute}`,
    });
  }
  return { values };
}

/** People beside the council, one in each line: name and address. */
export function readGuests(text: string): Read<{ name: string; email: string }> {
  const values: { name: string; email: string }[] = [];
  for (const part of partsOf(text, /\n+/)) {
    const [, name, email] = /^(.+?)[\s,、<(]+([^\s<>()]+@[^\s<>()]+)[>)]?$/.exec(part) ?? [];
    if (!name || !email) return { wrong: part };
    values.push({ name, email });
  }
  return { values };
}

/** Every day at every time, in order and each once, beside what is there. */
export function withOptions(
  options: readonly TypedOption[],
  days: readonly string[],
  clocks: readonly { from: string; until: string }[],
): TypedOption[] {
  const keyOf = ({ day, from, until }: TypedOption) => `${day} ${from} ${until}`;
  const all = [
    ...options,
    ...days.flatMap((day) => clocks.map((clock) => ({ day, ...clock, allDay: false }))),
  ];
  const unique = new Map(all.map((option) => [keyOf(option), option]));
  return [...unique.values()].sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
}

function partsOf(text: string, between: RegExp): string[] {
  return text
    .normalize('NFKC')
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean);
}

function nextDay(month: number, day: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const thisYear = dayOf(year, month, day);
  return thisYear !== null && thisYear >= today ? thisYear : dayOf(year + 1, month, day);
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}
