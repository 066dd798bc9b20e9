import { Injectable } from '@nestjs/common';
import { eraDay, type PaperPart } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound } from '#libs/platform';
import {
  categories,
  type DataCategory,
  disclosureMedia,
  PeopleQueries,
  purposes,
  ruleFor,
} from '#libs/people';
import { type MisdirectionRecord, MisdirectionsQueries } from '../misdirection/misdirections.queries.js';
import {
  erasureAnswers,
  recordedChannels,
  heardMeans,
  withdrawalScopes,
} from '../withdrawal/withdrawal.codes.js';
import type { ErasureDuty } from '../withdrawal/erasure-duties.service.js';
import { WithdrawalsQueries, type WithdrawalRecord } from '../withdrawal/withdrawals.queries.js';
import { basisText } from './ledger.list.js';
import { lookActions } from './look-actions.js';
import { type ProvisionHistory, ProvisionHistories } from './provision-history.queries.js';
import { eraMoment, RecordPapers } from './record-paper.js';

/** Papers for the person themselves, in plain words. */
@Injectable()
export class PersonPapers {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly withdrawals: WithdrawalsQueries,
    private readonly histories: ProvisionHistories,
    private readonly misdirections: MisdirectionsQueries,
    private readonly papers: RecordPapers,
    private readonly clock: Clock,
  ) {}

  /** 同意の撤回 確認書: what was closed, and what could not be undone. @throws {NotFound} */
  async withdrawal(actor: Member, id: string): Promise<Buffer> {
    const record = await this.withdrawals.one(actor, id);
    const { name, agency, rule } = await this.headOf(actor, record.personId);
    return this.papers.print({
      title: '同意の撤回 確認書',
      number: record.number,
      issuer: agency,
      printedBy: actor.accountName,
      lead: [
        `${name} さま`,
        record.scope === 'decision'
          ? 'あなたが あとから決めたことにより、ほかの機関に伝えてよいという同意のうち、次のものが なくなりました。決めたことで、不利になることはありません。'
          : 'あなたのことを ほかの機関に伝えてよいという同意を、次のとおり取り消しました。理由は聞いていません。取り消したことで、不利になることはありません。',
      ],
      blocks: [...withdrawalBlocks(record), contactBlock(agency, rule)],
    });
  }

  /** 提供履歴: who was told what, on what it rested, and who looked. @throws {NotFound} */
  async history(actor: Member, personId: string): Promise<Buffer> {
    const history = await this.histories.of(actor, personId);
    const { name, number, agency, rule } = await this.headOf(actor, personId);
    return this.papers.print({
      title: '提供履歴',
      number: `H${number}-${this.clock.today().replaceAll('-', '')}`,
      issuer: agency,
      printedBy: actor.accountName,
      lead: [
        `${name} さま`,
        'あなたのことを、いつ、どの機関に、何を、何のために伝えたかの記録です。だれが見たかも書いてあります。',
      ],
      blocks: [...historyBlocks(history), ...cutBlocks(history), contactBlock(agency, rule)],
    });
  }

  /** 誤って送付したことのお知らせ. @throws {NotFound} */
  async misdirection(actor: Member, id: string): Promise<Buffer> {
    const record = await this.misdirections.one(actor, id);
    const { name, agency, rule } = await this.headOf(actor, record.personId);
    return this.papers.print({
      title: 'まちがって送ったことのお知らせとおわび',
      number: record.number,
      issuer: agency,
      printedBy: actor.accountName,
      lead: [
        `${name} さま`,
        `あなたのことを、まちがって ${record.agencyName} に送りました。おわびします。まちがいに気づいてすぐに、相手から見えないようにしました。`,
      ],
      blocks: [...misdirectionBlocks(record), contactBlock(agency, rule)],
    });
  }

  private async headOf(
    actor: Member,
    personId: string,
  ): Promise<{ name: string; number: number; agency: string; rule: string }> {
    return this.db.transaction(actor, async (tx) => {
      const name = (await this.people.namesOf(tx, actor.agencyId, [personId])).get(personId);
      if (name === undefined) throw new NotFound();
      const [person] = await tx.query<{ number: number }[]>(
        'SELECT number FROM portal.person WHERE id = $1',
        [personId],
      );
      const [agency] = await tx.query<{ name: string; legal_regime: string }[]>(
        'SELECT name, legal_regime FROM portal.agency WHERE id = $1',
        [actor.agencyId],
      );
      return {
        name,
        number: person?.number ?? 0,
        agency: agency?.name ?? '',
        rule: ruleFor(agency?.legal_regime ?? 'private'),
      };
    });
  }
}

function named(codes: readonly DataCategory[]): string {
  return codes.map((code) => categories[code]?.name ?? code).join('、');
}

