import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { PaperPart, PaperSheet } from '../paper/paper.js';

/** What a file of this kind is. */
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const font = { ascii: 'Yu Mincho', hAnsi: 'Yu Mincho', eastAsia: 'Yu Mincho' };
/** A4 in twentieths of a point. */
const a4 = { width: 11_906, height: 16_838 };
const margin = { top: 1134, bottom: 1134, left: 1247, right: 1247 };
const textWidth = a4.width - margin.left - margin.right;
const line = { style: BorderStyle.SINGLE, size: 4, color: '8A9AA2' };
const borders = { top: line, bottom: line, left: line, right: line };

/** A paper as a file that an office goes on writing in: the same headings and tables as on paper, and page x of y. */
export async function wordFile(sheet: PaperSheet, { issuer }: { issuer: string }): Promise<Buffer> {
  const document = new Document({
    creator: issuer,
    title: sheet.title,
    styles: { default: { document: { run: { font, size: 21, language: { eastAsia: 'ja-JP' } } } } },
    sections: [
      {
        properties: { page: { size: a4, margin } },
        footers: { default: new Footer({ children: [pageNumbers(sheet)] }) },
        children: [
          paragraph(sheet.day, AlignmentType.RIGHT),
          ...sheet.to.map((words) => paragraph(words)),
          ...sheet.from.map((words) => paragraph(words, AlignmentType.RIGHT)),
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            alignment: AlignmentType.CENTER,
            spacing: { before: 240, after: 240 },
            children: [
              new TextRun({
                text: [sheet.title, sheet.number].join('　').trim(),
                bold: true,
                font,
                size: 30,
              }),
            ],
          }),
          ...sheet.lead.map((words) => paragraph(words)),
          ...sheet.parts.flatMap(partOf),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function partOf(part: PaperPart): (Paragraph | Table)[] {
  const head = part.title === '' ? [] : [heading(part.title)];
  switch (part.kind) {
    case 'text':
      return [...head, ...part.lines.map((words) => paragraph(words))];
    case 'facts':
      if (part.items.length === 0) return head;
      return [
        ...head,
        tableOf(
          [2, 7],
          part.items.map(({ label, text }) => [label, text]),
        ),
      ];
    case 'table':
      return [...head, tableOf(part.widths, part.rows, part.columns)];
  }
}

function heading(words: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_2,
    spacing: { before: 240, after: 80 },
    keepNext: true,
    children: [new TextRun({ text: printable(words), bold: true, font, size: 24, color: '000000' })],
  });
}

function paragraph(
  words: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
): Paragraph {
  return new Paragraph({ alignment, spacing: { after: 60 }, children: runsOf(words) });
}

function runsOf(words: string, bold = false): TextRun[] {
  return printable(words)
    .split('\n')
    .map((text, at) => new TextRun({ text, bold, font, ...(at > 0 ? { break: 1 } : {}) }));
}

function tableOf(
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  columns: readonly string[] = [],
): Table {
  const sum = widths.reduce((all, one) => all + one, 0);
  const sizes = widths.map((share) => Math.round((textWidth * share) / sum));
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: isHead,
      children: cells.map(
        (words, at) =>
          new TableCell({
            borders,
            width: { size: sizes[at] ?? 0, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            children: [
              new Paragraph({ children: runsOf(words, isHead || (columns.length === 0 && at === 0)) }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: sizes,
    rows: [...(columns.length > 0 ? [row(columns, true)] : []), ...rows.map((cells) => row(cells, false))],
  });
}

function pageNumbers({ title, number }: PaperSheet): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ text: `${[title, number].join('　').trim()}　`, font, size: 16 }),
      new TextRun({
        children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES, ' ページ'],
        font,
        size: 16,
      }),
    ],
  });
}

/** Without the signs that no XML file may hold: controls and halves of characters. */
function printable(words: string): string {
  return words.replaceAll(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu, '');
}
