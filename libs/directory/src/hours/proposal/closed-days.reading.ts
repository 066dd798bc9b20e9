import type { NthWeek, Weekday } from '../opening-rules.js';
import { readBracket } from './bracket.reading.js';
import {
  checkedDates,
  type ClosedDates,
  type ClosedDays,
  isWithin,
  NotReadable,
  reasons,
  wraps,
} from './closed-days.js';
import { ClosedDaysNotes } from './closed-days.notes.js';
import { closedDaysWords, type Period, plainClosedDays, type Word } from './closed-days.words.js';
import { WordCursor, type WordOf } from './word-cursor.js';

/**
 * Reads a text about closed days, every word of it.
 * @throws {NotReadable} at the first word that is not understood, or whose bearing is not certain.
 */
export function readClosedDays(text: string): ClosedDays {
  const words = closedDaysWords(plainClosedDays(text));
  if ('rest' in words) throw new NotReadable(whyNot(words.rest));
  return new ClosedDaysReader(words).read();
}

function whyNot(rest: string): string {
  if (/その他|そのほか|他|ほか|等|など/.test(rest.slice(0, 4)))
    return '「その他」の休みがあり、日を特定できません';
  if (/カレンダー|シフト|スケジュール|不定|予定表|指定|定め|規定|規程|調整/.test(rest))
    return reasons.notFixed;
  return `「${rest.slice(0, 12)}」の部分を読み取れません`;
}

class ClosedDaysReader {
  private readonly words: WordCursor;
  private readonly notes = new ClosedDaysNotes();

  constructor(words: readonly Word[]) {
    this.words = new WordCursor(words);
  }

  read(): ClosedDays {
    // "土日、" may be the beginning of a longer text that was cut.
    if (this.words.lastKind === 'comma' || this.words.lastKind === 'colon')
      throw new NotReadable(reasons.cut);
    while (!this.words.isDone) this.item(this.words.take());
    return this.notes.result();
  }

  private item(word: Word): void {
    switch (word.kind) {
      case 'weekday':
        return this.weekday(word);
      case 'nth':
        return this.nth(word.weeks);
      case 'everySecond':
        return this.everySecond();
      case 'vague':
        return this.vague();
      case 'monthDays':
        this.notes.closeMonthly(word.days);
        return this.endGroup();
      case 'openDaysExcepted':
        return this.openDaysExcepted();
      case 'owner':
        return this.period(this.words.expect('period'));
      case 'period':
        return this.period(word);
      case 'date':
      case 'dates':
        return this.dates(word);
      case 'open':
        return this.bracket();
      case 'topic':
      case 'except':
      case 'bareDay':
      case 'duration':
      case 'close':
      case 'half':
        throw new NotReadable(reasons.wording);
      default:
        return this.mark(word);
    }
  }

  /** Words that say all they have to say by themselves. */
  private mark({ kind }: Word): void {
    const { notes } = this;
    if (kind === 'never') notes.never = true;
    if (kind === 'hedge') notes.hedged = true;
    if (kind === 'substitutes') notes.substitutes = true;
    if (kind === 'afterHolidays') {
      notes.afterHolidays = true;
      this.endGroup();
    }
    if (kind === 'comma' || kind === 'stop' || kind === 'space') notes.lastDates = [];
    if (kind === 'holidays' || kind === 'holidaysOpen') {
      notes.sayHolidays(kind === 'holidays' ? 'closed' : 'open');
      this.endGroup();
    }
  }

  private weekday(word: WordOf<'weekday'>): void {
    const { notes, words } = this;
    const isFirst = [undefined, 'stop'].includes(words.kindBefore);
    const days = words.listedDays(word);
    if (words.skip('topic')) {
      // 日曜、祝日、土曜は…: nobody says how far back it reaches.
      if (!isFirst) throw new NotReadable('「…は」が、どの日のことかはっきりしません');
      words.expect('vague', 'everySecond', 'hedge');
      for (const day of days) notes.say(day, { does: 'unknown' });
      this.endGroup();
    } else if (words.skip('everySecond')) {
      if (days.length > 1 || words.joinsDay) throw new NotReadable(reasons.everySecondOfWhat);
      notes.say(word.day, { does: 'unknown' });
      this.endGroup();
    } else if (words.peek()?.kind === 'half') {
      this.half(days);
    } else {
      notes.list(days);
    }
  }

  /** 土曜日の午後: of one day of the week only, or nobody says how far back it reaches. */
  private half(days: readonly Weekday[]): void {
    const { closed } = this.words.expect('half');
    if (days.length > 1 || this.notes.isJoined)
      throw new NotReadable('「午前」「午後」が、どの曜日までかはっきりしません');
    this.notes.say(days[0]!, closed === null ? { does: 'unknown' } : { does: 'half', closed });
    this.endGroup();
  }

