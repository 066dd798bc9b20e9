import { phoneKey } from '../search/normalise.js';
import type { FileProblem } from './file-problem.js';
import { type WamCells, type WamColumn, wamColumns } from './wam.columns.js';

/** What is wrong with one cell. */
type Complaint = { readonly found: string; readonly expected: string };
type Check = (cell: string) => Complaint | undefined;

const exponent = /^[0-9](?:\.[0-9]+)?e\+?[0-9]+$/i;

const notExponent: Check = (cell) =>
  exponent.test(cell)
    ? {
        found: `「${cell}」は表計算ソフトで指数の形に変わった番号です`,
        expected: '列を「文字列」にして読み込み直してください',
      }
    : undefined;

const present: Check = (cell) => (cell === '' ? { found: '空です', expected: '値が必要です' } : undefined);

const wholeText: Check = (cell) =>
  cell.includes('?')
    ? {
        found: `「${cell}」の文字が失われて「?」になっています`,
        expected: 'もとのファイルから保存し直してください',
      }
    : undefined;

function digits(length: number): Check {
  return (cell) => {
    if (cell === '' || new RegExp(`^[0-9]{${length}}$`).test(cell)) return undefined;
    if (new RegExp(`^[0-9]{${length - 1}}$`).test(cell)) {
      return {
        found: `「${cell}」は先頭の0が失われています`,
        expected: `0から始まる${length}桁の数字が必要です`,
      };
    }
    return { found: `「${cell}」の形が違います`, expected: `${length}桁の数字が必要です` };
  };
}

/** A number without its leading 0 has nine digits, or ten when it is one of a mobile telephone. */
const dialled: Check = (cell) =>
  /^(?:[1-9][0-9]{8}|[2-9]0[0-9]{8})$/.test(phoneKey(cell))
    ? { found: `「${cell}」は先頭の0が失われています`, expected: '0から始まる電話番号が必要です' }
    : undefined;

const checks: Partial<Record<WamColumn, readonly Check[]>> = {
  designatedBy: [notExponent, present, digits(5)],
  no: [notExponent, present],
  legalName: [wholeText],
  legalNameKana: [wholeText],
  corporationNumber: [notExponent],
  corporationPhone: [notExponent, dialled],
  corporationFax: [notExponent, dialled],
  serviceKind: [present],
  name: [present, wholeText],
  kana: [wholeText],
  officeNumber: [notExponent, present, digits(10)],
  city: [present, wholeText],
  street: [wholeText],
  phone: [notExponent, dialled],
  fax: [notExponent, dialled],
};

/** Everything that keeps a row from being taken over: a key that is damaged, characters that are lost. */
export function rowProblems(row: number, cells: WamCells): FileProblem[] {
  return Object.entries(checks).flatMap(([column, list]) => {
    const cell = cells[column as WamColumn];
    // One complaint per cell: the first names the cause, further ones only its consequences.
    const complaint = list.map((check) => check(cell)).find((found) => found !== undefined);
    return complaint ? [{ row, column: wamColumns[column as WamColumn], ...complaint }] : [];
  });
}
