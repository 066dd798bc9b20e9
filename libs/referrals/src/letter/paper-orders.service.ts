import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Audit } from '#libs/audit';
import { type PaperSheet, PdfPress, setSheets } from '#libs/documents';
import type { Member } from '#libs/identity';
import {
  Clock,
  codeOf,
  Database,
  DataKeys,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Place,
  type Tx,
} from '#libs/platform';
import { LetterOvertaken, OrdersUnderWay, PapersNotReady } from './letter.errors.js';
import { mostPrinted } from './letter.kinds.js';
import { digestOf, Letters } from './letters.service.js';

/** How far an order is; overtaken when what may be told has changed since it was set. */
export const paperOrderStates = ['waiting', 'working', 'done', 'overtaken', 'failed'] as const;
export type PaperOrderState = (typeof paperOrderStates)[number];

/** An order as whoever gave it sees it. */
export interface PaperOrder {
  readonly id: string;
  readonly state: PaperOrderState;
  readonly referralIds: readonly string[];
  /** How many of the referrals are read. */
  readonly done: number;
  readonly pages: number | null;
  readonly orderedAt: Date;
  readonly expiresAt: Date;
}

const contentPlace = (id: string): Place => ({ table: 'paper_order', column: 'content', row: id });
/** Work that has not got on for so long has lost its process: the press may have others before it. */
const stillFor = '10 minutes';
/** So many may be under way for one account. */
const mostAtOnce = 3;
const columns = `id, state, referral_ids AS "referralIds", done, pages, ordered_at AS "orderedAt", expires_at AS "expiresAt",
  touched_at < now() - interval '${stillFor}' AS "isStill"`;

/**
 * The requests of many referrals in one file. They are set beside the request that ordered them, under the session of
 * whoever ordered them: nobody else could read them. What was set is compared with what may be told when it is fetched.
 */
