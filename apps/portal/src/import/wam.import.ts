import { basename } from 'node:path';
import { importWam } from '#libs/directory';
import { withOperator } from '../with-installation.js';
import { readFileAt } from './file.reading.js';
import { jsonReport, textReport } from './wam.report.js';

/** Imports one file and prints what became of it. Returns the exit code. */
export async function importWamFile(
  path: string,
  options: { dryRun: boolean; json: boolean; areas: readonly string[] },
): Promise<0 | 1> {
  const bytes = await readFileAt(path);
  return withOperator(async (database) => {
    const result = await importWam(database, { name: basename(path), bytes }, options);
    process.stdout.write(options.json ? jsonReport(result) : textReport(result, options.dryRun));
    return result.problems.length === 0 ? 0 : 1;
  });
}
