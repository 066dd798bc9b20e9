import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Conflict,
  Database,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  Stale,
  type Tx,
} from '#libs/platform';
import { AgencySearch } from '../search/agency-search.js';
import {
  mostSaved,
  mostWatched,
  type SavedSearchInput,
  type SavedSearchNotice,
  type SavedSearchRow,
  watchedRequest,
} from './saved-search.js';

/** The searches that people keep for themselves. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly db: Database,
    private readonly search: AgencySearch,
  ) {}

  /** One's own, by name. */
  async list(actor: Member): Promise<SavedSearchRow[]> {
    return this.db.read<SavedSearchRow & Record<string, unknown>>(
      actor,
      { name: 'directory.saved-searches', sql: `${rowSql} ORDER BY s.name COLLATE "C", s.id` },
      [actor.accountId, actor.agencyId],
    );
  }

  /** @throws {NotFound} */
  async one(actor: Member, id: string): Promise<SavedSearchRow> {
    const [row] = await this.db.read<SavedSearchRow & Record<string, unknown>>(
      actor,
      { name: 'directory.saved-search', sql: `${rowSql} AND s.id = $3` },
      [actor.accountId, actor.agencyId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /**
   * Keeps a search; what it finds today counts as known. Answers its id.
   * @throws {Conflict} when there are too many. @throws {Invalid} when too much fits to be told what is new.
   */
  async save(actor: Member, key: OnceKey, input: SavedSearchInput): Promise<string> {
    const request = watchedRequest(input.request);
    const seen = input.notify === 'none' ? [] : await this.watchable(actor, request);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, key, async () => {
        const [{ kept }] = (await plainSql(tx).query<{ kept: number }>(
          'SELECT count(*)::integer AS kept FROM portal.saved_search WHERE account_id = $1 AND agency_id = $2',
          [actor.accountId, actor.agencyId],
        )) as [{ kept: number }];
        if (kept >= mostSaved) throw tooMany();
        const id = newId();
        await plainSql(tx).query(
          `INSERT INTO portal.saved_search (id, account_id, agency_id, name, query, request, notify, seen)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            id,
            actor.accountId,
            actor.agencyId,
            input.name,
            input.query,
            JSON.stringify(request),
            input.notify,
            seen,
          ],
        );
        return id;
      }),
    );
  }

  /**
   * Gives it another name, or begins or ends telling what is new.
   * @throws {NotFound} @throws {Stale} @throws {Invalid}
   */
  async rewrite(
    actor: Member,
    id: string,
    seenVersion: number,
    { name, notify }: { name: string; notify: SavedSearchNotice },
  ): Promise<void> {
    const request = await this.requestOf(actor, id);
    // From here on: what fits already is not new.
    const known = notify === 'none' ? [] : await this.watchable(actor, request);
    await this.db.transaction(actor, async (tx) => {
      await this.lock(tx, actor, id, seenVersion);
      await plainSql(tx).query(
        `UPDATE portal.saved_search SET name = $2, notify = $3, version = version + 1,
           seen = CASE WHEN notify = 'none' THEN $4::uuid[] ELSE seen END WHERE id = $1`,
        [id, name, notify, known],
      );
    });
  }

  /** Somebody has looked: nothing is new any more. @throws {NotFound} */
  async open(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const rows = await plainSql(tx).query(
        `UPDATE portal.saved_search SET fresh = '{}' WHERE id = $1 AND account_id = $2 AND agency_id = $3 RETURNING id`,
        [id, actor.accountId, actor.agencyId],
      );
      if (rows.length === 0) throw new NotFound();
    });
  }

  /** @throws {NotFound} @throws {Stale} */
  async remove(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await this.lock(tx, actor, id, seenVersion);
      await plainSql(tx).query('DELETE FROM portal.saved_search WHERE id = $1', [id]);
    });
  }

  private async watchable(actor: Member, request: SavedSearchInput['request']): Promise<string[]> {
    const ids = await this.search.ids(actor, request);
    if (ids.length > mostWatched) throw tooBroad();
    return ids;
  }

  private async requestOf(actor: Member, id: string): Promise<SavedSearchInput['request']> {
    const [row] = await this.db.read<{ request: SavedSearchInput['request'] }>(
      actor,
      {
        name: 'directory.saved-search-request',
        sql: 'SELECT request FROM portal.saved_search WHERE id = $1 AND account_id = $2 AND agency_id = $3',
      },
      [id, actor.accountId, actor.agencyId],
    );
    if (!row) throw new NotFound();
    return row.request;
  }

  private async lock(tx: Tx, actor: Member, id: string, seenVersion: number): Promise<void> {
    const [row] = await plainSql(tx).query<{ version: number }>(
      `SELECT version FROM portal.saved_search WHERE id = $1 AND account_id = $2 AND agency_id = $3 FOR UPDATE`,
      [id, actor.accountId, actor.agencyId],
    );
    if (!row) throw new NotFound();
    if (row.version !== seenVersion) throw new Stale(row.version);
  }
}

const rowSql = `
  SELECT s.id, s.name, s.query, s.notify, s.version,
    to_char(s.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt",
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY a.id DESC), '[]')
     FROM portal.agency a WHERE a.id = ANY (s.fresh) AND a.status <> 'closed') AS fresh
  FROM portal.saved_search s WHERE s.account_id = $1 AND s.agency_id = $2`;

function tooMany(): Conflict {
  return new Conflict(
    'saved_search.too_many',
    `保存できる検索は${mostSaved}件までです。使わないものを消してください。`,
  );
}

function tooBroad(): Invalid {
  return new Invalid([
    {
      field: 'notify',
      label: 'お知らせ',
      detail: `お知らせ: 合う機関が${mostWatched}件を超えています。条件をしぼると、お知らせを受け取れます。`,
    },
  ]);
}
