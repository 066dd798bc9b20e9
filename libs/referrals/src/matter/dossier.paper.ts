import { daysInEra, eraDay } from '#libs/documents';
import { dayInJapan } from '#libs/platform';
import type { Dossier, DossierReferral, DossierSheet } from './dossier.content.js';
import type { Paper, PaperGroup, PaperSection, SheetLine } from './paper.js';

/** Everything about a person as a paper. */
export function dossierPaper(dossier: Dossier, printed: string): Paper {
  const { person } = dossier;
  return {
    title: '保有個人データの一式',
    number: `登録番号 ${person.number}`,
    day: eraDay(dossier.madeOn),
    to: `${person.name} 様`,
    from: [dossier.agency],
    introduction: [
      `${dossier.agency}が保有している、${person.name}様に関する情報のすべてです。記録・同意・連携依頼・提供の記録・閲覧の記録・ファイルの順に記載しています。`,
    ],
    sections: [
      { title: '1 基本情報', groups: [{ title: '', lines: identity(dossier) }] },
      sheets('2 記録', dossier.sheets),
      sheets('3 就労パスポート・MSFAS', dossier.ownSheets),
      consents(dossier),
      ...dossier.referrals.map((referral, at) => referralSection(referral, at)),
      ...(dossier.referrals.length === 0
        ? [{ title: '5 連携依頼', paragraphs: ['連携依頼はありません。'] }]
        : []),
      {
        title: '6 提供の記録（いつ、どの機関に、何を）',
        ...rows(
          ['日時', '提供元', '提供先', '目的', '項目', '方法', '担当'],
          dossier.disclosures.map((one) => [
            moment(one.at),
            one.from,
            one.to,
            one.purpose,
            one.categories.join('、'),
            one.method,
            one.by,
          ]),
        ),
      },
      {
        title: '7 閲覧・取扱いの記録（だれが、いつ、何をしたか）',
        ...rows(
          ['日時', '氏名', '機関', '内容'],
          dossier.accesses.map((one) => [moment(one.at), one.name, one.agency, one.what]),
        ),
      },
      {
        title: '8 開示等の請求',
        ...rows(
          ['番号', '種類', '状態', '受付日', '回答日'],
          dossier.requests.map((one) => [
            String(one.number),
            one.kind,
            one.status,
            day(one.receivedOn),
            day(one.answeredOn),
          ]),
        ),
      },
      {
        title: '9 ファイル',
        ...rows(
          ['名前', '内容', '大きさ', '保存日', '備考'],
          dossier.files.map((one) => [
            one.name,
            one.title,
            `${Math.ceil(one.octets / 1024).toLocaleString('ja-JP')} KB`,
            day(one.addedOn),
            one.missing ?? '',
          ]),
        ),
      },
    ],
    printed,
  };
}

function identity({ person }: Dossier): SheetLine[] {
  return filled([
    { label: '氏名', text: person.name },
    { label: 'ふりがな', text: person.kana },
    { label: '生年月日', text: day(person.birthDate) },
    {
      label: '以前の氏名',
      text: person.formerNames.map(({ name, kana }) => `${name}（${kana}）`).join('\n'),
    },
    { label: '状態', text: person.status },
    { label: '担当', text: person.inCharge ?? '' },
    { label: '最後に連絡の取れた日', text: day(person.lastContactOn) },
    { label: '終了・転居・死亡の日', text: day(person.endedOn) },
    { label: '終了に関する記録', text: person.endNote ?? '' },
    { label: '登録日', text: day(person.registeredOn) },
    { label: '統合した登録番号', text: person.mergedNumbers.join('、') },
  ]);
}

function sheets(title: string, all: readonly DossierSheet[]): PaperSection {
  if (all.length === 0) return { title, paragraphs: ['記録はありません。'] };
  return {
    title,
    groups: all.map(({ name, lines, updatedOn, updatedBy }) => ({
      title: name,
      lines: [
        ...inWords(lines),
        ...(updatedOn ? [{ label: '更新', text: `${day(updatedOn)}　${updatedBy ?? ''}` }] : []),
      ],
    })),
  };
}

