import { phoneKey } from '../search/normalise.js';
import type { FileNote } from './file-problem.js';
import { type WamCells, type WamColumn, wamColumns } from './wam.columns.js';

/** From when to when a service can be used on one kind of day. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export type DayKind = 'weekday' | 'saturday' | 'sunday' | 'holiday';

/** One row as the directory understands it; what it does not understand is null and noted, never guessed. */
export interface WamRow {
  readonly row: number;
  readonly no: string;
  readonly kind: string;
  readonly name: string;
  readonly kana: string;
  readonly legalName: string | null;
  readonly corporationNumber: string | null;
  readonly officeNumber: string;
  readonly city: string;
  /** Null when the source masks it. */
  readonly address: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly url: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly hours: Readonly<Partial<Record<DayKind, Span>>>;
  readonly hoursNote: string | null;
  readonly closedDays: string | null;
  readonly capacity: number | null;
  readonly cells: WamCells;
  readonly notes: readonly FileNote[];
}

type Noter = (column: WamColumn, found: string, expected: string) => null;

const masked = /[＊*●○×]{2,}|以下略|非公開|非公表/;

/** Reads a row that has no problems. */
export function wamRow(row: number, cells: WamCells): WamRow {
  const notes: FileNote[] = [];
  const note: Noter = (column, found, expected) => {
    notes.push({ row, column: wamColumns[column], found, expected });
    return null;
  };
  for (const column of ['name', 'hoursNote', 'closedDays', 'legalName'] as const) {
    if (cells[column].includes('\ufffd'))
      note(column, '読めない文字が1つあります', '事業所に確認してください');
  }
  return {
    row,
    no: cells.no,
    kind: cells.serviceKind,
    name: cells.name,
    kana: cells.kana,
    legalName: cells.legalName || null,
    corporationNumber: corporationNumber(cells.corporationNumber, note),
    officeNumber: cells.officeNumber,
    city: cells.city,
    address: address(cells, note),
    phone: phone('phone', cells.phone, note),
    fax: phone('fax', cells.fax, note),
    url: webAddress(cells.url, note),
    ...coordinates(cells, note),
    hours: hours(cells, note),
    hoursNote: cells.hoursNote || null,
    closedDays: cells.closedDays || null,
    capacity: capacity(cells.capacity, note),
    cells,
    notes,
  };
}

function corporationNumber(cell: string, note: Noter): string | null {
  if (cell === '' || /^[0-9]{13}$/.test(cell)) return cell || null;
  return note('corporationNumber', `「${cell}」は13桁ではありません`, '13桁の法人番号');
}

function address(cells: WamCells, note: Noter): string | null {
  if (masked.test(cells.city + cells.street))
    return note('street', '住所が伏せられています', '住所は表示しません');
  return `${cells.city.replace(/\s+/gu, '')}${cells.street}`;
}

/** The number as written: people read it better than any form we would give it. */
function phone(column: 'phone' | 'fax', cell: string, note: Noter): string | null {
  if (cell !== '' && !/^0[0-9]{9,10}$/.test(phoneKey(cell))) {
    note(column, `「${cell}」は電話番号として桁が合いません`, '0から始まる10桁か11桁');
  }
  return cell || null;
}

/** Only http and https: the address becomes a link. */
function webAddress(cell: string, note: Noter): string | null {
  if (cell === '') return null;
  const whole = /^[a-z]+:\/\//i.test(cell) ? cell : `https://${cell}`;
  if (URL.canParse(whole)) {
    const url = new URL(whole);
    if (/^https?:$/.test(url.protocol) && url.hostname.includes('.')) return url.href;
  }
  return note('url', 'ホームページの住所として読めません', 'https:// から始まる URL');
}

function coordinates(cells: WamCells, note: Noter): { latitude: number | null; longitude: number | null } {
  const nowhere = { latitude: null, longitude: null };
  if (cells.latitude === '' && cells.longitude === '') return nowhere;
  const [latitude, longitude] = [Number(cells.latitude), Number(cells.longitude)];
  if (latitude > 20 && latitude < 46 && longitude > 122 && longitude < 154) return { latitude, longitude };
  note(
    'latitude',
    `「${cells.latitude}, ${cells.longitude}」は日本の中にありません`,
    '緯度20〜46、経度122〜154',
  );
  return nowhere;
}

const dayColumns = {
  weekday: 'weekdayHours',
  saturday: 'saturdayHours',
  sunday: 'sundayHours',
  holiday: 'holidayHours',
} as const satisfies Record<DayKind, WamColumn>;

/** 00:00-00:00 is how the source writes nothing. A day without hours is unknown: to say closed would be a guess. */
function hours(cells: WamCells, note: Noter): Partial<Record<DayKind, Span>> {
  const result: Partial<Record<DayKind, Span>> = {};
  for (const [day, column] of Object.entries(dayColumns) as [DayKind, WamColumn][]) {
    const cell = cells[column];
    const [, from, to] = /^([0-2][0-9]:[0-5][0-9])-([0-2][0-9]:[0-5][0-9])$/.exec(cell) ?? [];
    if (from !== undefined && to !== undefined && from < to) result[day] = { from, to };
    else if (cell !== '' && cell !== '00:00-00:00')
      note(column, `「${cell}」は時間帯として読めません`, '10:00-16:00 の形');
  }
  return result;
}

function capacity(cell: string, note: Noter): number | null {
  if (cell === '' || /^[0-9]{1,4}$/.test(cell)) return cell === '' ? null : Number(cell);
  return note('capacity', `「${cell}」は人数ではありません`, '0以上の数字');
}