function withdrawalBlocks(record: WithdrawalRecord): PaperPart[] {
  const facts = [
    { label: '申し出た日時', text: eraMoment(record.saidAt) },
    { label: '記録した日時', text: eraMoment(record.recordedAt) },
    {
      label: '聞いた人',
      text: `${record.heardByAgency}　${record.heardBy}（${recordedChannels[record.channel]}）`,
    },
    { label: '申し出た人', text: record.toldBy === 'person' ? '本人' : '代理人' },
    { label: '取り消した範囲', text: withdrawalScopes[record.scope] },
  ];
  return [
    { kind: 'facts', title: '', items: facts },
    {
      kind: 'table',
      title: '見えなくなったもの',
      columns: ['機関', '内容', '目的'],
      widths: [3, 5, 3],
      rows: record.closed.map((part) => [
        part.agencyName,
        named(part.categories),
        part.purposes.map((code) => purposes[code] ?? code).join('、'),
      ]),
    },
    record.readBefore.length > 0
      ? {
          kind: 'table',
          title: '取り消せなかったこと（すでに読まれた、または返されたもの）',
          columns: ['いつ', 'だれが', '内容'],
          widths: [3, 4, 5],
          rows: record.readBefore.map((read) => [
            eraMoment(read.at),
            `${read.agencyName}　${read.byName ?? '（渡した先）'}${read.reported ? '（結果の返送）' : ''}`,
            named(read.categories),
          ]),
        }
      : {
          kind: 'text',
          title: '取り消せなかったこと',
          lines: ['まだ、だれにも読まれていませんでした。'],
        },
    ...(record.grounds.length > 0
      ? [
          {
            kind: 'text' as const,
            title: '法律にもとづいて伝えたもの',
            lines: [
              `次の番号のものは、法律にもとづくため、取り消しの対象になりません：${record.grounds.join('、')}`,
            ],
          },
        ]
      : []),
    ...(record.duties.length > 0
      ? [
          {
            kind: 'table' as const,
            title: '相手の機関に求めた回答',
            columns: ['機関', '期限', '回答'],
            widths: [4, 3, 6],
            rows: record.duties.map((duty) => [
              duty.agencyName,
              eraDay(duty.dueOn),
              duty.answer === null
                ? 'まだ回答がありません。続けて求めます。'
                : `${erasureAnswers[duty.answer]}（${eraDay(duty.answeredOn ?? duty.dueOn)}　${duty.answeredName ?? ''}）${duty.lawText ?? ''}${toldText(duty)}`,
            ]),
          },
        ]
      : []),
  ];
}

/** How an answer from outside the portal became known. */
function toldText({ told }: Pick<ErasureDuty, 'told'>): string {
  return told ? `　${eraDay(told.on)}に${told.by}さんから${heardMeans[told.means]}で聞きました。` : '';
}

function historyBlocks(history: ProvisionHistory): PaperPart[] {
  return [
    {
      kind: 'table',
      title: '伝えた記録',
      columns: ['いつ', 'どこへ', '何を', '何のために', 'もとになったもの'],
      widths: [3, 4, 5, 3, 4],
      rows: history.provisions.map((told) => [
        eraMoment(told.at),
        `${told.toName}${told.misdirected ? '（まちがって送ったもの）' : ''}`,
        `${named(told.categories)}（${disclosureMedia[told.medium]}）`,
        purposes[told.purpose] ?? told.purpose,
        `${basisText(told)}${told.consentWithdrawn ? '　※あとで撤回' : ''}`,
      ]),
    },
    {
      kind: 'table',
      title: '見た人の記録',
      columns: ['いつ', 'だれが', '何をしたか'],
      widths: [3, 5, 5],
      rows: [...history.looks, ...history.refused].map((look) => [
        eraMoment(look.at),
        `${look.agencyName ?? ''}　${look.byName}`,
        `${lookActions[look.action]}${look.categories.length > 0 ? `：${named(look.categories)}` : ''}`,
      ]),
    },
  ];
}

/** Says so where the paper does not tell everything. */
function cutBlocks({ provisionsCut, looksCut, provisions, looks, refused }: ProvisionHistory): PaperPart[] {
  const lines = [
    ...(provisionsCut
      ? [`「伝えた記録」は、新しいほうから${provisions.length}件です。それより前の記録もあります。`]
      : []),
    ...(looksCut
      ? [
          `「見た人の記録」は、新しいほうから${looks.length + refused.length}件です。それより前の記録もあります。`,
        ]
      : []),
  ];
  if (lines.length === 0) return [];
  return [
    {
      kind: 'text',
      title: 'ここに書ききれない記録',
      lines: [...lines, '知りたいときは、下の連絡先へ伝えてください。'],
    },
  ];
}

function misdirectionBlocks(record: MisdirectionRecord): PaperPart[] {
  return [
    {
      kind: 'facts',
      title: '',
      items: [
        { label: '送った相手', text: record.agencyName },
        { label: '送った日時', text: record.sentAt ? eraMoment(record.sentAt) : '' },
        { label: '気づいた日時', text: eraMoment(record.foundAt) },
        { label: '送った内容', text: named(record.categories) },
        {
          label: '読まれたか',
          text:
            record.openedBy.length === 0
              ? '相手は読んでいません。'
              : record.openedBy.map(({ at, byName }) => `${eraMoment(at)}　${byName}`).join('\n'),
        },
        {
          label: '相手の回答',
          text: record.duty?.answer
            ? `${erasureAnswers[record.duty.answer]}（${eraDay(record.duty.answeredOn ?? record.duty.dueOn)}）`
            : '破棄するよう求めています。',
        },
        {
          label: 'これからのこと',
          text: record.measures ?? '同じまちがいが起きないように、送る前の確認を見直します。',
        },
      ],
    },
  ];
}

function contactBlock(agency: string, rule: string): PaperPart {
  return {
    kind: 'text',
    title: '聞きたいことがあるとき',
    lines: [
      `${agency} の職員に聞いてください。この紙の番号を伝えると、早く分かります。`,
      `（記録のもとになる法律：${rule}）`,
    ],
  };
}
