import {
  delimiters,
  encodingNames,
  encodings,
  fileKinds,
  type FoundList,
  type ImportField,
  importFieldNames,
  type ImportJob,
  importOrdersFor,
  importOutcomeNames,
  importOutcomes,
  type ImportResultRow,
  type ImportSettings,
  importStateNames,
  importStates,
  isImportUnderWay,
  type JobCounts,
  layoutCodes,
  layoutOf,
} from '#libs/directory';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsFlag, ShowsId, ShowsMoment, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

/** What one column is taken over as. */
export class MappedColumnView {
  @ShowsText() column!: string;
  @ShowsText({ codes: importFieldNames }) field!: ImportField;
}

/** How a list is understood. */
export class ImportSettingsView {
  @ShowsText({ nullable: true, codes: layoutCodes }) layout!: string | null;
  @ShowsText({ nullable: true }) layoutName!: string | null;
  @ShowsView(() => MappedColumnView, { list: true }) columns!: MappedColumnView[];
  @ShowsText({ nullable: true }) serviceKind!: string | null;
  @ShowsText({ nullable: true }) agencyType!: string | null;
  @ShowsText({ nullable: true }) prefecture!: string | null;
  @ShowsFlag() repair!: boolean;
  @ShowsFlag() leaveOut!: boolean;
  @ShowsFlag() openData!: boolean;
  @ShowsText({ list: true }) areas!: string[];
}

/** A municipality, and how many rows of the list lie in it. */
export class AreaRowsView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
  @ShowsNumber() rows!: number;
}

/** A prefecture, and how many rows of the list lie in it. */
export class RegionRowsView extends AreaRowsView {
  @ShowsView(() => AreaRowsView, { list: true }) municipalities!: AreaRowsView[];
}

/** A type of agency, and how many rows of the list are about one. */
export class TypeRowsView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
  @ShowsNumber() rows!: number;
}

/** A column of the file. */
export class FoundColumnView {
  @ShowsText() name!: string;
  @ShowsText({ list: true }) samples!: string[];
  @ShowsFlag() isPersonal!: boolean;
}

/** What was found in the file. */
export class FoundListView {
  @ShowsText({ codes: fileKinds }) kind!: string;
  @ShowsText({ nullable: true, codes: encodings }) encoding!: string | null;
  @ShowsText({ nullable: true }) encodingName!: string | null;
  @ShowsText({ nullable: true, codes: delimiters }) delimiter!: string | null;
  @ShowsText({ list: true }) sheets!: string[];
  @ShowsText({ nullable: true }) sheet!: string | null;
  @ShowsNumber() headerRow!: number;
  @ShowsNumber() rows!: number;
  @ShowsView(() => FoundColumnView, { list: true }) columns!: FoundColumnView[];
  @ShowsText({ nullable: true }) source!: string | null;
  /** Whether the last list of the source had the same columns in another order. */
  @ShowsFlag() reordered!: boolean;
  @ShowsView(() => TypeRowsView, { list: true }) types!: TypeRowsView[];
  @ShowsView(() => RegionRowsView, { list: true }) areas!: RegionRowsView[];
  @ShowsView(() => ImportSettingsView) suggested!: ImportSettingsView;
}

/** Rows by what becomes of them. */
export class ImportCountsView {
  @ShowsNumber() read!: number;
  @ShowsNumber() new!: number;
  @ShowsNumber() added!: number;
  @ShowsNumber() changed!: number;
  @ShowsNumber() same!: number;
  @ShowsNumber() conflict!: number;
  @ShowsNumber() problem!: number;
  @ShowsNumber() outside!: number;
  @ShowsNumber() noted!: number;
  @ShowsNumber() missing!: number;
  @ShowsNumber() leftOut!: number;
  @ShowsFlag() refused!: boolean;
}

/** How far a step is. */
export class ImportProgressView {
  @ShowsText({ codes: ['reading', 'rows', 'writing', 'finding'] }) phase!: string;
  @ShowsNumber() done!: number;
  @ShowsNumber() total!: number;
}

/** Where lists come from. */
export class SourceNameView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** What may be ordered now. */
export class ImportCanView {
  @ShowsFlag() reread!: boolean;
  @ShowsFlag() settle!: boolean;
  @ShowsFlag() commit!: boolean;
  @ShowsFlag() undo!: boolean;
  @ShowsFlag() drop!: boolean;
}

/** A list as a line of the past imports. */
export class ImportLineView {
  @ShowsId() id!: string;
  @ShowsText() fileName!: string;
  @ShowsText({ codes: importStates }) state!: string;
  @ShowsText() stateName!: string;
  @ShowsFlag() isUnderWay!: boolean;
  @ShowsView(() => SourceNameView, { nullable: true }) source!: SourceNameView | null;
  @ShowsView(() => ImportCountsView, { nullable: true }) counts!: ImportCountsView | null;
  @ShowsText() createdBy!: string;
  @ShowsMoment() createdAt!: string;
  @ShowsMoment() changedAt!: string;
}

/** A list that is being taken over, or was. */
export class ImportView extends ImportLineView {
  @ShowsNumber() octets!: number;
  @ShowsView(() => FoundListView, { nullable: true }) found!: FoundListView | null;
  @ShowsView(() => ImportSettingsView, { nullable: true }) settings!: ImportSettingsView | null;
  @ShowsText({ nullable: true }) trouble!: string | null;
  @ShowsView(() => ImportProgressView, { nullable: true }) progress!: ImportProgressView | null;
  @ShowsView(() => ImportCanView) can!: ImportCanView;
  @ShowsNumber() version!: number;
}

