import type { Command } from 'commander';
import type { ReadingChoice } from '#libs/directory';

/** `portal import`: takes over what others publish. */
export function importCommand(program: Command): void {
  const group = program
    .command('import')
    .description('公開されているデータの取り込み')
    .addHelpText('after', exitCodes);
  group
    .command('wam')
    .description(
      'WAM NET（障害福祉サービス等情報公表システム）の CSV を取り込む。1行でも問題があれば何も書き込まない',
    )
    .argument('<file>', 'CSV ファイル（UTF-8、Shift_JIS または UTF-16）')
    .option('--areas <codes>', areasHelp)
    .option('--dry-run', '件数と問題を調べるだけで、何も書き込まない')
    .option('--json', '結果を JSON で出力する')
    .addHelpText('after', exitCodes)
    .action(async (file: string, options: Pick<ListOptions, 'areas' | 'dryRun' | 'json'>) => {
      const { areasOf, wrongAreas } = await import('./import.areas.js');
      const wrong = wrongAreas(options);
      if (wrong) {
        process.stderr.write(`${wrong}\n`);
        process.exitCode = 2;
        return;
      }
      const { importWamFile } = await import('./wam.import.js');
      process.exitCode = await importWamFile(file, {
        dryRun: options.dryRun === true,
        json: options.json === true,
        areas: areasOf(options),
      });
    });
  group
    .command('list', { isDefault: true })
    .description(
      '機関の一覧（CSV・TSV・Excel・JSON）を取り込む。形と列は見出しから判断する。1行でも問題があれば何も書き込まない',
    )
    .argument('<file>', '一覧のファイル（.csv、.tsv、.xlsx、.xls、.json）')
    .option('--layout <code>', '一覧の形（例 list_short_address）')
    .option('--source <code>', '取り込み元の名前（英小文字と数字）。次の版の行はこの名前で見分ける')
    .option('--kind <code>', '一覧全体のサービスの種類（例 group_home）')
    .option('--type <code>', '一覧全体の機関の種類（例 hello_work）')
    .option('--prefecture <code>', '都道府県の番号（例 13）。住所に都道府県がないとき')
    .option('--areas <codes>', areasHelp)
    .option('--encoding <name>', '文字コード（utf-8、cp932、utf-16le、utf-16be）')
    .option('--delimiter <sign>', '区切り文字')
    .option('--sheet <name>', 'Excel のシート')
    .option('--header-row <number>', '見出しの行。0 は見出しなし', Number)
    .option('--no-repair', '失われた先頭の0などを直さず、問題として扱う')
    .option('--leave-out', '問題のある行を除いて取り込む')
    .option('--open-data', 'オープンデータとして公開されている一覧である')
    .option('--dry-run', '件数と問題を調べるだけで、何も書き込まない')
    .option('--json', '結果を JSON で出力する')
    .action(async (file: string, options: ListOptions) => {
      const { importListFile } = await import('./list.import.js');
      process.exitCode = await importListFile(file, options);
    });
  group
    .command('undo')
    .description('取り込みを1回分取り消し、取り込む前の状態に戻す')
    .argument('<batch>', '取り込みの番号（取り込みの結果に出る batch）')
    .action(async (batch: string) => {
      const { undoBatch } = await import('./list.import.js');
      process.exitCode = await undoBatch(batch);
    });
}

const areasHelp =
  '取り込む地域: 都道府県か市区町村の番号をコンマで区切って（例 13,14101）。ほかの地域の行は対象外とする';
const exitCodes = '\n終了コード: 0 取り込んだ、1 ファイルに問題があり取り込まなかった、2 使い方の誤り';

/** What can be said of a list at the command line. */
export interface ListOptions {
  layout?: string;
  source?: string;
  kind?: string;
  type?: string;
  prefecture?: string;
  areas?: string;
  encoding?: ReadingChoice['encoding'];
  delimiter?: ReadingChoice['delimiter'];
  sheet?: string;
  headerRow?: number;
  repair: boolean;
  leaveOut?: true;
  openData?: true;
  dryRun?: true;
  json?: true;
}
