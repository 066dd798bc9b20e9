import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { listFile, type ListFile, listFormats } from '#libs/documents';
import type { Member } from '#libs/identity';
import { Database, Invalid, newId, NotFound, once, type OnceKey } from '#libs/platform';
import { requireOwnPerson, ruleFor } from '#libs/people';
import { LetterOvertaken } from '../letter/letter.errors.js';
import { ledgerCells, ledgerList } from './ledger.list.js';
import { type LedgerPart, LedgerQueries, type LedgerRow } from './ledger.queries.js';
import { RecordPapers } from './record-paper.js';

/** A moment changes consents seldom enough for this; whoever meets more tries again. */
const mostTries = 3;

/** How a list of the ledger is written. */
export const ledgerFormats = [...listFormats, 'pdf'] as const;
export type LedgerFormat = (typeof ledgerFormats)[number];

interface OrderRow {
  side: LedgerPart['side'];
  from_day: string;
  until_day: string;
  person_id: string | null;
  format: LedgerFormat;
  agency_name: string;
  legal_regime: string;
}

/**
 * Orders for lists of the ledger. Only the order is kept: what is in the list is read when it is fetched, so that what was
 * taken back in between is not in it.
 */
@Injectable()
export class LedgerOrders {
  constructor(
    private readonly db: Database,
    private readonly ledger: LedgerQueries,
    private readonly papers: RecordPapers,
    private readonly audit: Audit,
  ) {}

  /** Orders a list, and says what for; answers the id of the order. @throws {NotFound} @throws {Invalid} */
  async order(
    actor: Member,
    part: LedgerPart,
    format: LedgerFormat,
    reason: string,
    request: OnceKey,
  ): Promise<string> {
    if (part.from > part.until) {
      const detail = '始まりの日以降にしてください。';
      throw new Invalid([{ field: 'until', label: '終わりの日', detail }]);
    }
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        if (part.personId) await requireOwnPerson(tx, actor, part.personId);
        const id = newId();
        await tx.query(
          `INSERT INTO portal.ledger_order (id, agency_id, account_id, side, from_day, until_day, person_id, format, reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            actor.agencyId,
            actor.accountId,
            part.side,
            part.from,
            part.until,
            part.personId ?? null,
            format,
            reason,
          ],
        );
        await this.audit.record(tx, actor, {
          action: 'ledger.order',
          objectType: 'ledger_order',
          objectId: id,
          ownerAgencyId: actor.agencyId,
          ...(part.personId ? { subjectId: part.personId } : {}),
          details: { side: part.side, format },
        });
        return id;
      }),
    );
  }

  /**
   * The list of an order of one's own, as it is at this moment. @throws {NotFound} @throws {LetterOvertaken} when what it names
   * closes again and again while the paper is set.
   */
  async fetch(actor: Member, id: string): Promise<ListFile> {
    const { order, of, rows } = await this.db.transaction(actor, async (tx) => {
      const [found] = await tx.query<OrderRow[]>(
        `SELECT o.side, o.from_day::text, o.until_day::text, o.person_id, o.format, a.name AS agency_name, a.legal_regime
         FROM portal.ledger_order o JOIN portal.agency a ON a.id = o.agency_id
         WHERE o.id = $1 AND o.account_id = $2 AND o.agency_id = $3`,
        [id, actor.accountId, actor.agencyId],
      );
      if (!found) throw new NotFound();
      const part = {
        side: found.side,
        from: found.from_day,
        until: found.until_day,
        personId: found.person_id,
      };
      await this.audit.record(tx, actor, {
        action: 'ledger.export',
        objectType: 'ledger_order',
        objectId: id,
        ownerAgencyId: actor.agencyId,
        details: { format: found.format },
      });
      return { order: found, of: part, rows: await this.ledger.all(tx, actor, part) };
    });
    if (order.format !== 'pdf') return listFile(ledgerList(rows), order.format);
    const paper = await this.printed(actor, order, of, rows);
    return { type: 'application/pdf', ending: 'pdf', chunks: one(paper) };
  }

  /** Setting takes time, and a name may close in it: what was set is compared with what may be named once it is there. */
  private async printed(
    actor: Member,
    order: OrderRow,
    part: LedgerPart,
    first: readonly LedgerRow[],
  ): Promise<Buffer> {
    let rows = first;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const paper = await this.print(actor, order, rows);
      const now = await this.db.transaction(actor, (tx) => this.ledger.again(tx, actor, part));
      if (stillSays(now, rows)) return paper;
      rows = now;
    }
    throw new LetterOvertaken();
  }

  private async print(actor: Member, order: OrderRow, rows: readonly LedgerRow[]): Promise<Buffer> {
    const shown = ledgerList([]).columns;
    return this.papers.print({
      title: order.side === 'provider' ? '提供記録簿（提供した記録）' : '提供記録簿（受けた記録）',
      number: `${order.from_day}〜${order.until_day}`,
      issuer: order.agency_name,
      printedBy: actor.accountName,
      wide: true,
      lead: [`${order.agency_name}　${rows.length}件`, `根拠となる法律：${ruleFor(order.legal_regime)}`],
      blocks: [
        {
          kind: 'table',
          title: '',
          columns: onPaper.map((at) => shown[at]!),
          widths: [10, 8, 13, 13, 10, 15, 9, 14, 10, 8, 8, 12],
          rows: rows.map((row) => {
            const cells = ledgerCells(row);
            return onPaper.map((at) => cells[at]!);
          }),
        },
      ],
    });
  }
}

/** Whether each printed row still says the same; rows that came since are no secret of the printed ones. */
function stillSays(now: readonly LedgerRow[], printed: readonly LedgerRow[]): boolean {
  const current = new Map(now.map((row) => [row.id, JSON.stringify(row)]));
  return printed.every((row) => current.get(row.id) === JSON.stringify(row));
}

/** The columns that a sheet of paper has room for: addresses and the hash are in the file. */
const onPaper = [0, 1, 2, 5, 8, 9, 10, 11, 12, 13, 15, 17];

async function* one(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
