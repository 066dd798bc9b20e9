import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import {
  eraDay,
  listFile,
  type ListFile,
  type ListFormat,
  type PaperSheet,
  PdfPress,
  setSheets,
} from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, dayInJapan } from '#libs/platform';
import { eraMoment } from '../ledger/record-paper.js';
import { referralTypes } from '../referral.codes.js';
import { namesOf } from '../type/particulars.js';
import { whyNotSent } from './cohort.words.js';
import { type CohortMember, type CohortRecord, Cohorts } from './cohorts.service.js';

const columns = [
  '登録番号',
  '氏名',
  '状態',
  '送れない理由',
  '足りない同意',
  '足りない項目',
  '依頼番号',
  '本人の意向',
];
const states = { waiting: '未送付', sent: '送付済み', refused: '送れません' } as const;

/** A group to take along: its roster as a paper, and what came of it as a list. Both are about own people alone. */
@Injectable()
export class CohortFiles {
  constructor(
    private readonly db: Database,
    private readonly cohorts: Cohorts,
    private readonly press: PdfPress,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** 名簿. @throws {NotFound} @throws {TooManyExported} */
  async roster(actor: Member, id: string): Promise<Buffer> {
    const cohort = await this.cohorts.open(actor, id);
    const agency = await this.take(actor, id, 'cohort.print');
    const now = this.clock.now();
    const reader = `${agency}　${actor.accountName}`;
    const { content } = await setSheets(
      this.press,
      {
        title: `${cohort.title}　名簿`,
        issuer: agency,
        printed: `${eraMoment(now)}　${reader} 印刷`,
        watermark: `${reader}\n${eraMoment(now)}`,
        sheets: [rosterSheet(cohort, agency, this.clock.today())],
      },
      now,
    );
    return content;
  }

  /** What came of each person, in one row. @throws {NotFound} @throws {TooManyExported} */
  async list(actor: Member, id: string, format: ListFormat): Promise<ListFile> {
    const cohort = await this.cohorts.open(actor, id);
    await this.take(actor, id, 'cohort.export');
    return listFile({ name: 'まとめて引継ぎ', columns, rows: inTurn(cohort.members.map(rowOf)) }, format);
  }

  /** Writes into the audit that somebody takes it along; answers what the own agency is called. */
  private async take(actor: Member, id: string, action: 'cohort.print' | 'cohort.export'): Promise<string> {
    return this.db.transaction(actor, async (tx) => {
      await this.audit.record(tx, actor, {
        action,
        objectType: 'cohort',
        objectId: id,
        ownerAgencyId: actor.agencyId,
      });
      const [agency] = await tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [
        actor.agencyId,
      ]);
      return agency?.name ?? '';
    });
  }
}

function rosterSheet(cohort: CohortRecord, agency: string, today: string): PaperSheet {
  const { common, members, recipient, total, sent, refused, createdAt } = cohort;
  return {
    title: `${cohort.title}　名簿`,
    number: `${total}人`,
    day: eraDay(today),
    to: [],
    from: [agency],
    lead: [],
    parts: [
      {
        kind: 'facts',
        title: 'まとめて引継ぎ',
        items: [
          { label: '種別', text: referralTypes[common.type] },
          { label: '宛先', text: recipient },
          { label: '作成日', text: eraDay(dayInJapan(createdAt)) },
          { label: '送付', text: `${sent}人（送れない方 ${refused}人）` },
          { label: '依頼の内容', text: common.ask },
        ],
      },
      {
        kind: 'table',
        title: '名簿',
        columns: ['登録番号', '氏名', '状態', '同意・項目', '依頼番号'],
        widths: [2, 4, 3, 6, 4],
        rows: members.map((member) => [
          String(member.number),
          member.name,
          states[member.state],
          lackOf(member),
          member.referralNumber ?? '',
        ]),
      },
    ],
  };
}

function lackOf({ state, uncovered, missing }: CohortMember): string {
  if (state === 'sent') return '';
  const lacks = [
    uncovered.length > 0 ? `同意がない：${namesOf(uncovered)}` : '',
    missing.length > 0 ? `記入がない：${missing.join('、')}` : '',
  ].filter((text) => text !== '');
  return lacks.length === 0 ? 'そろっています' : lacks.join('\n');
}

function rowOf(member: CohortMember) {
  const { number, name, state, code, uncovered, missing, referralNumber, wish } = member;
  return [
    number,
    name,
    states[state],
    code === null ? null : whyNotSent(code),
    state === 'sent' ? null : namesOf(uncovered) || null,
    state === 'sent' ? null : missing.join('、') || null,
    referralNumber,
    wish || null,
  ];
}

async function* inTurn<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
