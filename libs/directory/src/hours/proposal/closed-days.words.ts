import type { NthWeek, Weekday } from '../opening-rules.js';

/** Times of the year that everybody names and few date. */
export type Period = 'newYear' | 'obon' | 'summer' | 'goldenWeek';

/** One word of a text about closed days. */
export type Word =
  | { readonly kind: 'weekday'; readonly day: Weekday; readonly spelledOut: boolean }
  | { readonly kind: 'holidays' }
  | { readonly kind: 'holidaysOpen' }
  | { readonly kind: 'substitutes' }
  | { readonly kind: 'afterHolidays' }
  /** Days of every month; -1 is the last. */
  | { readonly kind: 'monthDays'; readonly days: readonly number[] }
  /** Half of a day: which half, or nobody says. */
  | { readonly kind: 'half'; readonly closed: 'morning' | 'afternoon' | null }
  | { readonly kind: 'nth'; readonly weeks: readonly NthWeek[] }
  | { readonly kind: 'everySecond' }
  | { readonly kind: 'except' }
  | { readonly kind: 'openDaysExcepted' }
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  | { readonly kind: 'bareDay'; readonly day: number }
  | { readonly kind: 'dates'; readonly from: MonthDay; readonly to: MonthDay }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'duration' }
  | { readonly kind: 'owner' }
  | { readonly kind: 'never' }
  | { readonly kind: 'hedge' }
  | { readonly kind: 'vague' }
  | { readonly kind: 'topic' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'comma' }
  | { readonly kind: 'colon' }
  /** The end of a sentence. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'space' }
  | { readonly kind: 'filler' };

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** A text that has a word nobody taught us: it cannot be read, and says where. */
export interface Unreadable {
  readonly rest: string;
}

type Make = (match: RegExpExecArray) => Word;

const dayCodes: Readonly<Record<string, Weekday>> = {
  月: 'mo',
  火: 'tu',
  水: 'we',
  木: 'th',
  金: 'fr',
  土: 'sa',
  日: 'su',
};
const kanjiNumbers = '一二三四五';
const just =
  (
    kind: Exclude<
      Word['kind'],
      'weekday' | 'nth' | 'date' | 'bareDay' | 'dates' | 'period' | 'monthDays' | 'half'
    >,
  ): Make =>
  () =>
    ({ kind }) as Word;
const period =
  (name: Period): Make =>
  () => ({ kind: 'period', period: name });

const rest = '(?:連続|特別)?(?:休暇|休業日?|休み|休日|休所日?|休館日?|休園日?|休)?(?:期間)?';
const tilde = '(?:[〜~\\-−–—―ー]|から|より)';
const calendar =
  '(?:年間|月間|年度|営業日?|業務|会社|当社|弊社|社内|事業所|当事業所|施設|当施設|法人|の)*カレンダー(?:に(?:よる|基づく|準ずる|準じる)|による休日)';
const mayBeOpen =
  '(?:※|ただし|但し|、|\\s)*(?:(?:休日に?|不定期|行事|イベント|必要|場合|事業|臨時|作業|状況|など|等|に|的|は|で|の|より|応じて|より、|を|して|、)*)(?:開所|営業|出勤|開設)(?:する|の|を行う|日とする|すること|が)?(?:場合|こと|事)?(?:が|も)?(?:ある|あり|有り?)(?:ます)?';

