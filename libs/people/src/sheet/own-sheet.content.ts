import type { DataCategory } from '../data-category.js';
import { longestSheetText } from '../data-category.js';
import { type FieldProblem, Invalid, Malformed } from '#libs/platform';
import { type OwnSheetField, otherMark, type SectionValues, type SheetValue } from './own-sheet.field.js';
import { type OwnSheetForm, type OwnSheetKind, ownSheetForms } from './own-sheet.forms.js';

/** What a version of a sheet holds. */
export interface OwnSheetContent {
  /** The day on which the person agreed to the use of the sheet (MSFAS). */
  readonly agreedOn: string | null;
  readonly sections: Readonly<Partial<Record<DataCategory, SectionValues>>>;
  /** The parts that the person lets go into a package; all others stay here, whatever a consent says. */
  readonly shared: readonly DataCategory[];
}

export const emptyContent: OwnSheetContent = { agreedOn: null, sections: {}, shared: [] };

/** Longest text of one cell of a table or of something written beside the options, in characters. */
const longestCell = 500;

/**
 * What somebody wrote, without what is empty.
 * @throws {Malformed} for parts, fields, options and columns that the sheet does not have. @throws {Invalid} for what is too long.
 */
export function checkedContent(
  kind: OwnSheetKind,
  input: { agreedOn?: string | null; sections: Readonly<Record<string, unknown>>; shared: readonly string[] },
): OwnSheetContent {
  const form = ownSheetForms[kind];
  const known = form.parts.map(({ category }) => category);
  const strangers = [...Object.keys(input.sections), ...input.shared].filter(
    (code) => !known.some((category) => category === code),
  );
  if (strangers.length > 0) throw unknownPart(strangers);
  const problems: FieldProblem[] = [];
  const sections = Object.fromEntries(
    form.parts.map(({ category, fields }) => [
      category,
      valuesOf(category, fields, input.sections[category], problems),
    ]),
  );
  if (problems.length > 0) throw new Invalid(problems);
  return {
    agreedOn: form.asksAgreement ? (input.agreedOn ?? null) : null,
    sections,
    shared: known.filter((category) => input.shared.includes(category)),
  };
}

/** @throws {Invalid} for a sheet that may not be used before the person has agreed to it. */
export function requireAgreement(form: OwnSheetForm, content: OwnSheetContent, today: string): void {
  if (!form.asksAgreement || (content.agreedOn !== null && content.agreedOn <= today)) return;
  const detail =
    content.agreedOn === null
      ? '本人がこのシートの活用に同意した日を入力してください。'
      : '今日までの日付にしてください。';
  throw new Invalid([{ field: 'agreedOn', label: '活用に同意した日', detail }]);
}

function valuesOf(
  category: DataCategory,
  fields: readonly OwnSheetField[],
  input: unknown,
  problems: FieldProblem[],
): SectionValues {
  if (input === undefined || input === null) return {};
  if (!isRecord(input)) throw unknownPart([category]);
  const strangers = Object.keys(input).filter((code) => !fields.some((field) => field.code === code));
  if (strangers.length > 0) throw unknownPart(strangers.map((code) => `${category}.${code}`));
  const values: Record<string, SheetValue> = {};
  for (const field of fields) {
    const value = valueOf(field, input[field.code], `${category}.${field.code}`, problems);
    if (value.length > 0) values[field.code] = value;
  }
  return values;
}

function valueOf(field: OwnSheetField, input: unknown, at: string, problems: FieldProblem[]): SheetValue {
  if (input === undefined || input === null) return '';
  const text = (value: unknown, most: number): string => {
    if (typeof value !== 'string') throw unknownPart([at]);
    const trimmed = value.trim();
    if (trimmed.length > most)
      problems.push({
        field: `sections.${at}`,
        label: field.name,
        detail: `${most}文字以内で入力してください。`,
      });
    return trimmed;
  };
  switch (field.kind) {
    case 'text':
    case 'long':
      return text(input, longestSheetText);
    case 'one':
    case 'some':
      return choicesOf(field, list(input, at), at, text);
    case 'rows':
      return list(input, at)
        .slice(0, field.most)
        .map((row) => {
          if (!isRecord(row) || Object.keys(row).some((code) => !field.columns.some((c) => c.code === code)))
            throw unknownPart([at]);
          return Object.fromEntries(
            field.columns
              .map(({ code }) => [code, text(row[code] ?? '', longestCell)] as const)
              .filter(([, cell]) => cell !== ''),
          );
        })
        .filter((row) => Object.keys(row).length > 0);
  }
}

function choicesOf(
  field: Extract<OwnSheetField, { kind: 'one' | 'some' }>,
  input: readonly unknown[],
  at: string,
  text: (value: unknown, most: number) => string,
): string[] {
  const chosen = input.map((value) => text(value, longestCell)).filter((code) => code !== otherMark);
  const isKnown = (code: string) =>
    field.options.some((option) => option.code === code) || (field.other && code.startsWith(otherMark));
  if (!chosen.every(isKnown) || (field.kind === 'one' && chosen.length > 1)) throw unknownPart([at]);
  // In the order of the form, whatever was ticked first.
  const inOrder = field.options.map(({ code }) => code).filter((code) => chosen.includes(code));
  return [...inOrder, ...chosen.filter((code) => code.startsWith(otherMark)).slice(0, 1)];
}

function list(input: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(input)) throw unknownPart([at]);
  return input;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownPart(names: readonly string[]): Malformed {
  return new Malformed(
    'input.unknown_field',
    'シートにない項目があります。画面を読み込み直してください。',
    names.map((name) => ({
      field: `sections.${name}`,
      label: name,
      detail: 'この項目は受け付けていません。',
    })),
  );
}
