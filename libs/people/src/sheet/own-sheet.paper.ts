import { daysInEra, eraDay, type PaperPart, type PaperSheet } from '#libs/documents';
import { dayInJapan } from '#libs/platform';
import type { DataCategory } from '../data-category.js';
import { ownSheetForms } from './own-sheet.forms.js';
import { type OwnSheetRecord, partLines } from './own-sheets.queries.js';
import { checkText, type SelfCheckRecord } from './self-checks.service.js';
import { selfCheckCompanions } from './self-check.items.js';

/** What a printed sheet needs besides the sheet. */
export interface SheetOwner {
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string | null;
  readonly number: number;
  readonly agencyName: string;
}

/** A sheet of the person as a paper: the chosen parts, and to whom they may be shown. */
export function paperOf(
  sheet: OwnSheetRecord,
  checks: readonly SelfCheckRecord[],
  owner: SheetOwner,
  chosen: readonly DataCategory[],
  today: string,
): PaperSheet {
  const form = ownSheetForms[sheet.kind];
  const { current } = sheet;
  const content = current?.content ?? { agreedOn: null, sections: {}, shared: [] };
  const lines = new Map(partLines(sheet.kind, content, []));
  const parts = form.parts.filter(({ category }) => chosen.includes(category));
  const wrote = current
    ? `第${current.version}版（${eraDay(dayOf(current.savedAt))}）`
    : 'まだ保存していません';
  return {
    title: form.name,
    number: `登録番号 ${owner.number}　${wrote}`,
    day: eraDay(today),
    to: [],
    from: [owner.agencyName],
    lead: ['このシートは本人のものです。だれに見せるかは、本人が決めます。'],
    parts: [
      {
        kind: 'facts',
        title: '本人',
        items: [
          { label: '氏名', text: `${owner.name}（${owner.kana}）` },
          ...(owner.birthDate ? [{ label: '生年月日', text: eraDay(owner.birthDate) }] : []),
          ...(content.agreedOn ? [{ label: 'MSFASの活用に同意した日', text: eraDay(content.agreedOn) }] : []),
        ],
      },
      ...parts.flatMap(({ category, number, name }) => [
        partPaper(
          `${number} ${name}`,
          (lines.get(category) ?? []).filter(({ code }) => code !== 'agreedOn'),
        ),
        ...(category === 'passport_6' ? checksPaper(checks) : []),
      ]),
      ...audiencePaper(sheet, chosen),
    ],
  };
}

function partPaper(title: string, lines: readonly { label: string; text: string }[]): PaperPart {
  if (lines.length === 0) return { kind: 'text', title, lines: ['（記入なし）'] };
  return { kind: 'facts', title, items: lines.map(({ label, text }) => ({ label, text: daysInEra(text) })) };
}

function checksPaper(checks: readonly SelfCheckRecord[]): PaperPart[] {
  if (checks.length === 0) return [];
  return [
    {
      kind: 'table',
      title: '自己チェックの記録',
      columns: ['振り返った日', 'だれと', '振り返り'],
      widths: [2, 2, 6],
      rows: checks
        .slice(-12)
        .map((check) => [eraDay(check.checkedOn), selfCheckCompanions[check.with], checkText(check)]),
    },
  ];
}

/** だれに見せるか: who may be told a part at this moment, and who was told it when. */
function audiencePaper(sheet: OwnSheetRecord, chosen: readonly DataCategory[]): PaperPart[] {
  const { parts } = ownSheetForms[sheet.kind];
  const named = (categories: readonly DataCategory[]) =>
    parts
      .filter(({ category }) => categories.includes(category) && chosen.includes(category))
      .map(({ number, name }) => `${number} ${name}`)
      .join('、');
  const rows = [
    ...sheet.mayBeTold.map(({ agencyName, categories }) => [agencyName, 'いま伝えてよい', named(categories)]),
    ...sheet.wasTold.map(({ agencyName, categories, last }) => [
      agencyName,
      `${eraDay(dayOf(last))}に伝えた`,
      named(categories),
    ]),
  ].filter(([, , told]) => told !== '');
  const title = 'だれに見せるか';
  if (rows.length === 0)
    return [
      {
        kind: 'text',
        title,
        lines: ['いま、この内容を見せてよい機関はありません。伝えた機関もありません。'],
      },
    ];
  return [{ kind: 'table', title, columns: ['機関', 'いつ', '見せる部分'], widths: [4, 3, 5], rows }];
}

const dayOf = (at: Date): string => dayInJapan(new Date(at));