  /** 第2・4土曜, 第3土曜を除く土曜, 第2・4以外の土曜. */
  private nth(weeks: readonly NthWeek[]): void {
    const { notes, words } = this;
    const exceptBefore = words.skip('except');
    const word = words.expect('weekday');
    const days = words.listedDays(word);
    // 第2・4土日 means both days, 第2・4土・日曜 perhaps not, 第2土曜日日曜日 hardly.
    if (word.spelledOut ? days.length > 1 : words.joinsDay) throw new NotReadable(reasons.nthOfWhat);
    const exceptAfter = !exceptBefore && words.skip('except');
    if (exceptAfter) this.sameDayAgain(word, days.length);
    for (const day of days)
      notes.say(day, { does: exceptBefore || exceptAfter ? 'closedExcept' : 'closed', weeks });
    this.endGroup();
  }

  private sameDayAgain({ day }: WordOf<'weekday'>, count: number): void {
    this.words.skip('comma');
    this.words.skip('space');
    const again = this.words.expect('weekday');
    if (count > 1 || again.day !== day || this.words.peek()?.kind === 'weekday')
      throw new NotReadable(reasons.nthOfWhat);
  }

  private everySecond(): void {
    const word = this.words.expect('weekday');
    if (this.words.peek()?.kind === 'weekday' || (!word.spelledOut && this.words.joinsDay))
      throw new NotReadable(reasons.everySecondOfWhat);
    this.notes.say(word.day, { does: 'unknown' });
    this.endGroup();
  }

  /** 指定土曜日, 一部の祝日. */
  private vague(): void {
    const next = this.words.peek();
    if (next?.kind !== 'weekday' && next?.kind !== 'holidays') throw new NotReadable(reasons.notFixed);
    this.words.take();
    // 指定土曜日、祝日: the word before may speak of both.
    if (this.words.joinsDay || this.words.joinsHolidays)
      throw new NotReadable('どの曜日までかはっきりしません');
    if (next.kind === 'weekday') this.notes.say(next.day, { does: 'unknown' });
    else this.notes.sayHolidays('unknown');
    this.endGroup();
  }

  /** 開所日以外の月・日曜日: all days that follow are closed on some days only. */
  private openDaysExcepted(): void {
    if (!this.notes.hasOnlyWeekdays(0)) throw new NotReadable('開所日以外の曜日がはっきりしません');
    this.notes.uncertain = true;
    const days = this.words.listedDays(this.words.expect('weekday'));
    for (const day of days) this.notes.say(day, { does: 'unknown' });
    this.endGroup();
  }

  private period({ period }: WordOf<'period'>): void {
    this.words.skip('duration');
    this.notes.name(period);
    this.endGroup();
  }

  private dates(word: WordOf<'date' | 'dates'>): void {
    const before = this.words.kindBefore;
    const found = this.dateList(word);
    const period = this.notes.lastPeriod;
    const isNamed = period !== null && found.every((dates) => isWithin(dates, period));
    this.notes.close(found, isNamed ? period : null);
    // The name holds on for what follows it: 年末年始12/29〜31、1/1〜3.
    if (isNamed && areItsDates(period, found, before)) this.notes.date(period, found);
    this.endGroup();
  }

  /** A date with the bare days after it: 8月13・14・15日. */
  private dateList(word: WordOf<'date' | 'dates'>): ClosedDates[] {
    const first = word.kind === 'dates' ? word : { from: word, to: word };
    const found = [checkedDates(first.from, first.to)];
    const { month } = first.to;
    let { day } = first.to;
    for (;;) {
      const [join, bare] = [this.words.peek(), this.words.peek(1)];
      if (join?.kind !== 'comma' || bare?.kind !== 'bareDay') return found;
      if (bare.day <= day) throw new NotReadable('日付の並びがはっきりしません');
      this.words.take();
      this.words.take();
      ({ day } = bare);
      found.push(checkedDates({ month, day }, { month, day }));
    }
  }

  private bracket(): void {
    readBracket(this.words.untilClose(), this.notes, (inside) => this.datesInBracket(inside));
    this.endGroup();
  }

  private datesInBracket(inside: readonly Word[]): void {
    const period = this.notes.lastPeriod;
    if (period === null) throw new NotReadable('かっこの日付が、何の日付かはっきりしません');
    const plain: readonly Word['kind'][] = ['date', 'dates', 'bareDay', 'comma', 'space', 'filler'];
    if (!inside.every(({ kind }) => plain.includes(kind))) throw new NotReadable(reasons.bracket);
    const { dates } = new ClosedDaysReader(inside).read();
    this.notes.close(dates, period);
    this.notes.date(period, dates);
  }

  private endGroup(): void {
    this.notes.endGroup(this.words.peek()?.kind === 'open');
  }
}

/**
 * Whether dates beside the name of a time of the year say when it is. At once after the name they do; behind a comma they may
 * be days of their own (夏季休暇、8月13日), unless they are what everybody means by the name. A single day is no New Year.
 */
function areItsDates(
  period: Period,
  dates: readonly ClosedDates[],
  before: Word['kind'] | undefined,
): boolean {
  const isApart = before === 'comma' || before === 'stop' || before === 'space';
  const isRange = dates.every(({ from, to }) => from.month !== to.month || from.day !== to.day);
  switch (period) {
    case 'newYear':
      return isApart ? dates.every(wraps) : isRange;
    case 'obon':
      return isRange || !isApart;
    case 'summer':
    case 'goldenWeek':
      return isApart ? isRange && before === 'space' : true;
  }
}