// In this order: the first that fits is the word. What fits none of them is not guessed at.
const spellings: readonly (readonly [RegExp, Make])[] = [
  [/\(昭和23年法律第178号\)/y, just('filler')],
  [/年中無休|無休|年中営業|365日(?:営業|開所)/y, just('never')],
  [new RegExp(`原則(?:として|的に)?(?:は)?|基本(?:的には?|は|定休日)?|主に|概ね`, 'y'), just('hedge')],
  [new RegExp(mayBeOpen, 'y'), just('hedge')],
  [/開所(?:予定日?|日)以外の|営業(?:予定日?|日)以外の|開所日を除く/y, just('openDaysExcepted')],
  [
    new RegExp(
      `(\\d{1,2})\\s*(?:月|/|\\.)\\s*(\\d{1,2})\\s*日?\\s*${tilde}\\s*(?:翌年?の?)?\\s*(?:(\\d{1,2})\\s*(?:月|/|\\.)\\s*)?(\\d{1,2})(?!\\d|月|/|\\.\\d)\\s*日?(?!日|間)\\s*(?:まで)?`,
      'y',
    ),
    ([, month, day, toMonth, toDay]) => ({
      kind: 'dates',
      from: { month: Number(month), day: Number(day) },
      to: { month: Number(toMonth ?? month), day: Number(toDay) },
    }),
  ],
  [/1月元[日旦]|元[日旦]/y, () => ({ kind: 'date', month: 1, day: 1 })],
  [/慰霊の日/y, () => ({ kind: 'date', month: 6, day: 23 })],
  [
    /(\d{1,2})\s*(?:月|\/)\s*(\d{1,2})(?!\d|月|\/|時|:|\.\d)\s*日?(?!日|間|[〜~\-−–—―ー]|から|より)/y,
    ([, month, day]) => ({ kind: 'date', month: Number(month), day: Number(day) }),
  ],
  // A bare "毎月8日" may as well be eight days a month: that is refused where the words are read.
  [
    /毎月の?\s*((?:\d{1,2}日?|末日)(?:\s*(?:[・、,]|と|及び|および)\s*(?:\d{1,2}(?!\d|月|\/|\.\d)日?(?!間)|末日))*)(?!\d|月|間|曜|目|ほど|程度|以上|[〜~\-−–—―ー]|から)/y,
    ([, list = '']) => ({ kind: 'monthDays', days: monthDaysIn(list) }),
  ],
  [/\d{1,2}日間?(?=[)、,。・\s]|$|の)/y, bareDayOrDuration],
  [/(\d{1,2})(?=[)、,・])/y, ([, day]) => ({ kind: 'bareDay', day: Number(day) })],
  [/(?:国民の)?祝(?:祭)?日の?翌日(?!が|[もにで]|以)/y, just('afterHolidays')],
  [/祝(?:祭)?日は?(?:も)?(?:営業|開所)(?:します|しています|する)?(?![^)、。\s])/y, just('holidaysOpen')],
  [
    /国民の祝日に関する法律(?:\(昭和23年法律第178号\))?(?:第[3三]条)?(?:に規定する|に定める|に定められた|による|で定める|の定める)(?:休日|祝日|日)/y,
    just('holidays'),
  ],
  [
    /法律に定められている祝日|国民の?祝(?:祭|休)?日|国民の休日|祝祭日|祝・祭日|祝休日|祝日|祭日|祝/y,
    just('holidays'),
  ],
  [/振替休日|振り替え休日/y, just('substitutes')],
  [
    /(?:毎月の?)?第\s*([1-5一二三四五])((?:\s*(?:[・、,.と&]|及び|および)?\s*第?\s*[1-5一二三四五](?![\d月/]))*)\s*(?:の)?/y,
    ([, first = '', more = '']) => ({ kind: 'nth', weeks: numbersIn(first + more) }),
  ],
  [/(?:毎月の?)?最終/y, () => ({ kind: 'nth', weeks: [-1] })],
  [/隔週の?/y, just('everySecond')],
  [/を?除く|を?のぞく|以外の?|は?(?:営業|開所|出勤)日?(?=\))/y, just('except')],
  [
    /(?:当|各|弊)?(?:法人|会社|社|当社|事業所|施設|園|事業者|センター)[がので](?:別に)?(?:定める|定めた|指定する|指定した)(?=夏|冬|年末|盆|お盆|GW|ゴールデン)/y,
    just('owner'),
  ],
  [
    new RegExp(
      `(?:年末[・、]?年始|年始[・、]?年末|年末及び年始|お?正月|冬[季期](?!間)|冬(?=休み))${rest}|年末休暇|年始休暇`,
      'y',
    ),
    period('newYear'),
  ],
  [new RegExp(`(?:お|旧)?盆${rest}`, 'y'), period('obon')],
  [new RegExp(`夏(?:[季期]|(?=休み))${rest}`, 'y'), period('summer')],
  [new RegExp(`(?:GW|ゴールデンウ[ィイ]ーク|大型連休|5月の?連休)${rest}`, 'y'), period('goldenWeek')],
  [new RegExp(calendar, 'y'), just('vague')],
  [
    /(?:月|年)(?:に)?(?:数|\d(?:[〜~]\d)?)回(?:程度|ほど)?(?:開所|営業|出勤)?日?(?:あり|有り?)?|不定休|不定期(?:に?開所|に?営業)?|不定|任意出勤|隔週/y,
    just('vague'),
  ],
  [
    /(?:指定する|指定|一部の?|変則|(?:会社|事業所|法人)[がの](?:定める|定めた|指定する))(?=[土月火水木金祝]|日曜)/y,
    just('vague'),
  ],
  [
    /毎?([月火水木金土日])曜(?:日(?!曜))?/y,
    ([, day = '']) => ({ kind: 'weekday', day: dayCodes[day]!, spelledOut: true }),
  ],
  [
    /(?:毎週の?|各週の)?([月火水木金土日])(?!曜|間)/y,
    ([, day = '']) => ({ kind: 'weekday', day: dayCodes[day]!, spelledOut: false }),
  ],
  [
    /(?:は|が|を|の|、)?\s*(?:定休日?|お?休み|休業日?|休日|休所日?|閉所日?|休館日?|休園日?)(?:とします|とする|となります|となる|です)?(?=$|[)。、,・(\s])/y,
    just('filler'),
  ],
  [/(?:定休日|休業日|休日|休所日|閉所日)[:は]/y, just('filler')],
  [/の?午後(?:は?休み|休業|休診)?(?=[、,。・と\s]|$)/y, () => ({ kind: 'half', closed: 'afternoon' })],
  [/の?午前(?:は?休み|休業|休診)?(?=[、,。・と\s]|$)/y, () => ({ kind: 'half', closed: 'morning' })],
  [/の?半日(?:休み)?(?=[、,。・と\s]|$)/y, () => ({ kind: 'half', closed: null })],
  [/毎週の?|各週の|まで|のみ|です|とする|あり(?=$|[)。、,\s])/y, just('filler')],
  [/は/y, just('topic')],
  [/[([]/y, just('open')],
  [/[)\]]/y, just('close')],
  [/。/y, just('stop')],
  [/:/y, just('colon')],
  [/のほか、?|[、,.・;/と&]|及び|および|並びに|ならびに|かつ/y, just('comma')],
  [/\s+/y, just('space')],
];

