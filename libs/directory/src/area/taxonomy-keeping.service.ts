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
      const [term] = await sql.query<{ added_by_network: boolean }>(
        `SELECT added_by_network FROM portal.${list} WHERE code = $1`,
        [code],
      );
      if (!term) throw new NotFound();
      if (!term.added_by_network)
        throw new Forbidden('taxonomy.fixed', 'この名前は全国共通のため、変更できません。');
      await requireNew(sql, list, name, code);
      await sql.query(`UPDATE portal.${list} SET name = $2 WHERE code = $1`, [code, name]);
      await rebuildSearchDocs(sql, await usersOf(sql, list, code));
      await this.audit.record(tx, actor, { action: 'taxonomy.rename', details: { list, code } });
    });
    await this.taxonomies.refreshed(actor);
  }
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
  const sql =
    list === 'agency_type'
      ? 'SELECT id FROM portal.agency WHERE type_code = $1'
      : 'SELECT DISTINCT agency_id AS id FROM portal.service WHERE kind_code = $1';
  return (await tx.query<{ id: string }>(sql, [code])).map(({ id }) => id);
}

const termsSql: Readonly<Record<TermList, string>> = {
  agency_type: `SELECT t.code, t.name, NULL AS "agencyType", t.added_by_network AS "addedByNetwork",
      (SELECT count(*)::int FROM portal.agency a WHERE a.type_code = t.code AND a.status <> 'closed') AS used
    FROM portal.agency_type t ORDER BY t.sort, t.code`,
  service_kind: `SELECT k.code, k.name, k.agency_type_code AS "agencyType", k.added_by_network AS "addedByNetwork",
      (SELECT count(DISTINCT s.agency_id)::int FROM portal.service s WHERE s.kind_code = k.code) AS used
    FROM portal.service_kind k ORDER BY k.sort, k.code`,
};