/** A page of lists. */
export class ImportPageView extends pageOf(() => ImportLineView) {}

/** One field that changes, or may not change. */
export class ResultChangeView {
  @ShowsText() label!: string;
  @ShowsText({ nullable: true }) before!: string | null;
  @ShowsText({ nullable: true }) after!: string | null;
}

/** One thing that is wrong or odd; `repaired` is what the cell is mended to. */
export class ResultRemarkView {
  @ShowsText({ nullable: true }) column!: string | null;
  @ShowsText() found!: string;
  @ShowsText() expected!: string;
  @ShowsText({ nullable: true }) repaired!: string | null;
}

/** What becomes of one row. */
export class ImportResultView {
  @ShowsNumber({ nullable: true }) row!: number | null;
  @ShowsText({ codes: importOutcomes }) outcome!: string;
  @ShowsText() outcomeName!: string;
  @ShowsText() name!: string;
  @ShowsText({ nullable: true }) service!: string | null;
  /** Where a row lies that is not taken over. */
  @ShowsText({ nullable: true }) place!: string | null;
  @ShowsId({ nullable: true }) agencyId!: string | null;
  @ShowsView(() => ResultChangeView, { list: true }) changes!: ResultChangeView[];
  @ShowsView(() => ResultChangeView, { list: true }) conflicts!: ResultChangeView[];
  @ShowsView(() => ResultRemarkView, { list: true }) problems!: ResultRemarkView[];
  @ShowsView(() => ResultRemarkView, { list: true }) notes!: ResultRemarkView[];
}

/** A page of rows. */
export class ImportResultsView extends pageOf(() => ImportResultView) {}

export function presentImport(job: ImportJob): ImportView {
  const { octets, found, settings, trouble, progress, version } = job;
  const orders = importOrdersFor(job.state);
  const may = (verb: (typeof orders)[number]) => orders.includes(verb);
  return {
    ...presentLine(job),
    octets,
    found: found && presentFound(found),
    settings: settings && presentSettings(settings),
    trouble,
    progress: progress && { phase: progress.phase, done: progress.done, total: progress.total },
    can: {
      reread: may('reread'),
      settle: may('settle'),
      commit: may('commit') && job.counts !== null && !job.counts.refused,
      undo: may('undo'),
      drop: may('drop'),
    },
    version,
  };
}

export function presentImports(found: Page<ImportJob>): ImportPageView {
  return presentPage(found, presentLine);
}

export function presentResults(found: Page<ImportResultRow>): ImportResultsView {
  return presentPage(found, presentResult);
}

function presentLine(job: ImportJob): ImportLineView {
  const { id, fileName, state, source, counts, createdByName, createdAt, changedAt } = job;
  return {
    id,
    fileName,
    state,
    stateName: importStateNames[state],
    isUnderWay: isImportUnderWay(state),
    source: source && { code: source.code, name: source.name },
    counts: counts && presentCounts(counts),
    createdBy: createdByName,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

function presentCounts(counts: JobCounts): ImportCountsView {
  const { read, added, changed, same, conflict, problem, outside, noted, missing, leftOut, refused } = counts;
  return {
    ...{ read, new: counts.new, added, changed, same, conflict, problem, outside, noted, missing, leftOut },
    refused,
  };
}

function presentFound(found: FoundList): FoundListView {
  const { kind, encoding, delimiter, sheets, sheet, headerRow, rows, source } = found;
  return {
    ...{ kind, encoding, delimiter, sheet, headerRow, rows, source },
    reordered: found.reordered ?? false,
    sheets: [...sheets],
    types: (found.types ?? []).map((type) => ({ code: type.code, name: type.name, rows: type.rows })),
    encodingName: encoding && `${encodingNames[encoding]}${found.marked ? '（BOM つき）' : ''}`,
    columns: found.columns.map(({ name, samples, isPersonal }) => ({
      name,
      samples: [...samples],
      isPersonal,
    })),
    areas: (found.areas ?? []).map(({ code, name, rows: count, municipalities }) => ({
      ...{ code, name, rows: count },
      municipalities: municipalities.map((town) => ({ code: town.code, name: town.name, rows: town.rows })),
    })),
    suggested: presentSettings(found.suggested),
  };
}

function presentSettings(settings: ImportSettings): ImportSettingsView {
  const { layout, serviceKind, agencyType, prefecture, repair, leaveOut, openData, areas = [] } = settings;
  return {
    ...{ layout, serviceKind, agencyType, prefecture, repair, leaveOut, openData, areas: [...areas] },
    layoutName: layoutOf(layout)?.name ?? null,
    columns: Object.entries(settings.columns).map(([column, field]) => ({ column, field })),
  };
}

function presentResult({ rowNo, outcome, name, agencyId, details }: ImportResultRow): ImportResultView {
  const { changes = [], conflicts = [], problems = [], notes = [], service = null, place = null } = details;
  const change = ({ label, before, after }: ResultChangeView) => ({ label, before, after });
  const remark = ({ column, found, expected, repair }: (typeof notes)[number]) => ({
    ...{ column, found, expected },
    repaired: repair?.to ?? null,
  });
  return {
    row: rowNo,
    outcome,
    outcomeName: importOutcomeNames[outcome],
    name,
    service,
    place,
    agencyId,
    changes: changes.map(change),
    conflicts: conflicts.map(change),
    problems: problems.map(remark),
    notes: notes.map(remark),
  };
}
