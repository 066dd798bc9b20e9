import type { GivenCells, ImportField } from '../layout/import.fields.js';
import { phoneKey } from '../search/normalise.js';
import { notTaken } from './cell-values.js';
import { looksGarbled } from '../source/text-decoding.js';

/** What is wrong with one cell, and what it was before, where that can be told for certain. */
export interface Damage {
  readonly found: string;
  readonly expected: string;
  readonly repaired?: string;
  /** Odd, and taken over as it is. */
  readonly harmless?: true;
}

type Check = (cell: string) => Damage | undefined;

const exponent = /^[0-9](?:\.[0-9]+)?e\+?[0-9]+$/i;

const notExponent: Check = (cell) =>
  exponent.test(cell)
    ? {
        found: `「${cell}」は表計算ソフトで指数の形に変わった番号です`,
        expected: 'もとの番号は分からないので、列を「文字列」にして読み込み直してください',
      }
    : undefined;

/** The header of a column whose cells must not be empty. */
export const present: Check = (cell) =>
  cell === '' ? { found: '空です', expected: '値が必要です' } : undefined;

const wholeText: Check = (cell) =>
  cell.includes('?')
    ? {
        found: `「${cell}」の文字が失われて「?」になっています`,
        expected: 'もとのファイルから保存し直してください',
      }
    : undefined;

// The second octet of the signs that lists number their houses with, left alone after the first one was lost.
const signsOfHouses: Readonly<Record<string, string>> = { '@': '①', A: '②', B: '③', T: 'Ⅰ', U: 'Ⅱ', V: 'Ⅲ' };

const readable: Check = (cell) => {
  const at = cell.indexOf('\ufffd');
  if (at < 0 || looksGarbled(cell)) return undefined;
  const perhaps = signsOfHouses[cell[at + 1] ?? ''];
  const guess = perhaps ? `（「${perhaps}」だったかもしれません）` : '';
  return {
    found: `「${cell.slice(0, 30)}」に読めない文字（\ufffd）があります${guess}`,
    expected: 'このまま取り込みます。事業所に確認してください',
    harmless: true,
  };
};

const notGarbled: Check = (cell) =>
  looksGarbled(cell)
    ? {
        found: `「${cell.slice(0, 20)}」は文字化けしています`,
        expected: 'もとのファイルを UTF-8 または Shift_JIS（CP932）で保存し直してください',
      }
    : undefined;

/** A number of so many digits that begins with 0 more often than not: one digit less means that the 0 is lost. */
function digits(...lengths: number[]): Check {
  const [length] = lengths as [number];
  return (cell) => {
    if (cell === '' || lengths.some((allowed) => new RegExp(`^[0-9]{${allowed}}$`).test(cell)))
      return undefined;
    if (new RegExp(`^[0-9]{${length - 1}}$`).test(cell))
      return lostZero(cell, `0${cell}`, `${length}桁の数字`);
    return { found: `「${cell}」の形が違います`, expected: `${length}桁の数字が必要です` };
  };
}

function lostZero(cell: string, repaired: string, what: string): Damage {
  return {
    found: `「${cell}」は先頭の0が失われています`,
    expected: `0から始まる${what}が必要です`,
    repaired,
  };
}

/** Office numbers of other systems have letters and other lengths; only what is plainly none is refused. */
const looseOfficeNumber: Check = (cell) => {
  if (/^[0-9]{9}$/.test(cell)) return lostZero(cell, `0${cell}`, '10桁の数字');
  return cell === '' || /^[0-9A-Z-]{5,20}$/i.test(cell.normalize('NFKC'))
    ? undefined
    : { found: `「${cell}」は事業所番号として読めません`, expected: '10桁の数字が必要です' };
};

/** A number without its leading 0 has nine digits, or ten when it is one of a mobile telephone. */
const dialled: Check = (cell) =>
  /^(?:[1-9][0-9]{8}|[2-9]0[0-9]{8})$/.test(phoneKey(cell))
    ? lostZero(cell, `0${cell}`, '電話番号')
    : undefined;

const postal: Check = (cell) => {
  const key = phoneKey(cell);
  if (/^[0-9]{6}$/.test(key)) return lostZero(cell, `0${key}`, '7桁の郵便番号');
  return cell === '' || /^[0-9]{7}$/.test(key)
    ? undefined
    : {
        found: `「${cell}」は郵便番号として読めません`,
        expected: notTaken('7桁の数字'),
        harmless: true,
      };
};

const text = [notGarbled, readable];
const named = [notGarbled, wholeText, readable];

const always: Readonly<Partial<Record<ImportField, readonly Check[]>>> = {
  no: [notExponent, ...text],
  legalName: named,
  legalNameKana: named,
  corporationNumber: [notExponent],
  corporationPhone: [notExponent, dialled],
  corporationFax: [notExponent, dialled],
  name: [present, ...named],
  kana: named,
  city: named,
  street: named,
  address: named,
  phone: [notExponent, dialled],
  fax: [notExponent, dialled],
  postalCode: [notExponent, postal],
};

// The national system always fills in its keys, and unattended: a damaged one is never mended there.
const strict: Readonly<Partial<Record<ImportField, readonly Check[]>>> = {
  designatedBy: [notExponent, present, digits(5)],
  no: [notExponent, present, ...text],
  serviceKind: [present, ...text],
  officeNumber: [notExponent, present, digits(10)],
  city: [present, ...named],
};

const loose: Readonly<Partial<Record<ImportField, readonly Check[]>>> = {
  designatedBy: [notExponent, digits(5, 6)],
  officeNumber: [notExponent, looseOfficeNumber],
};

/** What is wrong with a cell. One complaint at most: the first names the cause, further ones only its consequences. */
export function damageOf(field: ImportField, cell: string, isStrict: boolean): Damage | undefined {
  const checks = (isStrict ? strict[field] : loose[field]) ?? always[field] ?? text;
  for (const check of checks) {
    const damage = check(cell);
    if (damage) return damage;
  }
  return undefined;
}

/** The fields without which a row can never be taken over, although no cell of theirs may be there to look at. */
export function requiredFields(isStrict: boolean): readonly ImportField[] {
  return isStrict ? ['designatedBy', 'no', 'serviceKind', 'name', 'officeNumber', 'city'] : ['name'];
}

/** The cells with everything mended that can be. */
export function mended(cells: GivenCells, repairs: ReadonlyMap<ImportField, string>): GivenCells {
  return repairs.size === 0 ? cells : { ...cells, ...Object.fromEntries(repairs) };
}
