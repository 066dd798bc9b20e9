import {
  columnName,
  type GivenCells,
  type ImportField,
  importFieldNames,
  importFields,
} from '../layout/import.fields.js';
import { normalise } from '../search/normalise.js';
import type { FileNote, FileProblem } from '../source/file-problem.js';
import type { SourceFile, SourceRow } from '../source/source-file.js';
import { damageOf, mended, requiredFields } from './cell-damage.js';
import { placeOf } from './cell-place.js';
import { isOutside, type OutsideRow } from './import.region.js';
import type { ImportSettings } from './import.settings.js';
import { type SourceRecord, sourceRecord } from './source-record.js';
import { atOnce, eachInTurns, type Turns } from './turns.js';
import type { Vocabulary } from './vocabulary.js';

/** A list that was read: its rows, what is wrong with them, and what is merely odd. */
export interface ListReading {
  /** How many rows the list has, those with problems included. */
  readonly read: number;
  readonly records: readonly SourceRecord[];
  /** Every problem names its row, but for those of the whole list. */
  readonly problems: readonly FileProblem[];
  readonly notes: readonly FileNote[];
  /** Rows that say the same as an earlier one, and which. */
  readonly repeats: ReadonlyMap<number, number>;
  /** What the rows with problems say, as far as they could be taken apart. */
  readonly damaged: readonly { readonly row: number; readonly cells: GivenCells }[];
  /** Rows of other regions: nothing else is said about them. */
  readonly outside: readonly OutsideRow[];
}

// A name for programs (address, departmentCode) tells people nothing.
const isKey = /^[a-z][A-Za-z0-9_]*$/;

interface ReadingManner {
  /** As unattended reading wants it: whatever is damaged is a problem. */
  readonly strict?: boolean;
}

/** Reads the rows of a file by its settings. */
export function readList(
  file: SourceFile,
  settings: ImportSettings,
  vocabulary: Vocabulary,
  manner: ReadingManner = {},
): ListReading {
  return atOnce(listInTurns(file, settings, vocabulary, manner));
}

/** The same in turns, for whoever wants to tell how far it is. */
export function* listInTurns(
  file: SourceFile,
  settings: ImportSettings,
  vocabulary: Vocabulary,
  { strict = false }: ReadingManner = {},
): Turns<ListReading> {
  const places = placesOf(file, settings);
  const whole = listProblem(places, settings);
  if (whole) return { ...nothingRead, read: file.rows.length, problems: [whole] };
  const columnOf = (field: ImportField) => {
    const at = places.get(field);
    const column = at === undefined ? columnName(field) : file.columns[at]!;
    return isKey.test(column) ? importFields[field].label : column;
  };
  const context = { file, places, settings, vocabulary, strict, columnOf };
  const rows = yield* eachInTurns(file.rows, (row) => readRow(row, context));
  const sound = rows.flatMap(({ record }) => (record ? [record] : []));
  const { records, repeats, problems } = keyed(sound, strict, columnOf('no'));
  const reading: ListReading = {
    read: file.rows.length,
    records,
    problems: [...rows.flatMap((row) => row.problems), ...problems].toSorted(byRow),
    notes: [
      ...rows.flatMap((row) => row.notes),
      ...repeatedOffices(records, columnOf('officeNumber')),
    ].toSorted(byRow),
    repeats,
    damaged: rows.flatMap(({ record, cells }, at) =>
      record || !cells ? [] : [{ row: file.rows[at]!.row, cells }],
    ),
    outside: [],
  };
  return withinRegion(reading, sound, settings, vocabulary);
}

