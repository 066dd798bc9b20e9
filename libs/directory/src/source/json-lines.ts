import { requireSize } from './table-size.js';

/**
 * A JSON list of flat objects as lines of cells, the names first; nothing for a text that is none.
 * @throws {UnreadableFile} for too many rows, or names: each name is a cell in every row, however few say it.
 */
export function jsonLines(text: string): string[][] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const list = listIn(parsed(text));
  if (!list || list.length === 0) return undefined;
  requireSize({ rows: list.length });
  const names = namesIn(list);
  return [names, ...list.map((row) => names.map((name) => cellOf(row[name])))];
}

/** @throws {UnreadableFile} */
function namesIn(list: readonly JsonRow[]): string[] {
  const names = new Set<string>();
  for (const row of list) for (const name of Object.keys(row)) names.add(name);
  requireSize({ columns: names.size });
  return [...names];
}

type JsonRow = Readonly<Record<string, unknown>>;

/** The list itself, or the one list inside an object. */
function listIn(value: unknown): readonly JsonRow[] | undefined {
  if (Array.isArray(value)) return value.every(isRow) ? value : undefined;
  if (!isRow(value)) return undefined;
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? listIn(lists[0]) : undefined;
}

function isRow(value: unknown): value is JsonRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellOf).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
