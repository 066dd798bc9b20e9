import { categories, categoryCodes, type DataCategory } from '#libs/people';
import type { FieldProblem } from '#libs/platform';
import type { SectionLine } from '../package.content.js';
import type { ReferralType } from '../referral.codes.js';
import { adulthoodOn, lastProposalOn, retentionDates } from '../term/term.dates.js';
import { typeRow } from './referral-types.js';
import { longestOf, type TypeField, typeField, type TypeFieldCode } from './type-fields.js';

/** What was filled in of the fields of a type. A day is YYYY-MM-DD, a choice its code, yes is "yes". */
export type Particulars = Readonly<Partial<Record<TypeFieldCode, string>>>;

/** What is known already of the person, for fields that nobody types. */
export interface KnownFacts {
  readonly birthDate: string | null;
}

/** The values that the type asks for, without the empty ones and with those that follow from others. */
export function particularsFor(type: ReferralType, given: Particulars, known: KnownFacts): Particulars {
  const { fields } = typeRow(type);
  const typed = fields
    .filter((code) => !typeField(code).derived)
    .map((code) => [code, given[code]?.trim() ?? ''] as const)
    .filter(([, value]) => value !== '');
  return { ...Object.fromEntries(typed), ...derivedOf(fields, Object.fromEntries(typed), known) };
}

function derivedOf(
  fields: readonly TypeFieldCode[],
  typed: Particulars,
  { birthDate }: KnownFacts,
): Particulars {
  const derived: Partial<Record<TypeFieldCode, string>> = {};
  if (fields.includes('retentionEndsOn') && typed.employedOn && isDay(typed.employedOn)) {
    const { sixMonthsOn, startsOn, endsOn } = retentionDates(typed.employedOn);
    Object.assign(derived, {
      sixMonthsOn,
      retentionStartsOn: startsOn,
      retentionEndsOn: endsOn,
      proposeBy: lastProposalOn(endsOn),
    });
  }
  if (fields.includes('adultOn') && birthDate && isDay(birthDate)) derived.adultOn = adulthoodOn(birthDate);
  return derived;
}

/** What cannot be taken as it was filled in, field by field. A draft may lack anything. */
export function problemsIn(type: ReferralType, given: Readonly<Record<string, string>>): FieldProblem[] {
  const { fields } = typeRow(type);
  return Object.entries(given).flatMap(([code, value]) => {
    const known = fields.find((field) => field === code);
    if (!known) return [{ field: `values.${code}`, label: code, detail: 'この種別にない項目です。' }];
    const field = typeField(known);
    const detail = value.trim() === '' ? null : wrongWith(field, value.trim());
    return detail ? [{ field: `values.${code}`, label: field.label, detail }] : [];
  });
}

function wrongWith(field: TypeField, value: string): string | null {
  switch (field.kind) {
    case 'text':
    case 'long': {
      const max = field.max ?? longestOf[field.kind];
      return [...value].length > max ? `${max}文字以内で入力してください。` : null;
    }
    case 'day':
      return isDay(value) ? null : '日付を「2026-04-01」の形で入力してください。';
    case 'number': {
      const max = field.max ?? 999;
      return /^\d{1,6}$/.test(value) && Number(value) <= max
        ? null
        : `0から${max}までの数字で入力してください。`;
    }
    case 'choice':
      return Object.hasOwn(field.choices ?? {}, value) ? null : '一覧から選んでください。';
    case 'flag':
      return value === 'yes' ? null : 'はい・いいえで選んでください。';
  }
}

/** The fields without which the referral cannot be sent, and that are empty. */
export function missingIn(type: ReferralType, given: Particulars): { code: TypeFieldCode; label: string }[] {
  return typeRow(type)
    .required.filter((code) => !given[code])
    .map((code) => ({ code, label: typeField(code).label }));
}

/** Kinds of data under which something was filled in and that are not chosen: it would not be told. */
export function untoldIn(given: Particulars, chosen: readonly DataCategory[]): DataCategory[] {
  const used = new Set(Object.keys(given).map((code) => typeField(code as TypeFieldCode).category));
  return categoryCodes.filter((category) => used.has(category) && !chosen.includes(category));
}

/** What is told under each kind of data, in the order of the form. */
export function linesByCategory(type: ReferralType, given: Particulars): Map<DataCategory, SectionLine[]> {
  const lines = new Map<DataCategory, SectionLine[]>();
  for (const code of typeRow(type).fields) {
    const value = given[code];
    if (!value) continue;
    const field = typeField(code);
    lines.set(field.category, [
      ...(lines.get(field.category) ?? []),
      { label: field.label, text: wordsOf(field, value) },
    ]);
  }
  return lines;
}

function wordsOf(field: TypeField, value: string): string {
  if (field.kind === 'choice') return field.choices?.[value] ?? value;
  if (field.kind === 'flag') return 'はい';
  return value;
}

/** What the kinds of data are called, for a sentence. */
export function namesOf(codes: readonly DataCategory[]): string {
  return codes.map((code) => `「${categories[code].name}」`).join('');
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}
