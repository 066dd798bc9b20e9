import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { listFile, type ListFile, type ListFormat, type SheetRow } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Database, dayInJapan } from '#libs/platform';
import { withheldName } from '../package.content.js';
import { referralTypes, urgencies } from '../referral.codes.js';
import { type ListedReferral, type ReferralFilter, ReferralsQueries } from '../referrals.queries.js';
import { lineStatusNames, referralStatusNames } from '../referral.status.js';

interface LineDays {
  readonly referralId: string;
  readonly agencyId: string;
  readonly receiptNumber: string | null;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly startedOn: string | null;
  readonly closedAt: Date | null;
}

const columns = [
  ...['依頼番号', '受付番号', '種別', '緊急度', '状態', '依頼の状態', '相手機関', '本人', '担当'],
  ...[
    '送付日',
    '受領日',
    '回答日',
    '支援開始日',
    '終了日',
    '回答期限',
    '期限超過',
    '受領までの日数',
    '回答までの日数',
    '更新日',
  ],
];
const lineDays = {
  name: 'tray.days',
  sql: `SELECT l.referral_id AS "referralId", CASE WHEN $2 THEN l.source_agency_id ELSE l.agency_id END AS "agencyId",
     l.receipt_number AS "receiptNumber", l.sent_at AS "sentAt", l.received_at AS "receivedAt", l.decided_at AS "decidedAt",
     l.started_on::text AS "startedOn", l.closed_at AS "closedAt"
   FROM portal.referral_line l WHERE l.referral_id = ANY($1::uuid[])
     AND (NOT $2 OR l.agency_id = $3) AND NOT EXISTS (SELECT FROM portal.referral_line n WHERE n.previous_line_id = l.id)`,
};
const atOnce = 100;
const mostPages = 100;

/** Lists of a tray to take along: as the screen shows it, and with names as far as consent allows when each row is read. */
@Injectable()
export class TrayFiles {
  constructor(
    private readonly db: Database,
    private readonly queries: ReferralsQueries,
    private readonly audit: Audit,
  ) {}

  /** The whole of what the filter leaves. */
  async write(
    actor: Member,
    filter: Omit<ReferralFilter, 'page' | 'perPage'>,
    format: ListFormat,
  ): Promise<ListFile> {
    await this.db.transaction(actor, (tx) =>
      this.audit.record(tx, actor, { action: 'referral.export', details: { box: filter.box, format } }),
    );
    return listFile({ name: '連携依頼', columns, rows: this.rows(actor, filter) }, format);
  }

  private async *rows(
    actor: Member,
    filter: Omit<ReferralFilter, 'page' | 'perPage'>,
  ): AsyncGenerator<SheetRow> {
    const seen = new Set<string>();
    for (let page = 1; page <= mostPages; page += 1) {
      const { items } = await this.queries.list(actor, { ...filter, page, perPage: atOnce });
      const days = await this.daysOf(actor, filter.box === 'received', items);
      for (const item of items) {
        const key = keyOf(item.id, item.otherAgencyId);
        // What moves while the list is read comes up twice.
        if (seen.has(key)) continue;
        seen.add(key);
        yield rowOf(item, days.get(key));
      }
      if (items.length < atOnce) return;
    }
  }

  private async daysOf(
    actor: Member,
    isReceived: boolean,
    items: readonly ListedReferral[],
  ): Promise<Map<string, LineDays>> {
    if (items.length === 0) return new Map();
    const rows = await this.db.read<LineDays>(actor, lineDays, [
      items.map(({ id }) => id),
      isReceived,
      actor.agencyId,
    ]);
    return new Map(rows.map((row) => [keyOf(row.referralId, row.agencyId), row]));
  }
}

function keyOf(referralId: string, agencyId: string | null): string {
  return `${referralId}|${agencyId ?? ''}`;
}

function rowOf(item: ListedReferral, days: LineDays | undefined): SheetRow {
  return [
    item.number,
    days?.receiptNumber ?? null,
    item.type ? (referralTypes[item.type] ?? item.type) : null,
    urgencies[item.urgency],
    item.lineStatus ? lineStatusNames[item.lineStatus] : null,
    referralStatusNames[item.status],
    item.otherAgencyName,
    item.personName ?? withheldName,
    item.claimedBy,
    dayOf(days?.sentAt),
    dayOf(days?.receivedAt),
    dayOf(days?.decidedAt),
    days?.startedOn ?? null,
    dayOf(days?.closedAt),
    item.replyBy,
    item.overdue ? '超過' : null,
    between(days?.sentAt, days?.receivedAt),
    between(days?.sentAt, days?.decidedAt),
    dayOf(item.changedAt),
  ];
}

function dayOf(moment: Date | null | undefined): string | null {
  return moment ? dayInJapan(moment) : null;
}

/** Calendar days in Japan from one moment to another. */
function between(from: Date | null | undefined, to: Date | null | undefined): number | null {
  if (!from || !to) return null;
  return Math.round((Date.parse(dayInJapan(to)) - Date.parse(dayInJapan(from))) / 86_400_000);
}
