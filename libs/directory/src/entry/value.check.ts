import { Invalid } from '#libs/platform';
import { checkedRules } from '../hours/checked-rules.js';
import type { EntryField, FieldKind } from './entry.fields.js';
import { isWebAddress, tidied } from './field-forms.js';

/** What is wrong with a value, and where in it. */
export interface ValueProblem {
  readonly at: string;
  readonly expected: string;
}

type Checked = { readonly value: unknown } | { readonly problems: readonly ValueProblem[] };
type Check = (given: unknown, field: EntryField, list?: ReadonlyMap<string, string>) => Checked;

/** A value of any origin as its field takes it: tidied, empty as null; `list` has the codes that a network keeps itself. */
export function checkedValue(field: EntryField, given: unknown, list?: ReadonlyMap<string, string>): Checked {
  return checks[field.kind](given, field, list);
}

const lineCount = 20;
const dayKinds = ['weekday', 'saturday', 'sunday', 'holiday'];

const checks: Readonly<Record<FieldKind, Check>> = {
  line(given, field) {
    if (isNothing(given)) return { value: emptyText(field) };
    if (typeof given !== 'string') return wrong('文字で入力してください');
    const text = given.replaceAll(/\s+/g, ' ').trim();
    if (text === '') return { value: emptyText(field) };
    if (!field.form) return sized(text, field);
    const answer = tidied(field.form, text);
    return 'text' in answer ? sized(answer.text, field) : wrong(answer.expected);
  },
  text(given, field) {
    if (isNothing(given)) return { value: null };
    if (typeof given !== 'string') return wrong('文字で入力してください');
    const text = given.replaceAll(/\r\n?/g, '\n').trim();
    return text === '' ? { value: null } : sized(text, field);
  },
  lines(given, { max = 200 }) {
    if (!isTexts(given ?? [])) return wrong('一覧で指定してください');
    const lines = ((given ?? []) as string[]).map((line) => line.replaceAll(/\s+/g, ' ').trim());
    const told = [...new Set(lines.filter((line) => line !== ''))];
    if (told.length > lineCount) return wrong(`${lineCount}件までにしてください`);
    if (told.some((line) => line.length > max)) return wrong(`1件を${max}文字以内で入力してください`);
    return { value: told };
  },
  code(given, { codes = [] }, list) {
    if (isNothing(given)) return { value: null };
    const isKnown = typeof given === 'string' && (list?.has(given) ?? codes.some(([code]) => code === given));
    return isKnown ? { value: given } : wrong('一覧から選択してください');
  },
  codes(given, { codes = [] }) {
    if (!isTexts(given ?? [])) return wrong('一覧から選択してください');
    const chosen = (given ?? []) as string[];
    if (!chosen.every((one) => codes.some(([code]) => code === one)))
      return wrong('一覧から選択してください');
    return { value: codes.map(([code]) => code).filter((code) => chosen.includes(code)) };
  },
  number: (given, field) => number(given, field, /^\d{1,9}$/, '整数で入力してください'),
  decimal: (given, field) =>
    number(given, field, /^-?\d{1,3}(\.\d{1,10})?$/, '数字（例 35.6812）で入力してください'),
  flag: (given) => (typeof given === 'boolean' ? { value: given } : wrong('はい・いいえで指定してください')),
  day(given) {
    if (isNothing(given)) return { value: null };
    return isDay(given) ? { value: given } : wrong('日付を「2026-04-01」の形で入力してください');
  },
  links(given, { max = 10 }) {
    if (!Array.isArray(given ?? [])) return wrong('一覧で指定してください');
    const links = ((given ?? []) as unknown[])
      .map(asLink)
      .filter((link) => link.label !== '' || link.url !== '');
    if (links.length > max) return wrong(`${max}件までにしてください`);
    const problems = links.flatMap(({ label, url }, at) => [
      ...(label === '' || label.length > 100
        ? [{ at: `${at}.label`, expected: '名前を100文字以内で入力してください' }]
        : []),
      ...(isWebAddress(url) && url.length <= 500
        ? []
        : [{ at: `${at}.url`, expected: '「https://」から入力してください' }]),
    ]);
    return problems.length > 0 ? { problems } : { value: links };
  },
  opening(given) {
    if (isNothing(given)) return { value: null };
    try {
      return { value: checkedRules(given) };
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return {
        problems: error.fields.map(({ field, detail }) => ({
          at: field,
          expected: detail.replace(/。$/, ''),
        })),
      };
    }
  },
  spans(given) {
    const spans = given ?? {};
    const isSpan = ([day, span]: [string, unknown]) =>
      dayKinds.includes(day) &&
      typeof span === 'object' &&
      span !== null &&
      Object.keys(span).sort().join() === 'from,to' &&
      Object.values(span).every((time) => typeof time === 'string' && /^\d\d:\d\d$/.test(time));
    const isRight = typeof spans === 'object' && !Array.isArray(spans) && Object.entries(spans).every(isSpan);
    return isRight ? { value: spans } : wrong('「09:00」の形で入力してください');
  },
};

function number(given: unknown, field: EntryField, form: RegExp, expected: string): Checked {
  if (isNothing(given)) return { value: null };
  const text = typeof given === 'number' ? String(given) : given;
  const plain = typeof text === 'string' ? text.normalize('NFKC').replaceAll(/[\s,]/g, '') : '';
  if (plain === '' && typeof given === 'string') return { value: null };
  if (!form.test(plain)) return wrong(expected);
  const { min = 0, max = 1_000_000_000 } = field;
  const value = Number(plain);
  return value >= min && value <= max ? { value } : wrong(`${min}から${max}までの数字で入力してください`);
}

function sized(text: string, { max = 200 }: EntryField): Checked {
  return text.length <= max ? { value: text } : wrong(`${max}文字以内で入力してください`);
}

function wrong(expected: string): Checked {
  return { problems: [{ at: '', expected }] };
}

function isNothing(given: unknown): boolean {
  return given === null || given === undefined;
}

/** A column that may not be null has an empty text for nothing. */
function emptyText({ column }: EntryField): string | null {
  return column === 'kana' ? '' : null;
}

function isTexts(given: unknown): given is string[] {
  return Array.isArray(given) && given.every((one) => typeof one === 'string');
}

function asLink(given: unknown): { label: string; url: string } {
  const { label, url } = (typeof given === 'object' && given !== null ? given : {}) as Record<
    string,
    unknown
  >;
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return { label: text(label), url: text(url) };
}

function isDay(given: unknown): boolean {
  if (typeof given !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(given)) return false;
  const time = Date.parse(`${given}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(given);
}
