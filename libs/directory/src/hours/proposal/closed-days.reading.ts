import type { NthWeek, Weekday } from '../opening-rules.js';
import {
  closedDaysWords,
  type MonthDay,
  type Period,
  plainClosedDays,
  type Word,
} from './closed-days.words.js';

/** In which weeks a day of the week is closed. */
export type ClosedWeekday =
  | { readonly does: 'closed'; readonly weeks: readonly NthWeek[] }
  /** Closed but in these weeks. */
  | { readonly does: 'closedExcept'; readonly weeks: readonly NthWeek[] }
  /** Sometimes closed, and the text does not say when: 隔週, カレンダーによる. */
  | { readonly does: 'unknown' };

/** Days that are closed every year. */
export interface ClosedDates {
  readonly from: MonthDay;
  readonly to: MonthDay;
  readonly period: Period | null;
}

/** What a text about closed days says, word for word. */
export interface ClosedDays {
  readonly weekdays: ReadonlyMap<Weekday, ClosedWeekday>;
  /** Null when the text does not speak of them. */
  readonly holidays: 'closed' | 'open' | 'unknown' | null;
  readonly dates: readonly ClosedDates[];
  /** Named without dates. */
  readonly periods: readonly Period[];
  /** The text says that there is no closed day at all. */
  readonly never: boolean;
  /** "As a rule", "may be open": what is said to be closed is not sure. */
  readonly hedged: boolean;
}

/** Why a text cannot be read. */
export class NotReadable extends Error {}

// Wider than anybody takes them: outside, they are certainly not.
const periodMonths: Readonly<Record<Period, readonly number[]>> = {
  newYear: [12, 1],
  obon: [7, 8, 9],
  summer: [7, 8, 9],
  goldenWeek: [4, 5],
};
const longestRange = 21;
const cut = '文が途中で切れているようです';
const notFixed = '休みの日が、カレンダーやシフトなどで別に決まります';

/**
 * Reads a text about closed days, every word of it.
 * @throws {NotReadable} at the first word that is not understood, or whose bearing is not certain.
 */
export function readClosedDays(text: string): ClosedDays {
  const plain = plainClosedDays(text);
  const words = closedDaysWords(plain);
  if ('rest' in words) throw new NotReadable(whyNot(words.rest));
  return new ClosedDaysReader(words).read();
}

function whyNot(rest: string): string {
  if (/その他|そのほか|他|ほか|等|など/.test(rest.slice(0, 4)))
    return '「その他」の休みがあり、日を特定できません';
  if (/カレンダー|シフト|スケジュール|不定|予定表|指定|定め|規定|規程|調整/.test(rest)) return notFixed;
  return `「${rest.slice(0, 12)}」の部分を読み取れません`;
}

class ClosedDaysReader {
  private at = 0;
  private readonly weekdays = new Map<Weekday, ClosedWeekday>();
  private holidays: ClosedDays['holidays'] = null;
  private substitutes = false;
  private readonly dates: ClosedDates[] = [];
  private readonly periods = new Set<Period>();
  private never = false;
  private hedged = false;
  /** The days of the week listed without a break just before: what a bracket after them may speak of. */
  private group: Weekday[] = [];
  private groupIsOver = true;
  private lastPeriod: Period | null = null;
  private lastDates: ClosedDates[] = [];
  private uncertain = false;

  constructor(private readonly words: readonly Word[]) {}

  read(): ClosedDays {
    // "土日、" may be the beginning of a longer text that was cut.
    if (this.words.at(-1)?.kind === 'comma') throw new NotReadable(cut);
    while (this.at < this.words.length) this.item();
    const { weekdays, holidays, dates, never, hedged } = this;
    if (this.substitutes && holidays !== 'closed') throw new NotReadable('振替休日の扱いが分かりません');
    if (weekdays.size + dates.length + this.periods.size === 0 && holidays === null && !never)
      throw new NotReadable('休みの日が書かれていません');
    if (never && hedged) throw new NotReadable('「原則」無休とあり、休みの日があるかもしれません');
    if (never && (weekdays.size > 0 || holidays === 'closed'))
      throw new NotReadable('無休とありますが、休みの日も書かれています');
    return { weekdays, holidays, dates, periods: [...this.periods], never, hedged };
  }

