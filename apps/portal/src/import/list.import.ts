import { basename } from 'node:path';
import {
  delimiters,
  encodings,
  importList,
  layoutCodes,
  layoutOf,
  type ListImportResult,
  sentence,
  undoImport,
} from '#libs/directory';
import { PortalError } from '#libs/platform';
import { withOperator } from '../with-installation.js';
import type { ListOptions } from './import.command.js';
import { areasOf, wrongAreas } from './import.areas.js';
import { readFileAt } from './file.reading.js';
import { jsonReport, textReport } from './wam.report.js';

/** Imports one list and prints what became of it. Returns the exit code. */
export async function importListFile(path: string, options: ListOptions): Promise<0 | 1 | 2> {
  const unknown = unknownOption(options) ?? wrongAreas(options);
  if (unknown) {
    process.stderr.write(`${unknown}\n`);
    return 2;
  }
  const bytes = await readFileAt(path);
  return withOperator(async (database) => {
    const result = await importList(database, { name: basename(path), bytes }, optionsOf(options));
    process.stdout.write(options.json ? jsonReport(result) : report(result, options.dryRun === true));
    return result.problems.length === 0 || result.batchId !== null ? 0 : 1;
  });
}

function unknownOption({ layout, encoding, delimiter }: ListOptions): string | undefined {
  const check = (name: string, value: string | undefined, known: readonly string[]) =>
    value === undefined || known.includes(value)
      ? undefined
      : `--${name} ${value} は使えません。次のどれかを指定してください: ${known.join('、')}`;
  return (
    check('layout', layout, layoutCodes) ??
    check('encoding', encoding, encodings) ??
    check('delimiter', delimiter, delimiters)
  );
}

/** Takes one import back. Returns the exit code. */
export async function undoBatch(batchId: string): Promise<0 | 1> {
  return withOperator(async (database) => {
    try {
      await database.transaction((tx) =>
        undoImport(tx, batchId, { accountId: null, name: '運用担当（コマンド）' }),
      );
    } catch (error) {
      if (!(error instanceof PortalError)) throw error;
      process.stderr.write(`${error.detail}\n`);
      return 1;
    }
    process.stdout.write('取り込みを取り消しました。\n');
    return 0;
  });
}

function optionsOf(options: ListOptions): Parameters<typeof importList>[2] {
  const { layout, source, kind, type, prefecture, encoding, delimiter, sheet, headerRow } = options;
  return {
    dryRun: options.dryRun === true,
    ...(source ? { source } : {}),
    ...(layout ? { layout } : {}),
    choice: {
      ...(encoding ? { encoding } : {}),
      ...(delimiter ? { delimiter } : {}),
      ...(sheet ? { sheet } : {}),
      ...(headerRow === undefined ? {} : { headerRow }),
    },
    settings: {
      repair: options.repair,
      ...(options.leaveOut ? { leaveOut: true } : {}),
      ...(options.openData ? { openData: true } : {}),
      ...(kind ? { serviceKind: kind } : {}),
      ...(type ? { agencyType: type } : {}),
      ...(prefecture ? { prefecture } : {}),
      ...(options.areas ? { areas: areasOf(options) } : {}),
    },
  };
}

function report(result: ListImportResult, dryRun: boolean): string {
  const { file, settings, source, batchId } = result;
  if (!file || !settings) return `${result.problems.map(sentence).join('\n')}\n`;
  const columns = Object.entries(settings.columns).map(([column, field]) => `  ${column} → ${field}`);
  return [
    `一覧の形: ${layoutOf(settings.layout)?.name ?? '列ごとの割り当て'}（取り込み元 ${source}）`,
    ...(settings.layout === null ? ['列の割り当て:', ...columns] : []),
    textReport(result, dryRun).trimEnd(),
    ...(batchId ? [`取り消すとき: npm run portal -- import undo ${batchId}`] : []),
    '',
  ].join('\n');
}
