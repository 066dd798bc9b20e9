import { UnreadableFile } from './file-problem.js';
import { mostColumns, mostRows } from './source-file.js';

/**
 * Keeps a list to the rows and columns that it may have.
 * @throws {UnreadableFile}
 */
export function requireSize({ rows = 0, columns = 0 }: { rows?: number; columns?: number }): void {
  if (rows > mostRows)
    throw UnreadableFile.because(
      `${rows.toLocaleString('ja-JP')}行あります`,
      `${mostRows.toLocaleString('ja-JP')}行までのファイルに分けてください`,
    );
  if (columns > mostColumns)
    throw UnreadableFile.because(`列が${columns}個あります`, `列は${mostColumns}個までにしてください`);
}