@Injectable()
export class PaperOrders implements OnApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly letters: Letters,
    private readonly press: PdfPress,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /**
   * Orders one file; answers the id of the order.
   * @throws {Invalid} @throws {NotFound} when one of them is not known here. @throws {OrdersUnderWay}
   */
  async order(actor: Member, referralIds: readonly string[], request: OnceKey): Promise<string> {
    const ids = [...new Set(referralIds)];
    if (ids.length === 0 || ids.length > mostPrinted) {
      const detail = `1件から${mostPrinted}件までを選んでください。`;
      throw new Invalid([{ field: 'referralIds', label: '印刷する依頼', detail }]);
    }
    const ordered = await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const known = await tx.query<unknown[]>(
          `SELECT FROM portal.referral r WHERE r.id = ANY($1::uuid[]) AND (r.source_agency_id = $2 OR EXISTS (
             SELECT FROM portal.referral_line l WHERE l.referral_id = r.id AND l.agency_id = $2 AND l.status <> 'queued'))`,
          [ids, actor.agencyId],
        );
        if (known.length < ids.length) throw new NotFound();
        await requirePatience(tx, actor);
        const id = newId();
        await this.dataKeys.create(tx, id, actor.agencyId);
        await tx.query(
          'INSERT INTO portal.paper_order (id, agency_id, account_id, referral_ids) VALUES ($1, $2, $3, $4)',
          [id, actor.agencyId, actor.accountId, ids],
        );
        await this.audit.record(tx, actor, {
          action: 'papers.order',
          objectType: 'paper_order',
          objectId: id,
          ownerAgencyId: actor.agencyId,
          details: { referrals: ids },
        });
        return id;
      }),
    );
    this.begin(actor, ordered);
    return ordered;
  }

  /** The orders of the last day, the newest first; one that has lost its process goes on. */
  async list(actor: Member): Promise<PaperOrder[]> {
    const rows = await this.db.transaction(actor, (tx) =>
      tx.query<(PaperOrder & { isStill: boolean })[]>(
        `SELECT ${columns} FROM portal.paper_order WHERE account_id = $1 AND agency_id = $2
         ORDER BY ordered_at DESC, id LIMIT 50`,
        [actor.accountId, actor.agencyId],
      ),
    );
    for (const { id, state, isStill } of rows)
      if (isStill && (state === 'waiting' || state === 'working')) this.begin(actor, id);
    return rows.map(({ id, state, referralIds, done, pages, orderedAt, expiresAt }) => ({
      ...{ id, state, referralIds, done, pages, orderedAt, expiresAt },
    }));
  }

  /**
   * Hands the file of an order out, if it still says what may be told; else it is thrown away.
   * @throws {NotFound} @throws {PapersNotReady} @throws {LetterOvertaken}
   */
  async fetch(actor: Member, id: string): Promise<Buffer> {
    const found = await this.db.transaction(actor, async (tx) => {
      const [row] = await tx.query<
        {
          state: PaperOrderState;
          referral_ids: string[];
          content: Buffer | null;
          told: Buffer | null;
        }[]
      >(
        `SELECT state, referral_ids, content, told FROM portal.paper_order
         WHERE id = $1 AND account_id = $2 AND agency_id = $3`,
        [id, actor.accountId, actor.agencyId],
      );
      if (!row) throw new NotFound();
      if (row.state === 'overtaken') throw new LetterOvertaken();
      if (!row.content || !row.told) throw new PapersNotReady();
      const key = await this.dataKeys.one(tx, id);
      return {
        ids: row.referral_ids,
        told: row.told,
        content: key.openOctets(contentPlace(id), row.content),
      };
    });
    if (await this.letters.handOver(actor, found.ids, 'request', found.told, found.content))
      return found.content;
    await this.db.transaction(actor, (tx) =>
      tx.query(
        `UPDATE portal.paper_order SET state = 'overtaken', content = NULL, told = NULL WHERE id = $1`,
        [id],
      ),
    );
    throw new LetterOvertaken();
  }

  /** The work goes on by itself; the API waits for it only when it is shut down. */
  private begin(actor: Member, id: string): void {
    const work = this.run(actor, id)
      .catch((error: unknown) => this.fail(actor, id, codeOf(error)))
      // The database is not there: the order stands still, and whoever looks at it begins it anew.
      .catch(() => undefined)
      .finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  private async run(actor: Member, id: string): Promise<void> {
    const ids = await this.take(actor, id);
    if (!ids) return;
    const sheets: PaperSheet[] = [];
    let issuer = '';
    for (const [at, referralId] of ids.entries()) {
      const drawn = await this.letters.draft(actor, referralId);
      issuer ||= drawn.issuer;
      sheets.push(...drawn.sheets);
      await this.tell(actor, id, at + 1);
    }
    const now = this.clock.now();
    const { content, pages } = await setSheets(
      this.press,
      this.letters.bundle(actor, 'request', issuer, sheets, now),
      now,
    );
    await this.db.transaction(actor, async (tx) => {
      const key = await this.dataKeys.one(tx, id);
      await tx.query(
        `UPDATE portal.paper_order SET state = 'done', pages = $2, content = $3, told = $4, touched_at = now()
         WHERE id = $1 AND state = 'working'`,
        [id, pages, key.sealOctets(contentPlace(id), content), digestOf(sheets)],
      );
    });
  }

  /** Takes an order in hand, once; answers the referrals of it. */
  private async take(actor: Member, id: string): Promise<string[] | undefined> {
    return this.db.transaction(actor, async (tx) => {
      const [rows] = await tx.query<[{ ids: string[] }[], number]>(
        `UPDATE portal.paper_order SET state = 'working', done = 0, touched_at = now()
         WHERE id = $1 AND (state = 'waiting' OR (state = 'working' AND touched_at < now() - interval '${stillFor}'))
         RETURNING referral_ids AS ids`,
        [id],
      );
      return rows[0]?.ids;
    });
  }

  private async tell(actor: Member, id: string, done: number): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      tx.query('UPDATE portal.paper_order SET done = $2, touched_at = now() WHERE id = $1', [id, done]),
    );
  }

  private async fail(actor: Member, id: string, code: string): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      tx.query(
        `UPDATE portal.paper_order SET state = 'failed', code = $2 WHERE id = $1 AND state IN ('waiting', 'working')`,
        [id, code],
      ),
    );
  }
}

/** @throws {OrdersUnderWay} */
async function requirePatience(tx: Tx, { accountId }: Member): Promise<void> {
  const [row] = await tx.query<{ waiting: number }[]>(
    `SELECT count(*)::int AS waiting FROM portal.paper_order WHERE account_id = $1 AND state IN ('waiting', 'working')`,
    [accountId],
  );
  if ((row?.waiting ?? 0) >= mostAtOnce) throw new OrdersUnderWay();
}
