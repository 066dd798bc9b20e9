import type { GivenCells, ImportField } from '../layout/import.fields.js';
import { notTaken, textOf, type Noter } from './cell-values.js';

/** From when to when a service can be used on one kind of day. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export type DayKind = 'weekday' | 'saturday' | 'sunday' | 'holiday';
export type SpansByDay = Readonly<Partial<Record<DayKind, Span>>>;

const dayColumns = {
  weekday: 'weekdayHours',
  saturday: 'saturdayHours',
  sunday: 'sundayHours',
  holiday: 'holidayHours',
} as const satisfies Record<DayKind, ImportField>;

/** 00:00-00:00 is how sources write nothing. A day without hours is unknown: to say closed would be a guess. */
export function spansOf(cells: GivenCells, note: Noter): SpansByDay {
  const result: Partial<Record<DayKind, Span>> = {};
  for (const [day, field] of Object.entries(dayColumns) as [DayKind, ImportField][]) {
    const cell = textOf(cells[field]);
    const span = spanOf(cell ?? '');
    if (span) result[day] = span;
    else if (cell !== null && cell !== '00:00-00:00')
      note(field, `「${cell}」は時間帯として読めません`, notTaken('10:00-16:00 の形'));
  }
  return { ...spansOfDays(cells), ...result };
}

/** One span for the days that a list of days names; weekdays only when all five are there. */
function spansOfDays(cells: GivenCells): SpansByDay {
  const days = textOf(cells.openDays);
  const span = spanOf(`${textOf(cells.openFrom) ?? ''}-${textOf(cells.openTo) ?? ''}`);
  if (days === null || !span) return {};
  const has = (...names: string[]) => names.every((name) => days.includes(name));
  return {
    ...(has('月', '火', '水', '木', '金') || has('平日') ? { weekday: span } : {}),
    ...(has('土') ? { saturday: span } : {}),
    ...(/日(?!曜?まで|以外)/.test(days.replace(/曜日|平日|祝日|休日/g, '')) ? { sunday: span } : {}),
    ...(has('祝') ? { holiday: span } : {}),
  };
}

/** What else the cells say about days and hours, so that nothing of it is lost. */
export function hoursNoteOf(cells: GivenCells): string | null {
  const days = textOf(cells.openDays);
  const [from, to] = [textOf(cells.openFrom), textOf(cells.openTo)];
  const named = [days, from !== null || to !== null ? `${from ?? ''}〜${to ?? ''}` : null];
  const parts = [named.filter((part) => part !== null).join(' ') || null, textOf(cells.hoursNote)];
  return parts.filter((part) => part !== null).join('\n') || null;
}

/** 10:00-16:00, 9時30分〜17時, ９：００～１７：００; undefined for what is no span of one day. */
export function spanOf(cell: string): Span | undefined {
  const text = cell
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[〜~～−－–—‐]|から/g, '-')
    .replace(/まで$/, '');
  const [from, to, ...more] = text.split('-').map(timeOf);
  return from && to && more.length === 0 && from < to ? { from, to } : undefined;
}

function timeOf(text: string): string | undefined {
  const found = /^(?:午前)?([0-9]{1,2})(?::([0-5][0-9])(?::00)?|時(?:([0-5]?[0-9])分|(半))?)$/.exec(text);
  if (!found) return undefined;
  const [, hour, minute, spoken, half] = found;
  const minutes = half ? '30' : (minute ?? spoken ?? '0').padStart(2, '0');
  return Number(hour) < 24 || (hour === '24' && minutes === '00')
    ? `${hour!.padStart(2, '0')}:${minutes}`
    : undefined;
}