function bareDayOrDuration([text]: RegExpExecArray): Word {
  return text.endsWith('間') ? { kind: 'duration' } : { kind: 'bareDay', day: Number.parseInt(text, 10) };
}

function monthDaysIn(list: string): number[] {
  const found = [...list.matchAll(/\d{1,2}|末日/g)].map(([day]) => (day === '末日' ? -1 : Number(day)));
  return [...new Set(found)];
}

function numbersIn(text: string): NthWeek[] {
  const found = [...text.matchAll(/[1-5一二三四五]/g)].map(([digit]) =>
    kanjiNumbers.includes(digit) ? kanjiNumbers.indexOf(digit) + 1 : Number(digit),
  );
  return [...new Set(found)] as NthWeek[];
}

/** The text with one width, one kind of bracket and no marks at its end. */
export function plainClosedDays(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[【「『〔〈《{[]/g, '(')
      .replace(/[】」』〕〉》}\]]/g, ')')
      .replace(/[･‧•]/g, '・')
      .replace(/，/g, ',')
      .replace(/\s+/g, ' ')
      // Only where the run of marks begins: each mark of a long run would look for its end again.
      .replace(/(?<![。.\s])[。.\s]+$/, '')
      .trim()
  );
}

/** Takes a text apart into words it knows, all of it or nothing. */
export function closedDaysWords(plain: string): readonly Word[] | Unreadable {
  const words: Word[] = [];
  let at = 0;
  while (at < plain.length) {
    const found = wordAt(plain, at);
    if (found === undefined) return { rest: plain.slice(at) };
    words.push(found.word);
    at = found.end;
  }
  return words;
}

function wordAt(plain: string, at: number): { word: Word; end: number } | undefined {
  for (const [spelling, make] of spellings) {
    spelling.lastIndex = at;
    const match = spelling.exec(plain);
    if (match !== null && match[0] !== '') return { word: make(match), end: at + match[0].length };
  }
  return undefined;
}
