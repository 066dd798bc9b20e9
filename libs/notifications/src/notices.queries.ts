import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, offsetOf, type Page, type PageRequest } from '#libs/platform';
import type { NoticeObject, NoticeType } from './notice.texts.js';

/** A notice as it is stored; its words are made from type and number. */
export interface NoticeRow {
  id: string;
  type: NoticeType;
  object_type: NoticeObject;
  object_id: string;
  number: string | null;
  created_at: Date;
  read_at: Date | null;
}

/** Reads one's own notices, of the agency for which one acts. */
@Injectable()
export class NoticesQueries {
  constructor(private readonly db: Database) {}

  /** The newest first. */
  async newest(actor: Member, filter: { unread: boolean }, request: PageRequest): Promise<Page<NoticeRow>> {
    const { page, perPage } = request;
    const [found] = await this.db.read<{ total: number; items: NoticeRow[] | null }>(
      actor,
      {
        name: 'notices.newest',
        sql: `WITH own AS (
                SELECT id, type, object_type, object_id, number, created_at, read_at FROM portal.notice
                WHERE account_id = $1 AND agency_id = $2 AND (read_at IS NULL OR NOT $3)
              )
              SELECT (SELECT count(*)::int FROM own) AS total,
                     (SELECT json_agg(o ORDER BY o.id DESC)
                      FROM (SELECT * FROM own ORDER BY id DESC LIMIT $4 OFFSET $5) o) AS items`,
      },
      [actor.accountId, actor.agencyId, filter.unread, perPage, offsetOf(request)],
    );
    return { items: (found?.items ?? []).map(withDates), page, perPage, total: found?.total ?? 0 };
  }
}

/** JSON out of the database carries moments as text. */
function withDates(row: NoticeRow): NoticeRow {
  return { ...row, created_at: new Date(row.created_at), read_at: row.read_at && new Date(row.read_at) };
}
