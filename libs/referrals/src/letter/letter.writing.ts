import { daysInEra, eraDay, type PaperPart, type PaperSheet } from '#libs/documents';
import { dayInJapan } from '#libs/platform';
import { attachmentKinds, categories } from '#libs/people';
import { eraMoment } from '../ledger/record-paper.js';
import { withheldName } from '../package.content.js';
import {
  askedServices,
  attributions,
  type ReasonedVerb,
  reasons,
  reasonsOf,
  referralModes,
  referralTypes,
  results,
  urgencies,
} from '../referral.codes.js';
import { lineStatusNames, referralStatusNames } from '../referral.status.js';
import { type LetterKind, letterKinds } from './letter.kinds.js';
import { closedBecause, type LetterAgency, type LetterLine, type LetterMaterial } from './letter.material.js';

type Fact = { readonly label: string; readonly text: string };

/** The papers of one kind: the request is one, an answer or a report is one for each agency that gave it. */
export function lettersOf(kind: LetterKind, material: LetterMaterial, today: string): PaperSheet[] {
  if (kind === 'request') return [requestLetter(material, today)];
  return material.lines.flatMap((line) => {
    const parts = partsOf(kind, line);
    return parts.length === 0 ? [] : [reply(kind, material, line, parts)];
  });
}

function requestLetter(material: LetterMaterial, today: string): PaperSheet {
  const { referral, lines, told, side, source } = material;
  const isDraft = referral.status === 'draft';
  const isClosed = side === 'recipient' && told.sections.length === 0;
  const sentAt = lines.find(({ line }) => line.sentAt)?.line.sentAt;
  const status = lines.at(-1)?.line.status ?? 'sent';
  return {
    title: isDraft ? `${letterKinds.request}（下書き）` : letterKinds.request,
    number: numberOf(material, side === 'recipient' ? lines.at(-1) : undefined),
    day: eraDay(sentAt ? dayInJapan(sentAt) : today),
    to: lines.map(({ agency }) => `${agency.name}　御中`),
    from: letterHead(source),
    lead: isClosed
      ? [closedBecause(status)]
      : [isDraft ? 'まだ送付していない下書きです。' : '次のとおり、支援への協力をお願いします。'],
    parts: [
      { kind: 'facts', title: '依頼', items: requestFacts(material) },
      { kind: 'facts', title: '依頼元', items: agencyFacts(source, '担当者', material.writtenBy) },
      ...lines.map(({ agency, line }): PaperPart => ({
        kind: 'facts',
        title: '宛先',
        items: filled([
          ...agencyFacts(agency, '代表者', null),
          { label: '受付番号', text: line.receiptNumber ?? '' },
          { label: '状態', text: lineStatusNames[line.status] },
        ]),
      })),
      { kind: 'facts', title: '本人', items: [{ label: '氏名', text: shownName(material) }] },
      ...told.sections.map(({ category, lines: items }): PaperPart => ({
        kind: 'facts',
        title: categories[category].name,
        items: items.map(({ label, text }) => ({ label, text: daysInEra(text) })),
      })),
      ...attached(material),
      ...consentWords(material, isClosed),
    ],
  };
}

function requestFacts({ referral, lines }: LetterMaterial): Fact[] {
  const own = lines.at(-1)?.line;
  return filled([
    { label: '依頼番号', text: referral.number },
    { label: '種別', text: referral.type ? (referralTypes[referral.type] ?? referral.type) : '' },
    { label: '緊急度', text: urgencies[referral.urgency] },
    { label: '依頼方式', text: referralModes[referral.mode] },
    { label: '回答希望日', text: day(own?.dueOn ?? referral.replyBy) },
    { label: '依頼する支援', text: referral.services.map((code) => askedServices[code]).join('、') },
    { label: '状態', text: referralStatusNames[referral.status] },
  ]);
}

function attached({ told }: LetterMaterial): PaperPart[] {
  if (told.files.length === 0) return [];
  return [
    {
      kind: 'table',
      title: '添付',
      columns: ['種類', '説明', '項目'],
      widths: [3, 5, 3],
      rows: told.files.map(({ kind, words, category }) => [
        attachmentKinds[kind].name,
        words,
        categories[category].name,
      ]),
    },
  ];
}

function consentWords({ told, side }: LetterMaterial, isClosed: boolean): PaperPart[] {
  if (isClosed) return [];
  const lines = [
    side === 'recipient'
      ? '印刷した時点で、本人の同意などによりこの機関にお伝えできる内容だけを記載しています。お伝えした目的のほかには使わないでください。'
      : '依頼元の控えです。宛先の機関ごとに読める内容は、画面の「相手から見える内容」で確かめてください。',
  ];
  const withheld = told.withheld.map((code) => categories[code].name);
  if (withheld.length > 0) lines.push(`記載していない項目：${withheld.join('、')}`);
  if (told.hash) lines.push(`内容　第${told.version}版　照合番号 ${told.hash.toString('hex').slice(0, 16)}`);
  return [{ kind: 'text', title: 'この書面について', lines }];
}

function partsOf(kind: Exclude<LetterKind, 'request'>, line: LetterLine): PaperPart[] {
  switch (kind) {
    case 'answer':
      return answerParts(line);
    case 'interim':
      return interimParts(line);
    case 'outcome':
      return outcomeParts(line);
  }
}