/** The same without the rows of other regions, sound or damaged: what is wrong with those is not the network's business. */
function withinRegion(
  reading: ListReading,
  sound: readonly SourceRecord[],
  { areas = [], prefecture }: ImportSettings,
  vocabulary: Vocabulary,
): ListReading {
  if (areas.length === 0) return reading;
  const keys = new Map(reading.records.map(({ row, no }) => [row, no]));
  const placed = [
    ...sound.map((record) => ({
      ...record,
      no: keys.get(record.row) ?? record.no,
      name: record.agency.name,
    })),
    ...reading.damaged.map(({ row, cells }) => {
      const { location } = placeOf(cells, prefecture, () => null, vocabulary.areas);
      return { row, cells, location, no: cells.no ?? '', name: cells.name ?? '' };
    }),
  ];
  const outside = placed
    .filter((one) => isOutside(one, areas))
    .map(({ row, no, name, location, cells }) => ({
      ...{ row, no, name },
      place: location
        ? location.prefecture.name + location.municipality.name
        : [cells.prefecture, cells.city, cells.address].join(''),
    }));
  const left = new Set(outside.map(({ row }) => row));
  const isInside = ({ row }: { readonly row: number | null }) => row === null || !left.has(row);
  return {
    read: reading.read,
    records: reading.records.filter(isInside),
    problems: reading.problems.filter(isInside),
    notes: reading.notes.filter(isInside),
    repeats: new Map([...reading.repeats].filter(([row]) => !left.has(row))),
    damaged: reading.damaged.filter(isInside),
    outside: outside.toSorted((one, other) => one.row - other.row),
  };
}

/** A list of which nothing could be read. */
export const nothingRead: ListReading = {
  read: 0,
  records: [],
  problems: [],
  notes: [],
  repeats: new Map(),
  damaged: [],
  outside: [],
};

interface RowContext {
  readonly file: SourceFile;
  readonly places: ReadonlyMap<ImportField, number>;
  readonly settings: ImportSettings;
  readonly vocabulary: Vocabulary;
  readonly strict: boolean;
  readonly columnOf: (field: ImportField) => string;
}

function readRow(
  { row, cells: line }: SourceRow,
  { file, places, settings, vocabulary, strict, columnOf }: RowContext,
): {
  record?: SourceRecord;
  cells?: GivenCells;
  problems: readonly FileProblem[];
  notes: readonly FileNote[];
} {
  const filled = line.slice(0, lastFilled(line, file.columns.length));
  if (filled.length > file.columns.length || (file.kind === 'csv' && line.length < file.columns.length)) {
    const found = `列が${line.length}個あります`;
    const expected = `見出しと同じ${file.columns.length}個の列が必要です`;
    return { problems: [{ row, column: null, found, expected }], notes: [] };
  }
  const cells = Object.fromEntries(
    importFieldNames.flatMap((field) => {
      const at = places.get(field);
      return at === undefined ? [] : [[field, line[at] ?? ''] as const];
    }),
  ) as GivenCells;
  const { problems, notes, repairs } = damagesOf(row, cells, { settings, strict, columnOf });
  if (problems.length > 0) return { cells, problems, notes };
  const { problems: further, ...record } = sourceRecord(
    { row, cells, sound: mended(cells, repairs) },
    settings,
    vocabulary,
    columnOf,
  );
  const all = [...notes, ...record.notes];
  return further.length > 0
    ? { cells, problems: further, notes: all }
    : { record: { ...record, notes: all }, problems: [], notes: all };
}

function damagesOf(
  row: number,
  cells: GivenCells,
  { settings, strict, columnOf }: Pick<RowContext, 'settings' | 'strict' | 'columnOf'>,
): { problems: FileProblem[]; notes: FileNote[]; repairs: Map<ImportField, string> } {
  const problems: FileProblem[] = [];
  const notes: FileNote[] = [];
  const repairs = new Map<ImportField, string>();
  const fields = new Set([...(Object.keys(cells) as ImportField[]), ...requiredFields(strict)]);
  for (const field of fields) {
    const cell = cells[field] ?? '';
    const damage = damageOf(field, cell, strict);
    if (!damage) continue;
    const { found, repaired } = damage;
    const at = { row, column: columnOf(field), found };
    if (repaired !== undefined && settings.repair && !strict) {
      repairs.set(field, repaired);
      notes.push({
        ...at,
        expected: `「${repaired}」に直して取り込みます`,
        repair: { from: cell, to: repaired },
      });
    } else if (damage.harmless) notes.push({ ...at, expected: damage.expected });
    else problems.push({ ...at, expected: damage.expected });
  }
  return { problems, notes, repairs };
}