  private item(): void {
    const word = this.take();
    switch (word.kind) {
      case 'weekday':
        return this.weekday(word);
      case 'nth':
        return this.nth(word.weeks);
      case 'everySecond':
        return this.everySecond();
      case 'holidays':
        return this.closeHolidays('closed');
      case 'holidaysOpen':
        return this.closeHolidays('open');
      case 'substitutes':
        this.substitutes = true;
        return;
      case 'vague':
        return this.vagueDay();
      case 'openDaysExcepted':
        return this.openDaysExcepted();
      case 'owner':
      case 'period':
        return this.period(word);
      case 'date':
      case 'dates':
        return this.closeDates(word);
      case 'open':
        return this.bracket();
      case 'never':
        this.never = true;
        return;
      case 'hedge':
        this.hedged = true;
        return;
      case 'comma':
      case 'stop':
      case 'space':
        this.lastDates = [];
        return;
      case 'filler':
        return;
      case 'topic':
      case 'except':
      case 'bareDay':
      case 'duration':
      case 'close':
        throw new NotReadable('休みの日の書き方を読み取れません');
    }
  }

  private weekday(word: Word & { kind: 'weekday' }): void {
    const isFirst = [undefined, 'stop'].includes(this.words[this.at - 2]?.kind);
    const days = this.listedDays(word);
    if (this.skip('topic')) {
      // 日曜、祝日、土曜は…: nobody says how far back it reaches.
      if (!isFirst) throw new NotReadable('「…は」が、どの日のことかはっきりしません');
      this.expect('vague', 'everySecond', 'hedge');
      for (const day of days) this.say(day, { does: 'unknown' });
      this.endGroup();
      return;
    }
    if (this.skip('everySecond')) {
      if (days.length > 1 || this.joinsNext()) throw new NotReadable('隔週の曜日がはっきりしません');
      this.say(word.day, { does: 'unknown' });
      this.endGroup();
      return;
    }
    for (const day of days) this.say(day, { does: 'closed', weeks: [] });
    if (this.groupIsOver) this.group = [];
    this.group.push(...days);
    this.groupIsOver = false;
  }

  /** 土日 and 土日曜日 are two days; what is joined by a comma comes as an item of its own. */
  private listedDays(first: Word & { kind: 'weekday' }): Weekday[] {
    const days = [first.day];
    for (let next = this.peek(); next?.kind === 'weekday'; next = this.peek()) {
      days.push(next.day);
      this.take();
    }
    return days;
  }

  /** 第2・4土曜, 第3土曜を除く土曜, 第2・4以外の土曜. */
  private nth(weeks: readonly NthWeek[]): void {
    const except = this.skip('except');
    const word = this.expect('weekday') as Word & { kind: 'weekday' };
    const days = this.listedDays(word);
    if (word.spelledOut ? days.length > 1 : this.joinsNext())
      throw new NotReadable('第何週かが、どの曜日までかはっきりしません');
    if (!except && this.skip('except')) {
      this.skip('comma');
      this.skip('space');
      const again = this.expect('weekday') as Word & { kind: 'weekday' };
      if (days.length > 1 || again.day !== word.day || this.peek()?.kind === 'weekday')
        throw new NotReadable('第何週かが、どの曜日までかはっきりしません');
      this.say(word.day, { does: 'closedExcept', weeks });
    } else {
      for (const day of days) this.say(day, { does: except ? 'closedExcept' : 'closed', weeks });
    }
    this.endGroup();
  }

