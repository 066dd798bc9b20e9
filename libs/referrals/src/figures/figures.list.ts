import { eraDay, type PaperPart, type PaperSheet, type SheetList, type SheetRow } from '#libs/documents';
import { attributions } from '../referral.codes.js';
import type { Figures, FigureScope } from './figures.js';
import type { QuarterFigures, QuarterLine } from './quarter-figures.js';
import type { ShownNumber } from './small-cells.js';

const columns = [
  '区分',
  '項目',
  '理由',
  '帰属',
  '件数',
  '第1四分位（日）',
  '中央値（日）',
  '第3四分位（日）',
];

/** Whose referrals they are. */
export const figureScopeNames: Readonly<Record<FigureScope, string>> = {
  sent: '自機関が出した依頼',
  received: '自機関が受けた依頼',
  network: '圏域の全体',
};

/** A number as it is written: what is not said has words of its own. */
export function numberWords(shown: ShownNumber): string | number {
  if (shown === 'few') return '5未満';
  return shown === 'withheld' ? '非表示' : shown;
}

/** All figures as one list, to be worked on elsewhere. */
export function figuresList(figures: Figures): SheetList {
  const rows: SheetRow[] = [];
  const add = (part: string, name: string, reason: string, side: string, shown: ShownNumber) =>
    rows.push([part, name, reason, side, numberWords(shown), null, null, null]);
  add('合計', figureScopeNames[figures.scope], '', '', figures.total);
  for (const { name, shown } of figures.months ?? []) add('月別', name, '', '', shown);
  for (const { name, shown } of figures.routes ?? []) add('経路別（種別）', name, '', '', shown);
  for (const { name, shown } of figures.partners) add('相手機関別', name, '', '', shown);
  for (const { name, shown, reasons } of figures.outcomes ?? []) {
    add('状態', name, '', '', shown);
    for (const reason of reasons ?? [])
      add(
        '状態と理由',
        name,
        reason.name,
        reason.attribution ? attributions[reason.attribution] : '',
        reason.shown,
      );
  }
  for (const { name, shown } of figures.attributions) add('理由の帰属', '', '', name, shown);
  add('結果の確認まで完了', '', '', '', figures.closedLoop.shown);
  for (const { name, shown } of figures.capacity) add('受入枠への回答', name, '', '', shown);
  for (const { name, number, lower, middle, upper } of figures.days)
    rows.push(['かかった日数', name, '', '', number, lower, middle, upper]);
  return { name: '統計', columns, rows: inTurn(rows) };
}

/** The quarters of a year as one list: what is not shown on the screen is not in it either. */
export function quartersList({ fiscalYear, totals, outcomes, routes }: QuarterFigures): SheetList {
  const rows: SheetRow[] = [];
  const add = (part: string, lines: readonly Pick<QuarterLine, 'name' | 'numbers'>[] | null) => {
    if (lines === null) rows.push([part, '数が少ないため、表示しません', null, null, null, null]);
    for (const { name, numbers } of lines ?? [])
      rows.push([part, name, ...[0, 1, 2, 3].map((at) => numbers[at] ?? 0)]);
  };
  add('依頼の数', totals && [{ name: '', numbers: totals }]);
  add('状態別', outcomes);
  add('経路別（種別）', routes);
  const months = [`${fiscalYear}年4〜6月`, '7〜9月', '10〜12月', `${fiscalYear + 1}年1〜3月`];
  return { name: '四半期別', columns: ['区分', '項目', ...months], rows: inTurn(rows) };
}

/** The figures as a paper. */
export function figuresPaper(figures: Figures, issuer: string): PaperSheet {
  const period = `${eraDay(figures.from)}から${eraDay(figures.until)}まで`;
  const { total, closedLoop } = figures;
  return {
    title: '連携依頼の統計',
    number: figureScopeNames[figures.scope],
    day: period,
    to: [],
    from: [issuer],
    lead: [
      '期間中に送られた依頼を、宛先ごとに1件と数えています。誤って送付されたものは含みません。',
      ...(figures.scope === 'network'
        ? [
            '個人が分からないよう、1件から4件までの数は「5未満」とし、計算で分かる数も「非表示」としています。',
          ]
        : []),
    ],
    parts: [
      {
        kind: 'facts',
        title: '概要',
        items: [
          { label: '件数', text: words(total) },
          {
            label: '結果の確認まで完了',
            text: `${words(closedLoop.shown)}${closedLoop.percent === null ? '' : `（${closedLoop.percent}％）`}`,
          },
          ...figures.attributions.map(({ name, shown }) => ({
            label: '終了の理由',
            text: `${name}　${words(shown)}`,
          })),
          ...figures.capacity.map(({ name, shown }) => ({ label: name, text: words(shown) })),
        ],
      },
      {
        kind: 'table',
        title: 'かかった日数',
        columns: ['区間', '第1四分位', '中央値', '第3四分位'],
        widths: [3, 2, 2, 2],
        rows: figures.days.map(({ name, lower, middle, upper }) => [
          name,
          days(lower),
          days(middle),
          days(upper),
        ]),
      },
      ...table(
        '月別',
        '月',
        figures.months?.map(({ name, shown }) => ({ name: monthName(name), shown })) ?? null,
      ),
      ...table('経路別（種別）', '経路', figures.routes),
      ...table('相手機関別', '機関', figures.partners.length > 0 ? figures.partners : []),
      {
        kind: 'table',
        title: '状態と理由',
        columns: ['状態', '理由', '帰属', '件数'],
        widths: [3, 5, 3, 2],
        rows: (figures.outcomes ?? []).flatMap(({ name, shown, reasons }) => [
          [name, '', '', words(shown)],
          ...(reasons ?? []).map((reason) => [
            '',
            reason.name,
            reason.attribution ? attributions[reason.attribution] : '',
            words(reason.shown),
          ]),
        ]),
      },
    ],
  };
}

function table(
  title: string,
  of: string,
  rows: readonly { readonly name: string; readonly shown: ShownNumber }[] | null,
): PaperPart[] {
  if (!rows) return [{ kind: 'text', title, lines: ['数が少ないため、表示しません。'] }];
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      title,
      columns: [of, '件数'],
      widths: [5, 2],
      rows: rows.map(({ name, shown }) => [name, words(shown)]),
    },
  ];
}

/** A month as papers write it: 令和8年11月. */
function monthName(month: string): string {
  return eraDay(`${month}-01`).replace(/1日$/, '');
}

function words(shown: ShownNumber): string {
  const written = numberWords(shown);
  return typeof written === 'number' ? `${written.toLocaleString('ja-JP')}件` : written;
}

function days(number: number | null): string {
  return number === null ? '－' : `${number}日`;
}

async function* inTurn(rows: readonly SheetRow[]): AsyncGenerator<SheetRow> {
  yield* rows;
}