/** At which place of a line each field stands. */
function placesOf(file: SourceFile, { columns }: ImportSettings): Map<ImportField, number> {
  return new Map(
    file.columns.flatMap((column, at) => {
      const field = Object.hasOwn(columns, column) ? columns[column] : undefined;
      return field ? [[field, at] as const] : [];
    }),
  );
}

function listProblem(
  places: ReadonlyMap<ImportField, number>,
  { serviceKind, agencyType }: ImportSettings,
): FileProblem | undefined {
  const whole = { row: null, column: null };
  if (!places.has('name'))
    return {
      ...whole,
      found: '機関名・事業所名の列が決まっていません',
      expected: 'どの列が名前かを選んでください',
    };
  const isSaid = places.has('serviceKind') || places.has('agencyType') || serviceKind || agencyType;
  return isSaid
    ? undefined
    : {
        ...whole,
        found: 'サービスの種類も機関の種類も分かりません',
        expected: 'この一覧が何の一覧かを選んでください',
      };
}

/**
 * Gives every row what it is known by: the number within the list, else the office's number and the kind of service, else
 * name and address. A list without numbers of its own may have branches under one office number: they add their address.
 */
function keyed(
  records: readonly SourceRecord[],
  strict: boolean,
  column: string,
): { records: SourceRecord[]; repeats: Map<number, number>; problems: FileProblem[] } {
  const times = new Map<string, number>();
  for (const record of records) times.set(shortKey(record), (times.get(shortKey(record)) ?? 0) + 1);
  const first = new Map<string, SourceRecord>();
  const repeats = new Map<number, number>();
  const problems: FileProblem[] = [];
  const kept = records.flatMap((record) => {
    const isAlone = times.get(shortKey(record)) === 1 || record.no !== '';
    const no = isAlone ? shortKey(record) : longKey(record);
    const before = first.get(no);
    if (!before) {
      first.set(no, record);
      return [{ ...record, no }];
    }
    if (!strict && JSON.stringify(before.cells) === JSON.stringify(record.cells)) {
      repeats.set(record.row, before.row);
      return [];
    }
    problems.push({
      row: record.row,
      column,
      found:
        record.no === ''
          ? `${before.row}行目と区別できません`
          : `「${record.no}」は${before.row}行目にもあります`,
      expected: '行ごとに違う番号が必要です',
    });
    return [];
  });
  return { records: kept, repeats, problems };
}

function shortKey({ no, officeNumber, kind, agency }: SourceRecord): string {
  if (no !== '') return no;
  return officeNumber === '' ? longKey({ no, officeNumber, kind, agency }) : `${officeNumber}/${kind}`;
}

function longKey({
  officeNumber,
  kind,
  agency,
}: Pick<SourceRecord, 'no' | 'officeNumber' | 'kind' | 'agency'>): string {
  const place = normalise(agency.address ?? agency.area ?? '');
  return [officeNumber, kind, normalise(agency.name), place].join('/');
}

/** One office number on several rows is common (branches) and harmless: they stay apart unless name and address agree. */
function repeatedOffices(records: readonly SourceRecord[], column: string): FileNote[] {
  const first = new Map<string, number>();
  return records.flatMap(({ row, officeNumber }) => {
    const before = first.get(officeNumber);
    if (before === undefined || officeNumber === '') {
      first.set(officeNumber, row);
      return [];
    }
    const found = `「${officeNumber}」は${before}行目と同じです`;
    const expected = 'このまま取り込みます。従たる事業所であれば問題ありません';
    return [{ row, column, found, expected }];
  });
}

function lastFilled(line: readonly string[], least: number): number {
  let length = line.length;
  while (length > least && line[length - 1] === '') length -= 1;
  return length;
}

function byRow(one: FileProblem, other: FileProblem): number {
  return (one.row ?? 0) - (other.row ?? 0);
}
