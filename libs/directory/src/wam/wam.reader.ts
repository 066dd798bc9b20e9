import { columnName } from '../layout/import.fields.js';
import { fixedSettings } from '../record/import.settings.js';
import { type ListReading, nothingRead, readList } from '../record/list-reading.js';
import type { Vocabulary } from '../record/vocabulary.js';
import { normalise } from '../search/normalise.js';
import { type FileProblem, UnreadableFile } from '../source/file-problem.js';
import { readTextSource } from '../source/read-source.js';
import type { SourceFile } from '../source/source-file.js';
import { isWorkbook } from '../source/workbook-lines.js';
import { wamColumns } from './wam.columns.js';

const headers = Object.values(wamColumns);
const headerKeys = headers.map(normalise);

/**
 * Reads a file of the national disclosure system as it was published: all 29 columns, every key whole. With a single problem
 * there are no records.
 */
export function readWam(
  bytes: Uint8Array,
  vocabulary: Vocabulary,
  areas: readonly string[] = [],
): ListReading {
  try {
    const file = wamFile(bytes);
    const reading = readList(file, { ...fixedSettings('wam', file), areas }, vocabulary, { strict: true });
    return reading.problems.length > 0 ? { ...reading, records: [], notes: [] } : reading;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { ...nothingRead, problems: [error.problem] };
  }
}

function wamFile(bytes: Uint8Array): SourceFile {
  if (isWorkbook(bytes))
    throw UnreadableFile.because('Excel のブックです', 'Excel で「CSV UTF-8」として保存し直してください');
  const file = readTextSource(bytes, { headerRow: 1, delimiter: ',' }, hasKnownHeader);
  const problem = headerProblem(file.columns.map(normalise));
  if (problem) throw new UnreadableFile(problem);
  if (file.rows.length === 0)
    throw UnreadableFile.because(
      'データの行がありません',
      '見出しの下に1件以上の事業所がある CSV を指定してください',
    );
  return file;
}

function hasKnownHeader(text: string): boolean {
  const beginning = normalise(text.slice(0, 2000));
  return headerKeys.filter((key) => beginning.includes(key)).length >= 5;
}

function headerProblem(places: readonly string[]): FileProblem | undefined {
  const whole = { row: null, column: null };
  const missing = headers.filter((header) => !places.includes(normalise(header)));
  if (missing.length === headers.length) {
    return {
      ...whole,
      found: '見出しが WAM NET の CSV のものではありません（別のファイルか、文字化けしています）',
      expected: `1行目に「${columnName('designatedBy')}」から「${columnName('capacity')}」までの29列の見出しが必要です`,
    };
  }
  if (missing.length > 0) {
    const names = missing.map((header) => `「${header}」`).join('');
    return {
      ...whole,
      found: `列${names}がありません`,
      expected: 'WAM NET からダウンロードした29列の CSV をそのまま指定してください',
    };
  }
  const twice = headers.find((header) => places.includes(normalise(`${header}（2）`)));
  return twice && { ...whole, found: `列「${twice}」が2つあります`, expected: '見出しを1つにしてください' };
}
