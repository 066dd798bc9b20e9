import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, newId, NotFound, once, type OnceKey, Outbox, plainSql, type SqlTx } from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import { keptMeeting } from '../meeting/meetings.service.js';
import type { PackAudience } from './pack.making.js';
import { PackEmpty, PackNotReady } from './paper.errors.js';

/** How far a pack is. */
export const packStates = {
  waiting: '順番待ち',
  working: '作成中',
  done: '完成',
  failed: '作成できませんでした',
} as const;
export type PackState = keyof typeof packStates;
export const packStateCodes = Object.keys(packStates) as PackState[];

/** A pack without its octets. */
export interface PackRow {
  readonly id: string;
  readonly audience: PackAudience;
  readonly no: number;
  readonly state: PackState;
  readonly progress: number;
  readonly trouble: string | null;
  readonly pages: number | null;
  readonly leftOut: readonly string[];
  readonly createdAt: Date;
}

/** The promise to make a pack. */
export const packOrdered = 'pack.ordered';

/** 会議資料の冊子: orders packs and hands them out. */
@Injectable()
export class Packs {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** Orders a pack; a worker makes it. Answers its id. @throws {NotFound} @throws {Forbidden} @throws {PackEmpty} */
  async order(actor: Member, meetingId: string, audience: PackAudience, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { councilId } = await keptMeeting(sql, actor, meetingId);
        const [counted] = await sql.query<{ items: number; next: number }>(
          `SELECT (SELECT count(*)::int FROM portal.agenda_item WHERE meeting_id = $1) AS items,
             (SELECT coalesce(max(no), 0) + 1 FROM portal.pack WHERE meeting_id = $1 AND audience = $2) AS next`,
          [meetingId, audience],
        );
        if (!counted?.items) throw new PackEmpty();
        const id = newId();
        await sql.query(
          'INSERT INTO portal.pack (id, meeting_id, council_id, audience, no, created_by) VALUES ($1, $2, $3, $4, $5, $6)',
          [id, meetingId, councilId, audience, counted.next, actor.accountId],
        );
        await this.outbox.add(tx, packOrdered, { packId: id });
        await this.audit.record(tx, actor, {
          action: 'pack.order',
          objectType: 'meeting',
          objectId: meetingId,
          details: { pack: id, audience },
        });
        return id;
      }),
    );
  }

  /** The packs of a meeting that the reader may open or has ordered, the newest first. @throws {NotFound} */
  async ofMeeting(actor: Member, meetingId: string): Promise<PackRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { isKeeper } = await seenMeeting(sql, actor, meetingId);
      return sql.query<PackRow & Record<string, unknown>>(
        `SELECT id, audience, no, state, progress, trouble, pages, left_out AS "leftOut", created_at AS "createdAt"
         FROM portal.pack WHERE meeting_id = $1 AND ($2 OR (audience = 'members' AND state = 'done'))
         ORDER BY created_at DESC, id DESC LIMIT 20`,
        [meetingId, isKeeper],
      );
    });
  }

  /** A finished pack. @throws {NotFound} @throws {PackNotReady} */
  async open(actor: Member, id: string): Promise<Buffer> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [pack] = await sql.query<{ content: Buffer | null; meetingId: string; audience: string }>(
        'SELECT content, meeting_id AS "meetingId", audience FROM portal.pack WHERE id = $1',
        [id],
      );
      if (!pack) throw new NotFound();
      const { isKeeper } = await seenMeeting(sql, actor, pack.meetingId);
      if (!isKeeper && pack.audience !== 'members') throw new NotFound();
      if (!pack.content) throw new PackNotReady();
      await this.audit.record(tx, actor, { action: 'pack.read', objectType: 'pack', objectId: id });
      return pack.content;
    });
  }
}

/** That a pack can be sent to members: it is theirs, finished, and shows nothing that has been closed since. @throws {PackNotReady} */
export async function requireSendable(sql: SqlTx, meetingId: string, packId: string): Promise<void> {
  const [pack] = await sql.query<{ id: string }>(
    `SELECT id FROM portal.pack p WHERE p.id = $2 AND p.meeting_id = $1 AND p.audience = 'members' AND p.state = 'done'
       AND NOT EXISTS (SELECT FROM unnest(p.item_ids) one WHERE NOT EXISTS
         (SELECT FROM portal.agenda_item i WHERE i.id = one AND i.visibility <> 'secretariat'))
       AND NOT EXISTS (SELECT FROM unnest(p.paper_ids) one WHERE NOT EXISTS
         (SELECT FROM portal.paper r JOIN portal.agenda_item i ON i.id = r.item_id
          WHERE r.id = one AND r.visibility <> 'secretariat' AND i.visibility <> 'secretariat'))`,
    [meetingId, packId],
  );
  if (!pack) throw new PackNotReady();
}
