import type { OperatorDatabase } from '#libs/platform';
import { type ImportSettings, suggestSettings } from '../record/import.settings.js';
import { nothingRead, readList } from '../record/list-reading.js';
import { layoutOf } from '../layout/layouts.js';
import { UnreadableFile } from '../source/file-problem.js';
import { readSource } from '../source/read-source.js';
import type { ReadingChoice, SourceFile } from '../source/source-file.js';
import { readVocabulary } from './import.knowledge.js';
import { countRefused, type ImportResult, runImport } from './wam.import.js';

/** How a list is taken over from the command line; what is not said is found out. */
export interface ListImportOptions {
  readonly dryRun: boolean;
  /** The code of the source, by which its rows are known again. */
  readonly source?: string;
  readonly layout?: string;
  readonly settings?: Partial<Omit<ImportSettings, 'layout' | 'columns'>>;
  readonly choice?: ReadingChoice;
}

/** What was done, and how the list was understood. */
export interface ListImportResult extends ImportResult {
  readonly source: string;
  readonly settings: ImportSettings | null;
  readonly file: SourceFile | null;
}

/** Takes over a list in any of the known layouts, or by the names of its columns. */
export async function importList(
  database: OperatorDatabase,
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: ListImportOptions,
): Promise<ListImportResult> {
  const vocabulary = await readVocabulary(database);
  try {
    const table = await readSource(file.bytes, options.choice);
    const settings = { ...suggestSettings(table, file.name, options.layout), ...options.settings };
    const source = options.source ?? sourceOf(settings, file.name);
    const reading = readList(table, settings, vocabulary);
    const sourceName = await nameOf(database, source);
    const order = { source, sourceName, file, settings, columns: table.columns, reading, vocabulary };
    return { ...(await runImport(database, order, options)), source, settings, file: table };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { notes } = nothingRead;
    const source = options.source ?? '';
    return {
      ...countRefused(nothingRead),
      batchId: null,
      notes,
      problems: [error.problem],
      source,
      settings: null,
      file: null,
    };
  }
}

/** A layout that comes from one place is its own source; other lists are known by the name of their file, without its date. */
export function sourceOf({ layout }: ImportSettings, fileName: string): string {
  const fixed = layoutOf(layout)?.source;
  if (fixed) return fixed;
  const name = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[0-9]+/g, '')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return name === '' ? 'list' : name;
}

/** The name of a source, which is remembered the first time. */
async function nameOf(database: OperatorDatabase, code: string): Promise<string> {
  const [known] = await database.query<{ name: string }>(
    'SELECT name FROM portal.import_source WHERE code = $1',
    [code],
  );
  return known?.name ?? code;
}
