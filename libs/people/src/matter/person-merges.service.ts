import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Conflict,
  Database,
  DataKeys,
  newId,
  NotFound,
  once,
  type OnceKey,
  Stale,
  type Tx,
} from '#libs/platform';
import { ConsentCover } from '../consent-cover.js';
import { PeopleQueries, type PersonRecord } from '../people.queries.js';
import { personPlace, sectionPlace } from '../person-places.js';
import { FormerNames } from './former-names.js';
import { type MergedFields, mergedFields } from './merge.choice.js';

/** Which record stays, which one goes into it, and what is taken from that one. */
export interface MergeInput {
  readonly keptId: string;
  readonly goneId: string;
  readonly keptVersion: number;
  readonly goneVersion: number;
  readonly taken: readonly string[];
}

/** A merge that was made. */
export interface MergeRow {
  readonly id: string;
  readonly keptId: string;
  readonly keptNumber: number;
  readonly goneNumber: number;
  readonly byName: string;
  readonly at: Date;
  /** How many rows followed, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** How many cells of consents are held back until the person is asked anew. */
  readonly heldCells: number;
  /** Only the newest merge of a record can be taken back. */
  readonly canUndo: boolean;
}

/** This merge cannot be taken back: it was, or a newer one rests on it (409). */
export class MergeNotOpen extends Conflict {
  constructor() {
    super(
      'person_merge.not_open',
      'この統合は取り消せません。すでに取り消されたか、あとの統合を先に取り消す必要があります。',
    );
  }
}