function consents({ consents: all, withdrawals }: Dossier): PaperSection {
  if (all.length === 0) return { title: '4 同意', paragraphs: ['同意の記録はありません。'] };
  return {
    title: '4 同意',
    groups: [
      ...all.map((one): PaperGroup => ({
        title: `同意番号 ${one.number}　第${one.revision}版　${one.state}`,
        lines: filled([
          { label: '決定した日', text: day(one.decidedOn) },
          { label: '有効期間', text: `${day(one.validFrom)}から${day(one.validUntil)}まで` },
          { label: '方法', text: one.method },
          { label: '決めた人', text: one.givenBy },
          { label: '説明した職員', text: one.explainedBy },
          ...one.recipients.map(({ agency, purposes, categories }) => ({
            label: agency,
            text: `目的：${purposes.join('、')}\n項目：${categories.join('、')}`,
          })),
          { label: '備考', text: one.note ?? '' },
          { label: '撤回', text: one.withdrawnAt ? moment(one.withdrawnAt) : '' },
        ]),
      })),
      ...(withdrawals.length === 0
        ? []
        : [
            {
              title: '撤回の記録',
              lines: withdrawals.map((one) => ({
                label: one.number,
                text: `${moment(one.recordedAt)}　${one.scope}（${one.toldBy}）`,
              })),
            },
          ]),
    ],
  };
}

function referralSection(referral: DossierReferral, at: number): PaperSection {
  const { recipients, packages, events, reports, messages } = referral;
  return {
    title: `5-${at + 1} 連携依頼 ${referral.number}`,
    groups: [
      {
        title: '',
        lines: filled([
          { label: '種別', text: referral.type },
          { label: '状態', text: referral.status },
          { label: '作成日', text: day(referral.createdOn) },
          ...inWords(referral.request),
          ...recipients.map(({ agency, status, sentAt, openedAt, closedAt }) => ({
            label: agency,
            text: [
              status,
              sentAt && `送付 ${moment(sentAt)}`,
              openedAt && `最初の閲覧 ${moment(openedAt)}`,
              closedAt && `終了 ${moment(closedAt)}`,
            ]
              .filter(Boolean)
              .join('\n'),
          })),
        ]),
      },
      ...packages.flatMap(({ version, frozenAt, sections }) =>
        sections.map(({ name, lines }) => ({
          title: `送付した内容 第${version}版（${moment(frozenAt)}）　${name}`,
          lines: inWords(lines),
        })),
      ),
      ...messages.map(({ at: when, kind, by, lines }) => ({
        title: `${kind}　${by}（${moment(when)}）`,
        lines: inWords(lines),
      })),
      ...reports.map(({ at: when, agency, result, lines }) => ({
        title: `結果報告　${agency}（${moment(when)}）`,
        lines: [{ label: '結果', text: result }, ...inWords(lines)],
      })),
    ],
    ...rows(
      ['日時', 'できごと', '行った人', '添えた言葉'],
      events.map((one) => [moment(one.at), one.what, one.by, one.note ?? '']),
    ),
  };
}

function rows(
  head: readonly string[],
  body: readonly (readonly string[])[],
): Pick<PaperSection, 'paragraphs' | 'table'> {
  return body.length === 0 ? { paragraphs: ['記録はありません。'] } : { table: { head, rows: body } };
}

function filled(lines: readonly SheetLine[]): SheetLine[] {
  return lines.filter(({ text }) => text !== '');
}

/** Days stand in records as computers write them. */
function inWords(lines: readonly SheetLine[]): SheetLine[] {
  return lines.map(({ label, text }) => ({ label, text: daysInEra(text) }));
}

function day(value: string | null): string {
  return value ? eraDay(value) : '';
}

/** A moment as people in Japan write it. */
export function moment(at: string): string {
  const clock = new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${eraDay(dayInJapan(new Date(at)))} ${clock.format(new Date(at))}`;
}
