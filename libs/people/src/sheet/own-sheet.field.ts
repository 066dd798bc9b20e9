/** Something that one ticks. */
export interface SheetOption {
  readonly code: string;
  readonly name: string;
}

interface Named {
  readonly code: string;
  readonly name: string;
  /** What helps to answer. */
  readonly hint?: string;
}

/** One question of a sheet. */
export type OwnSheetField = Named &
  (
    | { readonly kind: 'text' | 'long' }
    | {
        readonly kind: 'one' | 'some';
        readonly options: readonly SheetOption[];
        /** Whether something else may be written. */
        readonly other?: true;
      }
    | { readonly kind: 'rows'; readonly columns: readonly SheetOption[]; readonly most: number }
  );

/** A row of a table, by the codes of its columns. */
export type SheetRowValue = Readonly<Record<string, string>>;

/** What stands in a field: a text, ticked codes (something else as `other:text`), or rows. */
export type SheetValue = string | readonly string[] | readonly SheetRowValue[];

/** What stands in the fields of one part. */
export type SectionValues = Readonly<Record<string, SheetValue>>;

/** Before something that was written beside the options. */
export const otherMark = 'other:';

/** One line as people read it. */
export interface SheetLine {
  readonly code: string;
  readonly label: string;
  readonly text: string;
}

/** The fields of a part as lines to read, without those that are empty. */
export function linesOf(fields: readonly OwnSheetField[], values: SectionValues): SheetLine[] {
  return fields
    .map((field) => ({ code: field.code, label: field.name, text: textOf(field, values[field.code]) }))
    .filter(({ text }) => text !== '');
}

function textOf(field: OwnSheetField, value: SheetValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  switch (field.kind) {
    case 'one':
    case 'some':
      return (value as readonly string[]).map((code) => optionText(field.options, code)).join('、');
    case 'rows':
      return (value as readonly SheetRowValue[]).map((row) => rowText(field.columns, row)).join('\n');
    default:
      return '';
  }
}

function optionText(options: readonly SheetOption[], code: string): string {
  if (code.startsWith(otherMark)) return `その他（${code.slice(otherMark.length)}）`;
  return options.find((option) => option.code === code)?.name ?? code;
}

function rowText(columns: readonly SheetOption[], row: SheetRowValue): string {
  const cells = columns.map(({ code, name }) => (row[code] ? `${name}：${row[code]}` : ''));
  return `・${cells.filter(Boolean).join('　')}`;
}
