import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { importWam } from '#libs/directory';
import { withOperator } from '../with-installation.js';
import { FileUnreadable } from './file.errors.js';
import { jsonReport, textReport } from './wam.report.js';

/** Imports one file and prints what became of it. Returns the exit code. */
export async function importWamFile(
  path: string,
  options: { dryRun: boolean; json: boolean },
): Promise<0 | 1> {
  const bytes = await read(path);
  return withOperator(async (database) => {
    const result = await importWam(database, { name: basename(path), bytes }, options);
    process.stdout.write(options.json ? jsonReport(result) : textReport(result, options.dryRun));
    return result.problems.length === 0 ? 0 : 1;
  });
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new FileUnreadable(path, error);
  }
}
