import { type FieldChange, labelOf } from '../../entry/entry.changes.js';
import type { EntryNames } from '../../entry/entry.names.js';
import { textAt } from '../../entry/entry.texts.js';
import type { Entry } from '../../entry/entry.js';
import type { FileNote, FileProblem } from '../../source/file-problem.js';
import type { ListReading } from '../../record/list-reading.js';
import { blankEntry } from '../blank-entry.js';
import type { ImportOutline } from '../import.outline.js';
import type { PlannedRow } from '../import.plan.js';
import type { ImportResultRow, ResultChange, ResultRemark } from './import-job.js';

type Row = Omit<ImportResultRow, 'ord'>;

/** A row to come: its words are found when it is its turn, so that those of a long list are never there all at once. */
interface RowToCome {
  readonly rowNo: number | null;
  readonly row: () => Row;
}

/** What becomes of every row, in the order of the list, in words; then what the list does not have any more. */
export function* resultRows(
  reading: ListReading,
  outline: ImportOutline,
  names: EntryNames,
): Generator<ImportResultRow> {
  const known = withLocations(names, outline);
  const after = new Map(outline.entries.map((entry) => [entry.after.id, entry.after]));
  const made = new Set(outline.entries.flatMap(({ before, after: { id } }) => (before ? [] : [id])));
  const planned = outline.rows.map((row): RowToCome => ({
    rowNo: row.record.row,
    row: () => plannedResult(row, after.get(row.agencyId), known, made.has(row.agencyId)),
  }));
  const others = [...repeatedResults(reading), ...problemResults(reading), ...outsideResults(reading)];
  const rows = [...planned, ...others.map((row): RowToCome => ({ rowNo: row.rowNo, row: () => row }))];
  const missing = outline.missing.map(({ name, agencyId, service }): Row => ({
    ...{ rowNo: null, outcome: 'missing', name, agencyId },
    details: { service },
  }));
  let ord = 0;
  for (const { row } of rows.sort((one, other) => (one.rowNo ?? 0) - (other.rowNo ?? 0)))
    yield { ...row(), ord: ord++ };
  for (const row of missing) yield { ...row, ord: ord++ };
}

/** The rows of a list that is refused as a whole: its problems, and what is odd. */
export function refusedRows(reading: ListReading): ImportResultRow[] {
  const rows = [...problemResults(reading), ...outsideResults(reading)];
  return rows
    .toSorted((one, other) => (one.rowNo ?? 0) - (other.rowNo ?? 0))
    .map((row, ord) => ({ ...row, ord }));
}

function plannedResult(row: PlannedRow, entry: Entry | undefined, names: EntryNames, isMade: boolean): Row {
  const { record, outcome, conflicts, notes } = row;
  const changes = row.changes();
  const shown = entry ?? blankEntry(row.agencyId, '');
  return {
    ...{ rowNo: record.row, outcome, name: record.agency.name },
    agencyId: isMade ? null : row.agencyId,
    details: {
      ...(changes.length > 0 ? { changes: changes.map((change) => inWords(change, shown, names)) } : {}),
      ...(conflicts.length > 0
        ? { conflicts: conflicts.map((change) => inWords(change, shown, names)) }
        : {}),
      ...(notes.length > 0 ? { notes: notes.map(remarkOf) } : {}),
    },
  };
}

function inWords({ path, before, after }: FieldChange, entry: Entry, names: EntryNames): ResultChange {
  return {
    label: labelOf(path, entry),
    before: textAt(path, before, names),
    after: textAt(path, after, names),
  };
}

function repeatedResults({ repeats, records }: ListReading): Row[] {
  const nameAt = new Map(records.map(({ row, agency }) => [row, agency.name]));
  return [...repeats].map(([row, first]) => ({
    ...{ rowNo: row, outcome: 'same', name: nameAt.get(first) ?? '', agencyId: null },
    details: {
      notes: [{ column: null, found: `${first}行目と同じ内容です`, expected: '1件として取り込みます' }],
    },
  }));
}

function problemResults({ problems, notes, damaged }: ListReading): Row[] {
  const nameAt = new Map(damaged.map(({ row, cells }) => [row, cells.name ?? '']));
  const notesAt = byRow(notes);
  return [...byRow(problems)].map(([row, list]) => ({
    ...{ rowNo: row, outcome: 'problem', name: nameAt.get(row ?? 0) ?? '', agencyId: null },
    details: { problems: list.map(remarkOf), notes: (notesAt.get(row) ?? []).map(remarkOf) },
  }));
}

function outsideResults({ outside }: ListReading): Row[] {
  return outside.map(({ row, name, place }) => ({
    ...{ rowNo: row, outcome: 'outside', name, agencyId: null },
    details: { place },
  }));
}

function byRow<T extends FileProblem>(list: readonly T[]): Map<number | null, T[]> {
  const rows = new Map<number | null, T[]>();
  for (const one of list) rows.set(one.row, [...(rows.get(one.row) ?? []), one]);
  return rows;
}

function remarkOf({ column, found, expected, repair }: FileProblem & Pick<FileNote, 'repair'>): ResultRemark {
  return { column, found, expected, ...(repair ? { repair } : {}) };
}

/** Municipalities that the import would bring have names, too. */
function withLocations(names: EntryNames, { rows }: ImportOutline): EntryNames {
  const brought = rows.flatMap(({ record }) =>
    [...(record.location ? [record.location] : []), ...record.locations].map(
      ({ municipality }): [string, string] => [municipality.code, municipality.name],
    ),
  );
  return { ...names, areas: new Map([...brought, ...names.areas]) };
}
