import type { Weekday } from '../opening-rules.js';
import { NotReadable, reasons } from './closed-days.js';
import type { ClosedDaysNotes } from './closed-days.notes.js';
import type { Word } from './closed-days.words.js';

type Kind = Word['kind'];
const pauses: readonly Kind[] = ['comma', 'stop', 'space', 'filler'];

/**
 * Reads what stands in a bracket, where that can speak of one thing only. Dates are left to `readDates`, which reads them as
 * outside of brackets.
 */
export function readBracket(
  inside: readonly Word[],
  notes: ClosedDaysNotes,
  readDates: (words: readonly Word[]) => void,
): void {
  switch (inside[0]?.kind) {
    case 'date':
    case 'dates':
      return readDates(inside);
    case 'hedge':
    case 'filler':
      only(inside, 'hedge', ...pauses);
      notes.hedged ||= inside.some(({ kind }) => kind === 'hedge');
      return;
    case 'nth':
      return nth(inside, notes);
    case 'everySecond':
    case 'vague':
      return vague(inside, notes);
    case 'weekday':
      return aboutDay(inside, notes);
    case 'period':
      return namedDates(inside, notes);
    default:
      throw new NotReadable(reasons.bracket);
  }
}

/** 土曜(第2・第4), 土(第1・3を除く), 土日(第1・3土曜日除く). */
function nth(inside: readonly Word[], notes: ClosedDaysNotes): void {
  const rest = inside.filter(({ kind }) => kind !== 'comma' && kind !== 'space');
  const except = rest.at(-1)?.kind === 'except';
  const pairs = except ? rest.slice(0, -1) : rest;
  only(pairs, 'nth', 'weekday');
  const weeks = pairs.flatMap((word) => (word.kind === 'nth' ? word.weeks : []));
  const named = [...new Set(pairs.flatMap((word) => (word.kind === 'weekday' ? [word.day] : [])))];
  if (named.length > 1) throw new NotReadable(reasons.bracket);
  const day: Weekday = named[0] ?? notes.onlyOfGroup();
  if (!notes.isListed(day)) throw new NotReadable(reasons.nthOfWhat);
  notes.restrict(day, { does: except ? 'closedExcept' : 'closed', weeks });
}

/** 日・祝(隔週土曜), 土曜(隔週), 土曜(会社カレンダーによる): only where it cannot speak of other days. */
function vague(inside: readonly Word[], notes: ClosedDaysNotes): void {
  const [first, second, ...more] = inside;
  if (first?.kind === 'everySecond' && second?.kind === 'weekday' && more.length === 0)
    return notes.restrict(second.day, { does: 'unknown' });
  only(inside, 'everySecond', 'vague', 'filler', 'stop');
  const day = notes.onlyOfGroup();
  if (!notes.hasOnlyWeekdays(1)) throw new NotReadable('かっこの中が、どの日のことかはっきりしません');
  notes.restrict(day, { does: 'unknown' });
}

/** 土曜日は会社カレンダーによる, 土曜出勤の場合あり: both speak of the Saturday alone. */
function aboutDay([weekday, then, ...rest]: readonly Word[], notes: ClosedDaysNotes): void {
  const speaksOfIt = then?.kind === 'hedge' || (then?.kind === 'topic' && rest.length > 0);
  if (weekday?.kind !== 'weekday' || !speaksOfIt) throw new NotReadable(reasons.bracket);
  only(rest, 'vague', 'everySecond', 'filler', 'stop');
  notes.restrict(weekday.day, { does: 'unknown' });
}

/** 12月29日〜1月3日(年末年始). */
function namedDates([period, ...more]: readonly Word[], notes: ClosedDaysNotes): void {
  if (period?.kind !== 'period' || more.length > 0 || notes.lastDates.length === 0)
    throw new NotReadable(reasons.bracket);
  notes.date(period.period, notes.lastDates);
}

function only(words: readonly Word[], ...kinds: Kind[]): void {
  if (!words.every(({ kind }) => kinds.includes(kind))) throw new NotReadable(reasons.bracket);
}