function answerParts({ line, answer, appointment, claimedBy }: LetterLine): PaperPart[] {
  if (!answer) return [];
  const { verb } = answer;
  const items = filled([
    { label: '受付番号', text: line.receiptNumber ?? '' },
    { label: '受領日', text: line.receivedAt ? eraMoment(line.receivedAt) : '' },
    { label: '回答日', text: eraMoment(answer.at) },
    { label: '回答', text: answerNames[verb as keyof typeof answerNames] ?? '' },
    ...(verb === 'decline' || verb === 'redirect'
      ? [
          { label: '理由', text: reasonName(verb, line.reason) },
          { label: '理由の帰属', text: line.attribution ? attributions[line.attribution] : '' },
        ]
      : []),
    { label: verb === 'waitlist' ? '待機の見込み' : '備考', text: answer.note ?? '' },
    {
      label: '初回面談',
      text: appointment ? `${eraMoment(appointment.startsAt)}　${appointment.place}` : '',
    },
    { label: '担当者', text: claimedBy ?? answer.byName ?? '' },
    { label: '現在の状態', text: lineStatusNames[line.status] },
  ]);
  return [{ kind: 'facts', title: '回答', items }];
}

function interimParts({ interims }: LetterLine): PaperPart[] {
  return interims.map(({ at, byName, lines }, index): PaperPart => {
    const title = `経過報告 ${index + 1}　${eraMoment(at)}`;
    if (!lines) return { kind: 'text', title, lines: ['同意が有効でないため、現在は内容を記載できません。'] };
    return {
      kind: 'facts',
      title,
      items: filled([
        ...lines.map(({ label, text }) => ({ label, text: daysInEra(text) })),
        { label: '報告者', text: byName },
      ]),
    };
  });
}

function outcomeParts({ line, reports }: LetterLine): PaperPart[] {
  return reports.map((report): PaperPart => ({
    kind: 'facts',
    title: `結果報告　${eraMoment(report.createdAt)}`,
    items: filled([
      { label: '支援開始日', text: day(line.startedOn) },
      { label: '結果', text: results[report.result] },
      { label: '実施内容', text: report.done },
      { label: '残る課題', text: report.remaining },
      { label: '今後の役割分担', text: report.roles },
      { label: '就職先', text: report.employer ?? '' },
      { label: '就職日', text: day(report.employedOn) },
      { label: '次回確認日', text: day(report.nextCheckOn) },
      { label: '本人への説明日', text: day(report.explainedOn) },
      { label: '報告者', text: report.createdBy },
      { label: '依頼元の確認', text: line.status === 'completed' ? '確認済み' : 'まだ確認していません' },
    ]),
  }));
}

/** A letter of the recipient back to the source. */
function reply(
  kind: Exclude<LetterKind, 'request'>,
  material: LetterMaterial,
  one: LetterLine,
  parts: readonly PaperPart[],
): PaperSheet {
  const said = {
    answer: one.answer?.at,
    interim: one.interims.at(-1)?.at,
    outcome: one.reports.at(-1)?.createdAt,
  }[kind];
  return {
    title: letterKinds[kind],
    number: numberOf(material, one),
    day: said ? eraDay(dayInJapan(said)) : '',
    to: [`${material.source.name}　御中`],
    from: letterHead(one.agency),
    lead: [leads[kind]],
    parts: [
      {
        kind: 'facts',
        title: '依頼',
        items: [
          { label: '依頼番号', text: material.referral.number },
          { label: '本人', text: shownName(material) },
        ],
      },
      ...parts,
    ],
  };
}

const leads = {
  answer: 'ご依頼について、次のとおり回答します。',
  interim: '支援の経過を、次のとおり報告します。',
  outcome: '支援の結果を、次のとおり報告します。',
} as const;

const answerNames = {
  accept: '受け入れます',
  decline: '受け入れできません',
  redirect: '受け入れできません（ほかの機関を紹介）',
  waitlist: '待機（空き次第お受けします）',
} as const;

function numberOf({ referral }: LetterMaterial, line?: LetterLine): string {
  const receipt = line?.line.receiptNumber;
  return receipt ? `依頼番号 ${referral.number}　受付番号 ${receipt}` : `依頼番号 ${referral.number}`;
}

function letterHead({ name, address, representative }: LetterAgency): string[] {
  return [name, address ?? '', representative ? `代表者　${representative}` : ''].filter(
    (text) => text !== '',
  );
}

function agencyFacts(agency: LetterAgency, label: string, person: string | null): Fact[] {
  const { name, address, phone, fax, representative } = agency;
  return filled([
    { label: '機関名', text: name },
    { label: '所在地', text: address ?? '' },
    { label: '代表者', text: representative ?? '' },
    { label: '電話', text: phone ?? '' },
    { label: 'FAX', text: fax ?? '' },
    { label, text: person ?? '' },
  ]);
}

function shownName({ personName }: LetterMaterial): string {
  return personName ?? withheldName;
}

function reasonName(verb: ReasonedVerb, code: string | null): string {
  return code && verb in reasons ? (reasonsOf(verb)[code]?.name ?? '') : '';
}

function day(value: string | null | undefined): string {
  return value ? eraDay(value) : '';
}

function filled(facts: readonly Fact[]): Fact[] {
  return facts.filter(({ text }) => text !== '');
}
