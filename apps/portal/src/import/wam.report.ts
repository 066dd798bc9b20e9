import { type ImportResult, sentence } from '#libs/directory';

const mostLines = 50;

/** The counts under the names that other programs read, then every problem and note. */
export function jsonReport(result: ImportResult): string {
  const { read, new: agencies, added, changed, same, conflict, outside, missing, problems, notes } = result;
  // A row that an agency contradicts is a changed row, too; other programs add these five up.
  const counts = {
    read,
    new: agencies + added,
    changed: changed + conflict,
    same,
    problems: problems.length,
  };
  const further = { newAgencies: agencies, addedServices: added, outside };
  return `${JSON.stringify({ ...counts, ...further, conflicts: conflict, missing, rows: problems, notes })}\n`;
}

/** For the person at the terminal: what happened, and row by row what to mend. */
export function textReport(result: ImportResult, dryRun: boolean): string {
  const { read, new: agencies, added, changed, same, conflict, outside, missing, problems, notes } = result;
  const counts = `読み込み ${read}件: 新しい機関 ${agencies}件、機関にサービスを追加 ${added}件、変更 ${changed}件、変更なし ${same}件、問題 ${problems.length}件`;
  if (problems.length > 0 && result.batchId === null) {
    return lines(`${counts}`, '問題があるため、何も取り込みませんでした。', ...some(problems.map(sentence)));
  }
  return lines(
    counts,
    ...(conflict > 0 ? [`機関が自分で直した内容と違うもの ${conflict}件（機関の内容を残しています）`] : []),
    ...(outside > 0 ? [`取り込む地域の外のもの ${outside}件（対象外として、何も書き込みません）`] : []),
    ...(missing > 0
      ? [`前に取り込んで今回のファイルにないもの ${missing}件（そのまま残しています。確認してください）`]
      : []),
    ...(notes.length > 0
      ? [`気になる点 ${notes.length}件（取り込みには影響しません）`, ...some(notes.map(sentence))]
      : []),
    ...(problems.length > 0
      ? [`問題のある行を除きました ${problems.length}件`, ...some(problems.map(sentence))]
      : []),
    dryRun ? '確認だけを行い、何も書き込みませんでした。' : '取り込みました。',
  );
}

function some(sentences: readonly string[]): string[] {
  const shown = sentences.slice(0, mostLines).map((text) => `  ${text}`);
  const more = sentences.length - shown.length;
  return more > 0 ? [...shown, `  ほか ${more}件（--json ですべて出力します）`] : shown;
}

function lines(...texts: string[]): string {
  return `${texts.join('\n')}\n`;
}
