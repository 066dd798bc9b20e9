import { Injectable } from '@nestjs/common';
import { eraDay } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Clock, Database, dayInJapan } from '#libs/platform';
import { RecordPapers } from '../ledger/record-paper.js';
import { referralTypes } from '../referral.codes.js';
import { lineStatusNames, referralStatusNames } from '../referral.status.js';
import { transitionKinds } from './transition-case.codes.js';
import { TransitionCasesQueries, type TransitionReferral } from './transition-cases.queries.js';

/** Prints a transition on one sheet: the goal, the days, every referral and where it stands. */
@Injectable()
export class TransitionPapers {
  constructor(
    private readonly db: Database,
    private readonly queries: TransitionCasesQueries,
    private readonly papers: RecordPapers,
    private readonly clock: Clock,
  ) {}

  /** 移行ケースの進み具合. @throws {NotFound} */
  async sheet(actor: Member, id: string): Promise<Buffer> {
    const found = await this.queries.one(actor, id, 'transition.print');
    const state = found.closedAt ? `${eraDay(dayInJapan(found.closedAt))}に終了` : '進行中';
    return this.papers.print({
      title: '移行ケース',
      number: `T${id.slice(-6)}-${this.clock.today().replaceAll('-', '')}`,
      issuer: await this.agencyOf(actor),
      printedBy: actor.accountName,
      lead: [],
      wide: true,
      blocks: [
        {
          kind: 'facts',
          title: '概要',
          items: [
            { label: '本人', text: found.personName },
            { label: '種類', text: transitionKinds[found.kind] },
            { label: '目標', text: found.goal },
            { label: '予定', text: `${eraDay(found.startsOn)}から${eraDay(found.endsOn)}まで` },
            { label: '状態', text: state },
            ...(found.outcome === '' ? [] : [{ label: '結果', text: found.outcome }]),
          ],
        },
        {
          kind: 'table',
          title: '依頼',
          columns: ['依頼番号', '種別', '状態', '宛先と状態', '送付日', '終了日'],
          widths: [3, 3, 2, 6, 3, 3],
          rows: found.referrals.map(rowOf),
        },
      ],
    });
  }

  private async agencyOf(actor: Member): Promise<string> {
    return this.db.transaction(actor, async (tx) => {
      const [agency] = await tx.query<{ name: string }[]>('SELECT name FROM portal.agency WHERE id = $1', [
        actor.agencyId,
      ]);
      return agency?.name ?? '';
    });
  }
}

function rowOf({ number, type, status, agencies, sentAt, closedAt }: TransitionReferral): string[] {
  const day = (at: Date | null) => (at ? eraDay(dayInJapan(at)) : '');
  return [
    number,
    type ? referralTypes[type] : '',
    referralStatusNames[status],
    agencies.map((agency) => `${agency.name}（${lineStatusNames[agency.status]}）`).join('、'),
    day(sentAt),
    day(closedAt),
  ];
}
