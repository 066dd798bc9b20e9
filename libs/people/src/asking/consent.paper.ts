import { readFileSync } from 'node:fs';
import { eraDay, type Pdf, type PdfPress } from '#libs/documents';
import {
  type Assent,
  assents,
  type Authority,
  authorities,
  directions,
  type Purpose,
  purposeCodes,
  purposeRules,
} from '../consent.codes.js';
import { categories, categoryCodes, type DataCategory } from '../data-category.js';
import { noticePartCodes, noticeParts, type NoticeText } from './notice.words.js';

const template = readFileSync(new URL('./consent-paper.typ', import.meta.url), 'utf8');

/** The agency that asks, as it stands on the paper. */
export interface PaperAgency {
  readonly name: string;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

/** One cell, and what stands in it. */
export interface PaperCell {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly purpose: Purpose;
  readonly category: DataCategory;
  readonly mark: '□' | '○' | '×';
}

/** What both papers say. */
interface PaperContent {
  readonly number: string;
  readonly personName: string;
  readonly agency: PaperAgency;
  readonly notice: NoticeText;
  readonly cells: readonly PaperCell[];
  readonly printedBy: string;
}

/** The form that a person signs. */
export interface FormContent extends PaperContent {
  readonly validity: string;
  readonly representative: string | null;
  readonly authority: Authority | null;
  readonly explainedBy: string;
  readonly isDraft: boolean;
}

/** What a person keeps. */
export interface ReceiptContent extends PaperContent {
  readonly state: string;
  readonly decidedOn: string;
  readonly validFrom: string;
  readonly lastDay: string | null;
  readonly decider: string;
  readonly assent: Assent | null;
  readonly method: string;
  readonly explainedBy: string;
}

/** Sets the form (同意書): number, both texts, the matrix with boxes to tick, and where to sign. */
export async function printForm(
  press: PdfPress,
  content: FormContent,
  madeAt: Date,
  today: string,
): Promise<Pdf> {
  const { authority, representative } = content;
  return press.render({
    template,
    madeAt,
    data: {
      ...common(content, '情報の提供についての同意書', today),
      head: rows([
        ['本人', `${content.personName}　様`],
        ['説明する機関', content.agency.name],
        ['説明する人', content.explainedBy],
        ...(authority ? ([['代理人', `${representative ?? ''}（${authorities[authority]}）`]] as const) : []),
        ...(content.isDraft ? ([['この書面', '作成中の見本です。署名には使えません。']] as const) : []),
      ]),
      noticeTitle: '説明',
      matrixTitle: '伝える内容',
      matrixLead:
        '同意するものの □ に ✓ をつけてください。✓ のないものは伝えません。「－」は、おたずねしていないものです。',
      all: '□　上の表の □ のすべてに同意します。　　　□　すべてに同意しません。',
      validity: content.validity,
      declaration:
        '上の説明を聞き、内容を理解しました。✓ をつけたものを、それぞれの機関に伝えることに同意します。',
      signatures: authority ? bothSign : personSigns,
      closing: [],
    },
  });
}

const blank = (label: string) => ({ kind: 'line', label, text: '' });
const personSigns = [
  blank('日付（年月日）'),
  blank('本人の氏名'),
  blank('説明した職員の氏名'),
  blank('説明した場所'),
];
const bothSign = [
  blank('日付（年月日）'),
  blank('代理人の氏名'),
  blank('本人との関係・権限'),
  {
    kind: 'text',
    label: '本人の意思（代理人が署名するときも、本人に説明して確かめます）',
    text: Object.values(assents)
      .map((name) => `□　${name}`)
      .join('　　'),
  },
  blank('本人の言葉'),
  blank('本人の氏名（書けるとき）'),
  blank('説明した職員の氏名'),
  blank('説明した場所'),
];

/** Sets what the person keeps (控え): number, what was decided, how to take it back, whom to ask. */
export async function printReceipt(
  press: PdfPress,
  content: ReceiptContent,
  madeAt: Date,
  today: string,
): Promise<Pdf> {
  const { agency, assent, lastDay } = content;
  return press.render({
    template,
    madeAt,
    data: {
      ...common(content, '情報の提供についての同意の控え', today),
      head: rows([
        ['本人', `${content.personName}　様`],
        ['決めた日', eraDay(content.decidedOn)],
        ['決めた人', content.decider],
        ...(assent ? ([['本人の意思', assents[assent]]] as const) : []),
        ['方法', content.method],
        ['説明した人', `${content.explainedBy}（${agency.name}）`],
        ['いまの状態', `${content.state}（${eraDay(today)}現在）`],
      ]),
      noticeTitle: '説明した内容',
      matrixTitle: '決めた内容',
      matrixLead:
        '○ は同意したもの、× は同意しなかったものです。○ のないものは伝えません。（○ … いいです。 × … いやです。）',
      all: '',
      validity: lastDay
        ? `${eraDay(content.validFrom)}から${eraDay(lastDay)}まで（その日の24時まで）です。`
        : '伝えることはありません。',
      declaration: '',
      signatures: [],
      closing: rows([
        ['同意をやめる', content.notice.standard.withdrawal],
        ['やめるとき', content.notice.easy.withdrawal],
        ['連絡先', placeOf(agency)],
        ['番号', `同意番号 ${content.number} とお伝えください。`],
      ]),
    },
  });
}

function common(content: PaperContent, title: string, today: string) {
  const { number, agency, notice, cells, printedBy } = content;
  return {
    title,
    number,
    agency: { name: agency.name },
    printed: `${eraDay(today)}　${printedBy}が印刷`,
    notice: noticePartCodes.map((part) => ({
      label: noticeParts[part],
      standard: notice.standard[part],
      easy: notice.easy[part],
    })),
    recipients: tablesOf(cells),
  };
}

/** One table for each recipient, with only the rows and columns that something stands in. */
function tablesOf(cells: readonly PaperCell[]) {
  const recipients = [...new Map(cells.map((cell) => [cell.agencyId, cell.agencyName]))];
  return recipients.map(([agencyId, name]) => {
    const own = cells.filter((cell) => cell.agencyId === agencyId);
    const purposes = purposeCodes.filter((code) => own.some(({ purpose }) => purpose === code));
    const kinds = categoryCodes.filter((code) => own.some(({ category }) => category === code));
    return {
      name,
      place: '',
      purposes: purposes.map((code) => ({
        name: purposeRules[code].name,
        direction: directions[purposeRules[code].direction],
      })),
      rows: kinds.map((category) => ({
        name: categories[category].name,
        cells: purposes.map(
          (purpose) =>
            own.find((cell) => cell.category === category && cell.purpose === purpose)?.mark ?? '－',
        ),
      })),
    };
  });
}

function rows(pairs: readonly (readonly [string, string])[]) {
  return pairs.map(([label, text]) => ({ label, text }));
}

function placeOf({ name, postalCode, address, phone }: PaperAgency): string {
  const place = [postalCode && `〒${postalCode.replace(/^(\d{3})(\d{4})$/, '$1-$2')}`, address]
    .filter(Boolean)
    .join(' ');
  return [name, place, phone && `電話 ${phone}`].filter(Boolean).join('\n');
}
