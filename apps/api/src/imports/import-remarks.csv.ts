import { importOutcomeNames, type ImportResultRow } from '#libs/directory';
import type { SheetList, SheetRow } from '#libs/documents';

const headers = ['行', '結果', '名前', '列', '内容', 'どうするか', 'いまの値', '一覧の値'];

/** Everything that somebody has to look at, one line for each remark, for a spreadsheet. */
export function remarksSheet(name: string, rows: readonly ImportResultRow[]): SheetList {
  return { name, columns: headers, rows: linesOf(rows) };
}

async function* linesOf(rows: readonly ImportResultRow[]): AsyncGenerator<SheetRow> {
  for (const row of rows) for (const line of remarksOf(row)) yield await Promise.resolve(line);
}

function remarksOf({ rowNo, outcome, name, details }: ImportResultRow): SheetRow[] {
  const head = (what: string): SheetRow => [rowNo, what, name];
  const { problems = [], notes = [], conflicts = [], service } = details;
  return [
    ...problems.map((one) => [
      ...head(importOutcomeNames.problem),
      one.column,
      one.found,
      one.expected,
      null,
      null,
    ]),
    ...conflicts.map(({ label, before, after }) => [
      ...[
        ...head(importOutcomeNames.conflict),
        label,
        '機関が自分で直した内容と違います',
        '機関の内容を残します',
      ],
      ...[before, after],
    ]),
    ...notes.map(({ column, found, expected, repair }) => [
      ...[...head('注意'), column, found, expected],
      ...[repair?.from ?? null, repair?.to ?? null],
    ]),
    ...(outcome === 'missing'
      ? [
          [
            ...head(importOutcomeNames.missing),
            service ?? null,
            '新しい一覧にありません',
            '機関に確認してください。閉所にはしません',
            null,
            null,
          ],
        ]
      : []),
  ];
}
