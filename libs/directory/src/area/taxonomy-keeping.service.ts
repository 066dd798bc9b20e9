import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor, Member } from '#libs/identity';
import {
  Conflict,
  Database,
  Forbidden,
  Invalid,
  NotFound,
  once,
  type OnceKey,
  newId,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { Taxonomies } from './taxonomies.js';

/** A type of agency or a kind of service, with how often it is used. */
export interface TermRow {
  readonly code: string;
  readonly name: string;
  /** Of a kind of service: the type of agency that usually gives it. */
  readonly agencyType: string | null;
  /** Added by the network, which may rename it; the others belong to every network. */
  readonly addedByNetwork: boolean;
  readonly used: number;
}

/** Which of the lists. */
export type TermList = 'agency_type' | 'service_kind';

/** The same name twice could not be told apart (409). */
export class TermExists extends Conflict {
  constructor(name: string) {
    super('taxonomy.exists', `「${name}」は、すでに登録されています。`);
  }
}

/** Somebody uses the term still; `uses` says who (409). */
export class TermUsed extends Conflict {
  constructor(name: string, uses: string) {
    super('taxonomy.used', `「${name}」は${uses}が使っているため、削除できません。`);
  }
}

/** Keeps the types and kinds that a network adds of its own. */
@Injectable()
export class TaxonomyKeeping {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly taxonomies: Taxonomies,
  ) {}

  /** All terms of a list in its order. */
  async terms(actor: Actor, list: TermList): Promise<TermRow[]> {
    return this.db.transaction(actor, (tx) =>
      plainSql(tx).query<TermRow & Record<string, unknown>>(termsSql[list]),
    );
  }

  /** Adds a term at the end; answers its code. @throws {TermExists} @throws {Invalid} */
  async add(
    actor: Member,
    list: TermList,
    term: { name: string; agencyType?: string },
    request: OnceKey,
  ): Promise<string> {
    const id = await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        await requireNew(sql, list, term.name);
        if (list === 'service_kind') await requireType(sql, term.agencyType);
        const added = newId();
        await sql.query(
          `INSERT INTO portal.${list} (code, name, sort, added_by_network${list === 'service_kind' ? ', agency_type_code' : ''})
           SELECT $1, $2, max(sort) + 1, true${list === 'service_kind' ? ', $3' : ''} FROM portal.${list}`,
          [codeOf(added), term.name, ...(list === 'service_kind' ? [term.agencyType] : [])],
        );
        await this.audit.record(tx, actor, {
          action: 'taxonomy.add',
          details: { list, code: codeOf(added) },
        });
        return added;
      }),
    );
    await this.taxonomies.refreshed(actor);
    return codeOf(id);
  }

  /** Calls a term of the network's own otherwise, and lets it be found by the new name. @throws {NotFound} @throws {Forbidden} @throws {TermExists} */
  async rename(actor: Member, list: TermList, code: string, name: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await ownTerm(sql, list, code, 'この名前は全国共通のため、変更できません。');
      await requireNew(sql, list, name, code);
      await sql.query(`UPDATE portal.${list} SET name = $2 WHERE code = $1`, [code, name]);
      await rebuildSearchDocs(sql, await usersOf(sql, list, code));
      await this.audit.record(tx, actor, { action: 'taxonomy.rename', details: { list, code } });
    });
    await this.taxonomies.refreshed(actor);
  }

  /** Puts a term of the network's own before another one, or at the end. @throws {NotFound} @throws {Forbidden} @throws {Invalid} */
  async place(actor: Member, list: TermList, code: string, before: string | null): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await ownTerm(sql, list, code, 'この種類は全国共通のため、並び順を変えられません。');
      const others = await sql.query<{ code: string; sort: string }>(
        `SELECT code, sort FROM portal.${list} WHERE code <> $1 ORDER BY sort, code`,
        [code],
      );
      const at = before === null ? others.length : others.findIndex((other) => other.code === before);
      if (at === -1) throw unknownPlace();
      await sql.query(
        `UPDATE portal.${list} SET sort = CASE WHEN $3::numeric IS NULL THEN coalesce($2::numeric, 0) + 1
           ELSE (coalesce($2::numeric, $3::numeric - 1) + $3::numeric) / 2 END WHERE code = $1`,
        [code, others[at - 1]?.sort ?? null, others[at]?.sort ?? null],
      );
      await this.audit.record(tx, actor, { action: 'taxonomy.place', details: { list, code } });
    });
    await this.taxonomies.refreshed(actor);
  }

  /**
   * Takes away a term of the network's own that nobody uses, and that nothing brings back when it is undone.
   * @throws {NotFound} @throws {Forbidden} @throws {TermUsed}
   */
  async remove(actor: Member, list: TermList, code: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { name } = await ownTerm(sql, list, code, 'この種類は全国共通のため、削除できません。');
      const uses = await usesOf(sql, list, code);
      if (uses.length > 0) throw new TermUsed(name, uses.join('、'));
      await sql.query(`DELETE FROM portal.${list} WHERE code = $1`, [code]).catch((error: unknown) => {
        // Somebody was quicker.
        if ((error as { code?: unknown }).code === foreignKeyViolation) throw new TermUsed(name, '機関');
        throw error;
      });
      await this.audit.record(tx, actor, { action: 'taxonomy.remove', details: { list, code } });
    });
    await this.taxonomies.refreshed(actor);
  }
}

