import { normalise } from '../search/normalise.js';
import type { FileNote, FileProblem } from './file-problem.js';
import { wamColumns } from './wam.columns.js';
import { rowProblems } from './wam.row-check.js';
import { wamRow, type WamRow } from './wam.row.js';
import { wamTable, type WamTableRow } from './wam.table.js';

/** A file that was read: its rows, what is wrong with them, and what is merely odd. */
export interface WamReading {
  /** How many rows the file has, refused ones included. */
  readonly read: number;
  readonly rows: readonly WamRow[];
  /** With a single problem nothing may be imported. */
  readonly problems: readonly FileProblem[];
  readonly notes: readonly FileNote[];
}

/** Reads a file of the national disclosure system. `kinds` are the service kinds that the directory knows, by name. */
export function readWam(bytes: Uint8Array, kinds: readonly string[]): WamReading {
  const table = wamTable(bytes);
  const known = new Set(kinds.map(normalise));
  const problems = [
    ...table.problems,
    ...table.rows.flatMap(({ row, cells }) => rowProblems(row, cells)),
    ...repeatedNumbers(table.rows),
    ...table.rows
      .filter(({ cells }) => cells.serviceKind !== '' && !known.has(normalise(cells.serviceKind)))
      .map(unknownKind),
  ].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const rows = problems.length > 0 ? [] : table.rows.map(({ row, cells }) => wamRow(row, cells));
  const uneven = table.problems.filter(({ row, column }) => row !== null && column === null).length;
  const notes = [...rows.flatMap((row) => row.notes), ...repeatedOffices(rows)];
  return { read: table.rows.length + uneven, rows, problems, notes };
}

function unknownKind({ row, cells }: WamTableRow): FileProblem {
  return {
    row,
    column: wamColumns.serviceKind,
    found: `「${cells.serviceKind}」は登録されていないサービス種別です`,
    expected: 'サービス種別を先に登録してください',
  };
}

/** The number within the source is the key by which a row is found again. */
function repeatedNumbers(rows: readonly WamTableRow[]): FileProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cells }) => {
    const before = first.get(cells.no);
    if (cells.no === '' || before === undefined) {
      first.set(cells.no, row);
      return [];
    }
    return [
      {
        row,
        column: wamColumns.no,
        found: `「${cells.no}」は${before}行目にもあります`,
        expected: '行ごとに違う番号が必要です',
      },
    ];
  });
}

/** One office number on several rows is common (branches) and harmless: they stay apart unless name and address agree. */
function repeatedOffices(rows: readonly WamRow[]): FileNote[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, officeNumber }) => {
    const before = first.get(officeNumber);
    if (before === undefined) {
      first.set(officeNumber, row);
      return [];
    }
    const found = `「${officeNumber}」は${before}行目と同じです`;
    return [
      {
        row,
        column: wamColumns.officeNumber,
        found,
        expected: '従たる事業所であればこのままで問題ありません',
      },
    ];
  });
}