  private everySecond(): void {
    const word = this.expect('weekday') as Word & { kind: 'weekday' };
    if (this.peek()?.kind === 'weekday' || (!word.spelledOut && this.joinsNext()))
      throw new NotReadable('隔週の曜日がはっきりしません');
    this.say(word.day, { does: 'unknown' });
    this.endGroup();
  }

  /** 指定土曜日, 一部の祝日. */
  private vagueDay(): void {
    const word = this.peek();
    if (word?.kind !== 'weekday' && word?.kind !== 'holidays') throw new NotReadable(notFixed);
    this.take();
    if (word.kind === 'weekday') {
      if (!word.spelledOut && this.joinsNext()) throw new NotReadable('どの曜日までかはっきりしません');
      this.say(word.day, { does: 'unknown' });
    } else this.closeHolidays('unknown');
    this.endGroup();
  }

  /** 開所日以外の月・日曜日: all days of the week that follow are closed on some days only. */
  private openDaysExcepted(): void {
    if (this.weekdays.size > 0 || this.holidays !== null)
      throw new NotReadable('開所日以外の曜日がはっきりしません');
    const word = this.expect('weekday') as Word & { kind: 'weekday' };
    for (const day of this.listedDays(word)) this.say(day, { does: 'unknown' });
    this.uncertain = true;
    this.endGroup();
  }

  private closeHolidays(does: 'closed' | 'open' | 'unknown'): void {
    const told = this.uncertain && does === 'closed' ? 'unknown' : does;
    if (this.holidays !== null && this.holidays !== told) throw new NotReadable('祝日の扱いが分かりません');
    this.holidays = told;
    this.endGroup();
  }