const foreignKeyViolation = '23503';

/** @throws {NotFound} @throws {Forbidden} for one that belongs to every network. */
async function ownTerm(tx: SqlTx, list: TermList, code: string, refusal: string): Promise<{ name: string }> {
  const [term] = await tx.query<{ name: string; added_by_network: boolean }>(
    `SELECT name, added_by_network FROM portal.${list} WHERE code = $1`,
    [code],
  );
  if (!term) throw new NotFound();
  if (!term.added_by_network) throw new Forbidden('taxonomy.fixed', refusal);
  return term;
}

/** Who uses a term, in words; empty where nobody does. */
async function usesOf(tx: SqlTx, list: TermList, code: string): Promise<string[]> {
  const [uses] = await tx.query<{ agencies: number; kinds: string[]; history: number }>(
    `SELECT (SELECT count(*)::int FROM (${users[list]}) u) AS agencies,
       ARRAY(SELECT name FROM portal.service_kind WHERE $2 AND agency_type_code = $1 ORDER BY sort, code) AS kinds,
       (SELECT count(DISTINCT agency_id)::int FROM portal.entry_change
        WHERE state IN ('waiting', 'planned', 'applied') AND strpos(changes::text, to_json($1::text)::text) > 0) AS history`,
    [code, list === 'agency_type'],
  );
  const { agencies, kinds, history } = uses!;
  return [
    ...(agencies > 0 ? [`機関${agencies}件`] : []),
    ...kinds.map((name) => `サービスの種類「${name}」`),
    ...(agencies === 0 && history > 0 ? [`機関${history}件の変更の履歴（取り消すと戻ります）`] : []),
  ];
}

// A code of the network's own is never taken for one that a later version of the portal brings.
function codeOf(id: string): string {
  return `own_${id.replaceAll('-', '').slice(-12)}`;
}

async function requireNew(tx: SqlTx, list: TermList, name: string, but = ''): Promise<void> {
  const [other] = await tx.query(`SELECT code FROM portal.${list} WHERE name = $1 AND code <> $2`, [
    name,
    but,
  ]);
  if (other) throw new TermExists(name);
}

async function requireType(tx: SqlTx, code: string | undefined): Promise<void> {
  const [type] = await tx.query('SELECT code FROM portal.agency_type WHERE code = $1', [code ?? '']);
  if (type) return;
  const detail = '主に行う機関の種類: 一覧から選択してください。';
  throw new Invalid([{ field: 'agencyType', label: '主に行う機関の種類', detail }]);
}

async function usersOf(tx: SqlTx, list: TermList, code: string): Promise<string[]> {
  return (await tx.query<{ id: string }>(users[list], [code])).map(({ id }) => id);
}

const users: Readonly<Record<TermList, string>> = {
  agency_type: 'SELECT id FROM portal.agency WHERE type_code = $1',
  service_kind: 'SELECT DISTINCT agency_id AS id FROM portal.service WHERE kind_code = $1',
};

function unknownPlace(): Invalid {
  return new Invalid([{ field: 'before', label: '並び順', detail: '並び順: 一覧から選択してください。' }]);
}

const termsSql: Readonly<Record<TermList, string>> = {
  agency_type: `SELECT t.code, t.name, NULL AS "agencyType", t.added_by_network AS "addedByNetwork",
      (SELECT count(*)::int FROM portal.agency a WHERE a.type_code = t.code AND a.status <> 'closed') AS used
    FROM portal.agency_type t ORDER BY t.sort, t.code`,
  service_kind: `SELECT k.code, k.name, k.agency_type_code AS "agencyType", k.added_by_network AS "addedByNetwork",
      (SELECT count(DISTINCT s.agency_id)::int FROM portal.service s WHERE s.kind_code = k.code) AS used
    FROM portal.service_kind k ORDER BY k.sort, k.code`,
};
