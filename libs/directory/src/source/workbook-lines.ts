import { type CellValue, EncryptedFileError, ParseError, read, type Sheet } from 'hucre';
import { UnreadableFile } from './file-problem.js';
import { mostRows } from './source-file.js';
import { isTooLarge } from './workbook-size.js';

/** The sheets of a workbook, each as lines of cells. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly lines: string[][] }[];
}

/** Titles above the header, and one row too many. */
const headroom = 100;
const limits = {
  /** The largest list that may be has about half of it. */
  octets: 256 * 1024 * 1024,
  cells: 20_000_000,
  rows: mostRows + headroom,
};

const signatures = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** True for an Excel workbook, the new kind and the old one, by its first octets. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return signatures.some((mark) => mark.every((octet, at) => bytes[at] === octet));
}

/**
 * Reads a workbook (.xlsx, .xls); numbers and days come out as the texts that a CSV of it would have.
 * @throws {UnreadableFile} for a workbook with a password, one that is too large, and for what is none.
 */
export async function workbookLines(bytes: Uint8Array): Promise<Workbook> {
  try {
    if (bytes[0] === signatures[0]![0] && (await isTooLarge(bytes, limits))) throw tooLarge();
    // One more than may be: enough to see that there are too many.
    const { sheets } = await read(bytes, { maxRows: limits.rows });
    const cells = sheets.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.length, 0);
    if (cells > limits.cells) throw tooLarge();
    return { sheets: sheets.map(({ name, rows }) => ({ name, lines: textLines(rows) })) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    if (error instanceof ParseError && / cells\W.*over the .* limit/.test(error.message)) throw tooLarge();
    if (error instanceof EncryptedFileError)
      throw UnreadableFile.because(
        'Excel のブックにパスワードがかかっています',
        'パスワードを外して保存し直してください',
      );
    throw UnreadableFile.because(
      'Excel のブックとして読めません',
      'Excel で開けることを確かめ、.xlsx か「CSV UTF-8」で保存し直してください',
    );
  }
}

function tooLarge(): UnreadableFile {
  return UnreadableFile.because(
    'Excel のブックが大きすぎます',
    '一覧のシートだけを残し、一覧の外のセルを消して保存し直すか、CSV で保存してください',
  );
}

function textLines(rows: Sheet['rows']): string[][] {
  return rows.map((row) => Array.from(row, textOf));
}

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dayOf(value);
  return String(value);
}

/** Excel keeps days and times as one number; what lies before its first day is a time. */
function dayOf(value: Date): string {
  const text = value.toISOString();
  if (Number.isNaN(value.getTime())) return '';
  const time = text.slice(11, 16);
  if (value.getUTCFullYear() < 1900) return time;
  return time === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}
