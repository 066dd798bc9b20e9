import type { Weekday } from '../opening-rules.js';
import {
  type ClosedDates,
  type ClosedDays,
  type ClosedWeekday,
  isWithin,
  NotReadable,
  reasons,
} from './closed-days.js';
import type { Period } from './closed-days.words.js';

/** What has been read of a text so far; refuses what contradicts it. */
export class ClosedDaysNotes {
  private readonly weekdays = new Map<Weekday, ClosedWeekday>();
  private holidays: ClosedDays['holidays'] = null;
  private readonly dates: ClosedDates[] = [];
  private readonly periods = new Set<Period>();
  /** The days of the week listed without a break just before: what a bracket after them may speak of. */
  private group: Weekday[] = [];
  private groupIsOver = true;
  /** The time of the year that was named last, and the dates said last: what stands beside them may be theirs. */
  lastPeriod: Period | null = null;
  lastDates: readonly ClosedDates[] = [];
  never = false;
  hedged = false;
  /** Only on days that are not open days: whatever is closed from here on is closed on some of them. */
  uncertain = false;
  substitutes = false;
  afterHolidays = false;
  readonly monthDays = new Set<number>();

  say(day: Weekday, closed: ClosedWeekday): void {
    const told: ClosedWeekday = this.uncertain ? { does: 'unknown' } : closed;
    const before = this.weekdays.get(day);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(told))
      throw new NotReadable(reasons.saidTwice);
    this.weekdays.set(day, told);
    this.lastPeriod = null;
  }

  /** Days of the week that are closed in every week, so far: a bracket may follow. */
  list(days: readonly Weekday[]): void {
    for (const day of days) this.say(day, { does: 'closed', weeks: [] });
    if (this.groupIsOver) this.group = [];
    this.group.push(...days);
    this.groupIsOver = false;
  }

  /** Says more of a day that was only listed, or was not spoken of. */
  restrict(day: Weekday, closed: ClosedWeekday): void {
    const before = this.weekdays.get(day);
    if (before !== undefined && (before.does !== 'closed' || before.weeks.length > 0))
      throw new NotReadable(reasons.saidTwice);
    this.weekdays.set(day, closed);
  }

  /** Whether days of the week stand just before, joined to what comes. */
  get isJoined(): boolean {
    return !this.groupIsOver && this.group.length > 0;
  }

  isListed(day: Weekday): boolean {
    return this.weekdays.has(day);
  }

  sayHolidays(does: 'closed' | 'open' | 'unknown'): void {
    const told = this.uncertain && does === 'closed' ? 'unknown' : does;
    if (this.holidays !== null && this.holidays !== told) throw new NotReadable('祝日の扱いが分かりません');
    this.holidays = told;
  }

  /** Days of every month. One number alone may be how many days a month, unless nobody would close for so many. */
  closeMonthly(days: readonly number[]): void {
    const [only, ...more] = days;
    if (more.length === 0 && only! > 1 && only! < 15)
      throw new NotReadable('毎月の何日か、月に何日間かがはっきりしません');
    if (days.some((day) => day === 0 || day > 31)) throw new NotReadable('日付を読み取れません');
    for (const day of days) this.monthDays.add(day);
    this.lastPeriod = null;
  }

  name(period: Period): void {
    this.lastPeriod = period;
    this.periods.add(period);
  }

  close(dates: readonly ClosedDates[], period: Period | null): void {
    this.dates.push(...dates.map((one) => ({ ...one, period })));
    this.lastDates = dates;
  }

  /** The time of the year has these dates: it is no longer open when it is. */
  date(period: Period, dates: readonly ClosedDates[]): void {
    if (!dates.every((one) => isWithin(one, period))) throw new NotReadable('期間の日付が合いません');
    this.periods.delete(period);
  }

  /** The one day of the week that a bracket without a name speaks of. */
  onlyOfGroup(): Weekday {
    const [day, ...others] = this.group;
    if (day === undefined || others.length > 0)
      throw new NotReadable('かっこの中が、どの曜日のことかはっきりしません');
    return day;
  }

  endGroup(bracketFollows: boolean): void {
    this.groupIsOver = true;
    if (!bracketFollows) this.group = [];
  }

  /** Whether nothing but this many days of the week has been said. */
  hasOnlyWeekdays(count: number): boolean {
    const special = this.monthDays.size + (this.afterHolidays ? 1 : 0);
    const others = this.dates.length + this.periods.size + special;
    return this.weekdays.size <= count && this.holidays === null && others === 0;
  }

  /** All of it, if it can be meant together. */
  result(): ClosedDays {
    const { weekdays, holidays, afterHolidays, dates, never, hedged } = this;
    const [periods, monthDays] = [[...this.periods], [...this.monthDays]];
    const workdays = (['mo', 'tu', 'we', 'th', 'fr'] as const).filter((day) => {
      const told = weekdays.get(day);
      return told?.does === 'closed' && told.weeks.length === 0;
    });
    if (workdays.length > 3) throw new NotReadable('休みの日ではなく、開いている日が書かれているようです');
    if (this.substitutes && holidays !== 'closed') throw new NotReadable('振替休日の扱いが分かりません');
    if (this.hasOnlyWeekdays(0) && !never) throw new NotReadable('休みの日が書かれていません');
    if (never && hedged) throw new NotReadable('「原則」無休とあり、休みの日があるかもしれません');
    if (afterHolidays && holidays === 'open')
      throw new NotReadable('祝日の翌日も祝日のとき、開くかどうかがはっきりしません');
    if (this.uncertain && (afterHolidays || monthDays.length > 0)) throw new NotReadable(reasons.notFixed);
    if (never && (weekdays.size > 0 || holidays === 'closed' || afterHolidays || monthDays.length > 0))
      throw new NotReadable('無休とありますが、休みの日も書かれています');
    return { weekdays, holidays, afterHolidays, monthDays, dates, periods, never, hedged };
  }
}