  private say(day: Weekday, closed: ClosedWeekday): void {
    const told: ClosedWeekday = this.uncertain ? { does: 'unknown' } : closed;
    const before = this.weekdays.get(day);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(told))
      throw new NotReadable('同じ曜日のことが、二通りに書かれています');
    this.weekdays.set(day, told);
    this.lastPeriod = null;
  }

  private period(word: Word): void {
    const { period } = (word.kind === 'period' ? word : this.expect('period')) as Word & { kind: 'period' };
    this.skip('duration');
    this.endGroup();
    this.lastPeriod = period;
    this.periods.add(period);
    if (this.lastDates.length > 0 && this.nextIs('close')) this.datePeriod(this.lastDates, period);
  }

  private closeDates(word: Word & { kind: 'date' | 'dates' }): void {
    const isApart = this.words[this.at - 2]?.kind === 'comma';
    const found = this.dateList(word);
    const period = this.lastPeriod;
    const named = period !== null && found.every((dates) => isWithin(dates, period)) ? period : null;
    this.dates.push(...found.map((dates) => ({ ...dates, period: named })));
    // 夏季休暇、8月13日: a holiday of its own beside the summer leave, perhaps. 年末年始、12月29日 is the same thing twice.
    if (named !== null && !(isApart && named === 'summer')) this.periods.delete(named);
    this.lastDates = found;
    this.endGroup();
    // The last period keeps its hold on what follows: 年末年始(12/29〜31、1/1〜3).
  }

  /** A date with the bare days after it: 8月13・14・15日. */
  private dateList(word: Word & { kind: 'date' | 'dates' }): ClosedDates[] {
    const first = word.kind === 'dates' ? word : { from: word, to: word };
    const found = [checkedDates(first.from, first.to)];
    let { month, day } = first.to;
    for (;;) {
      const [join, bare] = [this.peek(), this.peek(1)];
      if (join?.kind !== 'comma' || bare?.kind !== 'bareDay') return found;
      if (bare.day <= day) throw new NotReadable('日付の並びがはっきりしません');
      this.at += 2;
      ({ day } = bare);
      month = first.to.month;
      found.push(checkedDates({ month, day }, { month, day }));
    }
  }

  private datePeriod(dates: readonly ClosedDates[], period: Period): void {
    if (!dates.every((one) => isWithin(one, period))) throw new NotReadable('期間の日付が合いません');
    this.periods.delete(period);
  }

  private bracket(): void {
    const inside = this.untilClose();
    const [first] = inside;
    switch (first?.kind) {
      case 'date':
      case 'dates':
        return this.datesInBracket(inside);
      case 'hedge':
      case 'filler':
        return this.only(inside, 'hedge', 'filler', 'comma', 'stop', 'space');
      case 'nth':
      case 'except':
        return this.nthInBracket(inside);
      case 'everySecond':
      case 'vague':
        return this.vagueInBracket(inside);
      case 'weekday':
        return this.dayInBracket(inside);
      case 'period':
        return this.periodInBracket(inside);
      default:
        throw new NotReadable('かっこの中を読み取れません');
    }
  }

  private datesInBracket(inside: readonly Word[]): void {
    const period = this.lastPeriod;
    if (period === null) throw new NotReadable('かっこの日付が、何の日付かはっきりしません');
    const nested = new ClosedDaysReader(inside);
    const { dates } = nested.read();
    const plain = inside.every(({ kind }) =>
      ['date', 'dates', 'bareDay', 'comma', 'space', 'filler'].includes(kind),
    );
    if (!plain || !dates.every((one) => isWithin(one, period)))
      throw new NotReadable('期間の日付が合いません');
    this.dates.push(...dates.map((one) => ({ ...one, period })));
    this.periods.delete(period);
  }

  /** 土曜(第2・第4), 土(第1・3を除く), 土日(第1・3土曜日除く). */
  private nthInBracket(inside: readonly Word[]): void {
    const rest = inside.filter(({ kind }) => kind !== 'comma' && kind !== 'space');
    const except = rest.at(-1)?.kind === 'except';
    const pairs = except ? rest.slice(0, -1) : rest;
    const weeks = pairs.flatMap((word) => (word.kind === 'nth' ? word.weeks : []));
    const named = [...new Set(pairs.flatMap((word) => (word.kind === 'weekday' ? [word.day] : [])))];
    const known = pairs.every(({ kind }) => kind === 'nth' || kind === 'weekday');
    if (!known || named.length > 1 || weeks.length === 0) throw new NotReadable('かっこの中を読み取れません');
    const day = named[0] ?? this.onlyOfGroup();
    const before = this.weekdays.get(day);
    if (before?.does !== 'closed' || before.weeks.length > 0)
      throw new NotReadable('第何週かが、どの曜日のことかはっきりしません');
    this.weekdays.set(day, { does: except ? 'closedExcept' : 'closed', weeks });
    this.endGroup();
  }

  /** 土曜(隔週), 土曜(会社カレンダーによる): only where it cannot speak of other days. */
  private vagueInBracket(inside: readonly Word[]): void {
    if (inside[0]?.kind === 'everySecond' && inside[1]?.kind === 'weekday' && inside.length === 2) {
      const { day } = inside[1];
      const before = this.weekdays.get(day);
      if (before !== undefined && (before.does !== 'closed' || before.weeks.length > 0))
        throw new NotReadable('同じ曜日のことが、二通りに書かれています');
      this.weekdays.set(day, { does: 'unknown' });
      return this.endGroup();
    }
    this.only(inside, 'everySecond', 'vague', 'filler', 'stop');
    const day = this.onlyOfGroup();
    if (this.weekdays.size > 1 || this.holidays !== null || this.dates.length + this.periods.size > 0)
      throw new NotReadable('かっこの中が、どの日のことかはっきりしません');
    this.weekdays.set(day, { does: 'unknown' });
    this.endGroup();
  }

  /** 日・祝(土曜日は会社カレンダーによる). */
  private dayInBracket(inside: readonly Word[]): void {
    const [weekday, then, ...rest] = inside;
    // 土曜日は会社カレンダーによる, 土曜出勤の場合あり: both speak of the Saturday alone.
    const speaksOfIt = then?.kind === 'hedge' || (then?.kind === 'topic' && rest.length > 0);
    if (weekday?.kind !== 'weekday' || !speaksOfIt) throw new NotReadable('かっこの中を読み取れません');
    if (!rest.every(({ kind }) => ['vague', 'everySecond', 'filler', 'stop'].includes(kind)))
      throw new NotReadable('かっこの中を読み取れません');
    const before = this.weekdays.get(weekday.day);
    if (before !== undefined && (before.does !== 'closed' || before.weeks.length > 0))
      throw new NotReadable('同じ曜日のことが、二通りに書かれています');
    this.weekdays.set(weekday.day, { does: 'unknown' });
    this.endGroup();
  }

  /** 12月29日〜1月3日(年末年始). */
  private periodInBracket(inside: readonly Word[]): void {
    const [period] = inside;
    const dates = this.lastDates;
    if (period?.kind !== 'period' || inside.length > 1 || dates.length === 0)
      throw new NotReadable('かっこの中を読み取れません');
    this.datePeriod(dates, period.period);
  }

  private untilClose(): Word[] {
    const inside: Word[] = [];
    for (;;) {
      const word = this.words[this.at];
      if (word === undefined) throw new NotReadable(cut);
      this.at += 1;
      if (word.kind === 'close') return inside;
      if (word.kind === 'open') throw new NotReadable('かっこの中を読み取れません');
      inside.push(word);
    }
  }

  private only(words: readonly Word[], ...kinds: Word['kind'][]): void {
    if (!words.every(({ kind }) => kinds.includes(kind))) throw new NotReadable('かっこの中を読み取れません');
    if (words.some(({ kind }) => kind === 'hedge')) this.hedged = true;
  }

  private onlyOfGroup(): Weekday {
    const [day, ...others] = this.group;
    if (day === undefined || others.length > 0)
      throw new NotReadable('かっこの中が、どの曜日のことかはっきりしません');
    return day;
  }

  private endGroup(): void {
    this.groupIsOver = true;
    if (this.peek()?.kind !== 'open') this.group = [];
  }

  /** Whether the next item is joined by a comma and is a day of the week written out (土・日曜日). */
  private joinsNext(): boolean {
    return (
      this.peek()?.kind === 'weekday' || (this.peek()?.kind === 'comma' && this.peek(1)?.kind === 'weekday')
    );
  }

  private peek(ahead = 0): Word | undefined {
    return this.words[this.at + ahead];
  }

  private nextIs(kind: Word['kind']): boolean {
    return this.peek()?.kind === kind;
  }

  private skip(kind: Word['kind']): boolean {
    const found = this.nextIs(kind);
    if (found) this.at += 1;
    return found;
  }

  private take(): Word {
    const word = this.words[this.at];
    if (word === undefined) throw new NotReadable(cut);
    this.at += 1;
    return word;
  }

  private expect(...kinds: Word['kind'][]): Word {
    const word = this.take();
    if (!kinds.includes(word.kind)) throw new NotReadable('休みの日の書き方を読み取れません');
    return word;
  }
}

function isWithin({ from, to }: ClosedDates, period: Period): boolean {
  const months = periodMonths[period];
  return months.includes(from.month) && months.includes(to.month);
}

/** Dates that exist, in a range that can be meant: over New Year only, and not for months. */
function checkedDates(from: MonthDay, to: MonthDay): ClosedDates {
  const time = ({ month, day }: MonthDay, year: number) => Date.UTC(year, month - 1, day);
  const isDay = (date: MonthDay) => {
    const found = new Date(time(date, 2025));
    return found.getUTCMonth() === date.month - 1 && found.getUTCDate() === date.day;
  };
  const wraps = time(to, 2025) < time(from, 2025);
  const length = (time(to, wraps ? 2026 : 2025) - time(from, 2025)) / 86_400_000 + 1;
  if (!isDay(from) || !isDay(to) || length > longestRange) throw new NotReadable('日付を読み取れません');
  return { from, to, period: null };
}