/** Makes two records of one person one, and two again (統合・統合の取消し). For managers. */
@Injectable()
export class PersonMerges {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly people: PeopleQueries,
    private readonly formerNames: FormerNames,
    private readonly cover: ConsentCover,
    private readonly audit: Audit,
  ) {}

  /**
   * Merges one record into another; answers the id of the merge. Everything about the person follows, and what only one
   * of the records allowed is held back until the person is asked anew.
   * @throws {NotFound} @throws {Stale} when one of them has changed since it was compared.
   */
  async merge(actor: Member, input: MergeInput, request: OnceKey): Promise<string> {
    const { keptId, goneId } = input;
    if (keptId === goneId) throw new NotFound();
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        await this.stopBoth(tx, keptId, goneId);
        await lockBoth(tx, actor, [keptId, goneId]);
        const kept = await this.people.read(tx, actor.agencyId, keptId);
        const gone = await this.people.read(tx, actor.agencyId, goneId);
        if (kept.version !== input.keptVersion) throw new Stale(kept.version);
        if (gone.version !== input.goneVersion) throw new Stale(gone.version);
        const id = newId();
        await tx.query(
          `INSERT INTO portal.person_merge (id, agency_id, kept_id, gone_id, taken, gone_status, kept_name, kept_kana,
             kept_birth_date, kept_version, by_account)
           SELECT $1, p.agency_id, p.id, $3, $4, $5, p.name, p.kana, p.birth_date, p.version, $6
           FROM portal.person p WHERE p.id = $2`,
          [id, keptId, goneId, [...input.taken], gone.status, actor.accountId],
        );
        await this.writeFields(tx, actor, id, kept, mergedFields(kept, gone, input.taken));
        await tx.query('SELECT portal.join_people($1)', [id]);
        await this.formerNames.retrace(tx, actor, keptId);
        await tx.query(
          `UPDATE portal.person_pair SET state = 'merged', decided_by = $3, decided_at = now()
           WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid)`,
          [keptId, goneId, actor.accountId],
        );
        await this.note(tx, actor, 'person.merge', keptId, {
          merge: id,
          gone: goneId,
          taken: [...input.taken],
        });
        return id;
      }),
    );
  }

  /**
   * Takes a merge back: every row returns to the record from which it came, and a case with what was written about it since.
   * Whatever else was written since stays.
   * @throws {NotFound} @throws {MergeNotOpen}
   */
  async undo(actor: Member, mergeId: string, request: OnceKey): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const seen = await mergeOf(tx, actor, mergeId);
        if (!seen.can_undo) throw new MergeNotOpen();
        await this.stopBoth(tx, seen.kept_id, seen.gone_id);
        await lockBoth(tx, actor, [seen.kept_id]);
        const merge = await mergeOf(tx, actor, mergeId);
        if (!merge.can_undo) throw new MergeNotOpen();
        await tx.query('SELECT portal.part_people($1)', [mergeId]);
        await this.formerNames.retrace(tx, actor, merge.kept_id);
        await tx.query(
          `UPDATE portal.person_pair SET state = 'proposed', decided_by = NULL, decided_at = NULL
           WHERE first_id = least($1::uuid, $2::uuid) AND second_id = greatest($1::uuid, $2::uuid)`,
          [merge.kept_id, merge.gone_id],
        );
        await this.note(tx, actor, 'person.unmerge', merge.kept_id, { merge: mergeId, gone: merge.gone_id });
        return merge.gone_id;
      }),
    );
  }

  /** The merges that were made in the own agency and stand, the newest first. */
  async list(actor: Member): Promise<MergeRow[]> {
    return this.db.transaction(actor, (tx) =>
      tx.query<MergeRow[]>(
        `SELECT m.id, m.kept_id AS "keptId", k.number AS "keptNumber", g.number AS "goneNumber", a.name AS "byName", m.at,
         (SELECT coalesce(jsonb_object_agg(r.table_name, r.rows), '{}') FROM (
            SELECT r.table_name, count(*)::int AS rows FROM portal.person_merge_row r WHERE r.merge_id = m.id GROUP BY 1) r) AS rows,
         (SELECT count(*)::int FROM portal.consent_grant c WHERE c.held_by = m.id) AS "heldCells",
         ${canUndo} AS "canUndo"
       FROM portal.person_merge m JOIN portal.person k ON k.id = m.kept_id JOIN portal.person g ON g.id = m.gone_id
       JOIN portal.account a ON a.id = m.by_account
       WHERE m.agency_id = $1 AND m.undone_at IS NULL ORDER BY m.at DESC LIMIT 200`,
        [actor.agencyId],
      ),
    );
  }

  /** Whoever tells something about one of them waits, in one order for everybody. */
  private async stopBoth(tx: Tx, ...ids: readonly [string, string]): Promise<void> {
    for (const id of [...ids].sort()) await this.cover.stop(tx, id);
  }

  private async writeFields(
    tx: Tx,
    actor: Member,
    mergeId: string,
    kept: PersonRecord,
    fields: MergedFields,
  ): Promise<void> {
    const key = await this.dataKeys.one(tx, kept.id);
    await tx.query(
      `UPDATE portal.person SET name = $2, kana = $3, birth_date = $4, version = version + 1, updated_at = now() WHERE id = $1`,
      [
        kept.id,
        key.seal(personPlace('name', kept.id), fields.name),
        key.seal(personPlace('kana', kept.id), fields.kana),
        key.sealOptional(personPlace('birth_date', kept.id), fields.birthDate),
      ],
    );
    for (const [category, texts] of fields.sheets) {
      await tx.query(
        `INSERT INTO portal.person_merge_sheet (merge_id, agency_id, category, body, version, version_after, updated_by, updated_at)
         SELECT $1, $2, $4, s.body, coalesce(s.version, 0), coalesce(s.version, 0) + 1, s.updated_by, s.updated_at
         FROM (SELECT) one LEFT JOIN portal.person_section s ON s.person_id = $3 AND s.category = $4`,
        [mergeId, actor.agencyId, kept.id, category],
      );
      await tx.query(
        `INSERT INTO portal.person_section (person_id, agency_id, category, body, updated_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, category) DO UPDATE SET body = excluded.body, version = person_section.version + 1,
           updated_by = excluded.updated_by, updated_at = now()`,
        [
          kept.id,
          actor.agencyId,
          category,
          key.seal(sectionPlace(kept.id, category), JSON.stringify(texts)),
          actor.accountId,
        ],
      );
    }
  }

  private async note(
    tx: Tx,
    actor: Member,
    action: string,
    personId: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action,
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

const canUndo = `m.undone_at IS NULL
  AND NOT EXISTS (SELECT FROM portal.person p WHERE p.id IN (m.kept_id, m.gone_id) AND p.status = 'erased')
  AND NOT EXISTS (SELECT FROM portal.person_merge n WHERE n.undone_at IS NULL AND n.at > m.at AND m.kept_id IN (n.kept_id, n.gone_id))`;

async function mergeOf(
  tx: Tx,
  actor: Member,
  id: string,
): Promise<{ kept_id: string; gone_id: string; can_undo: boolean }> {
  const [merge] = await tx.query<{ kept_id: string; gone_id: string; can_undo: boolean }[]>(
    `SELECT m.kept_id, m.gone_id, ${canUndo} AS can_undo FROM portal.person_merge m WHERE m.id = $1 AND m.agency_id = $2`,
    [id, actor.agencyId],
  );
  if (!merge) throw new NotFound();
  return merge;
}

/** @throws {NotFound} when one of them is not the agency's own, or is no more. */
async function lockBoth(tx: Tx, actor: Member, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<unknown[]>(
    `SELECT FROM portal.person WHERE id = ANY($1::uuid[]) AND agency_id = $2 AND status NOT IN ('merged', 'erased')
     ORDER BY id FOR UPDATE`,
    [ids, actor.agencyId],
  );
  if (rows.length < ids.length) throw new NotFound();
}
