import {
  type AfterHolidayRule,
  type AfterHolidayRuling,
  afterHolidayRulings,
  type DatedException,
  type DayRuling,
  dayRulings,
  type HolidayRule,
  type HolidayRuling,
  holidayRulings,
  type MonthlyRule,
  type NthWeek,
  nthWeeks,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type Weekday,
  type WeeklyRule,
  weekdays,
  type YearlyRange,
} from '#libs/directory';
import {
  Day,
  Flag,
  Matching,
  OneOf,
  Part,
  Parts,
  SomeNumbersOf,
  SomeOf,
  Text,
  WholeNumber,
} from '../http/fields.js';

const time = { says: '時刻を「09:00」の形で入力してください', max: 5 };
const monthDay = { says: '日付を「12-29」の形で入力してください', max: 5 };
const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const monthDayForm = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** From when to when on one day. The end may be 24:00. */
export class OpeningSpanPart implements OpeningSpan {
  @Matching(timeForm, { label: '始まり', ...time })
  from!: string;

  @Matching(timeForm, { label: '終わり', ...time })
  to!: string;
}

/** Days that come back every year; they may run over New Year. */
export class SeasonPart implements Season {
  @Matching(monthDayForm, { label: '最初の日', ...monthDay })
  from!: string;

  @Matching(monthDayForm, { label: '最後の日', ...monthDay })
  to!: string;
}

/** What holds on some days of the week. */
export class WeeklyRulePart implements WeeklyRule {
  @SomeOf(weekdays, { label: '曜日', min: 1 })
  days!: Weekday[];

  /** The first to the fifth, or the last (-1) of a month; none means all. */
  @SomeNumbersOf(nthWeeks, { label: '週' })
  weeks!: NthWeek[];

  /** Only in the week of this day and every second week from it. */
  @Day({ label: '隔週の基準日', optional: true })
  everySecondFrom!: string | null;

  @Part(() => SeasonPart, { label: '期間', optional: true })
  season!: SeasonPart | null;

  @OneOf(dayRulings, { label: '開所・休み' })
  does!: DayRuling;

  @Parts(() => OpeningSpanPart, { label: '時間', max: 6 })
  spans!: OpeningSpanPart[];
}

/** What holds on public holidays. */
export class HolidayRulePart implements HolidayRule {
  @OneOf(holidayRulings, { label: '祝日' })
  does!: HolidayRuling;

  @Parts(() => OpeningSpanPart, { label: '祝日の時間', max: 6 })
  spans!: OpeningSpanPart[];
}

/** What holds on the day after a public holiday. */
export class AfterHolidayRulePart implements AfterHolidayRule {
  @OneOf(afterHolidayRulings, { label: '祝日の翌日' })
  does!: AfterHolidayRuling;

  @Parts(() => OpeningSpanPart, { label: '祝日の翌日の時間', max: 6 })
  spans!: OpeningSpanPart[];
}

const daysOfMonth = [...Array.from({ length: 31 }, (_, at) => at + 1), -1];

/** What holds on some days of every month. */
export class MonthlyRulePart implements MonthlyRule {
  /** 1 to 31, or the last (-1). */
  @SomeNumbersOf(daysOfMonth, { label: '日' })
  days!: number[];

  @OneOf(dayRulings, { label: '開所・休み' })
  does!: DayRuling;

  @Parts(() => OpeningSpanPart, { label: '時間', max: 6 })
  spans!: OpeningSpanPart[];
}

/** What holds on all days of a range that comes back every year. */
export class YearlyRangePart extends SeasonPart implements YearlyRange {
  @Text({ label: '名前', max: 50, min: 0, optional: true })
  name!: string | null;

  @OneOf(dayRulings, { label: '開所・休み' })
  does!: DayRuling;

  @Parts(() => OpeningSpanPart, { label: '時間', max: 6 })
  spans!: OpeningSpanPart[];
}

/** What holds on some days, this once. */
export class DatedExceptionPart implements DatedException {
  @Text({ label: '名前', max: 50, min: 0, optional: true })
  name!: string | null;

  @Day({ label: '最初の日' })
  from!: string;

  @Day({ label: '最後の日' })
  to!: string;

  @OneOf(dayRulings, { label: '開所・休み' })
  does!: DayRuling;

  @Parts(() => OpeningSpanPart, { label: '時間', max: 6 })
  spans!: OpeningSpanPart[];
}

/** When a service is open: weekly, the day after holidays, holidays, monthly, yearly, exceptions, in this order; the later one wins. */
export class OpeningRulesPart implements OpeningRules {
  @Flag({ label: '開所時間がわからない' })
  unknown!: boolean;

  @Parts(() => WeeklyRulePart, { label: '曜日ごとの時間', max: 40 })
  weekly!: WeeklyRulePart[];

  @Part(() => AfterHolidayRulePart, { label: '祝日の翌日', optional: true })
  afterHolidays?: AfterHolidayRulePart;

  @Part(() => HolidayRulePart, { label: '祝日' })
  holidays!: HolidayRulePart;

  @Parts(() => MonthlyRulePart, { label: '毎月の日', max: 20, optional: true })
  monthly?: MonthlyRulePart[];

  @Parts(() => YearlyRangePart, { label: '毎年の期間', max: 30 })
  yearly!: YearlyRangePart[];

  @Parts(() => DatedExceptionPart, { label: '臨時の日', max: 200 })
  exceptions!: DatedExceptionPart[];

  @Text({ label: '補足', max: 500, min: 0, optional: true })
  note!: string | null;

  /** The text the rules were made from. */
  @Text({ label: 'もとの文', max: 4000, min: 0, optional: true })
  sourceText!: string | null;
}

/** From which day on, and how many of them. */
export class OpeningPreviewQuery {
  /** Today, where it is left out. */
  @Day({ label: '最初の日', optional: true })
  from?: string;

  @WholeNumber({ label: '日数', min: 1, max: 92, standard: 28 })
  days?: number;
}

/** What a source says of the hours and of closed days. */
export class OpeningProposalRequest {
  @Text({ label: '定休日', max: 4000, min: 0 })
  closedDays!: string;

  @Part(() => OpeningSpanPart, { label: '平日の時間', optional: true })
  weekday?: OpeningSpanPart | null;

  @Part(() => OpeningSpanPart, { label: '土曜の時間', optional: true })
  saturday?: OpeningSpanPart | null;

  @Part(() => OpeningSpanPart, { label: '日曜の時間', optional: true })
  sunday?: OpeningSpanPart | null;

  @Part(() => OpeningSpanPart, { label: '祝日の時間', optional: true })
  holiday?: OpeningSpanPart | null;

  @Text({ label: '特記事項', max: 4000, min: 0, optional: true })
  remarks?: string | null;
}
