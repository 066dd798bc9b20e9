import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Database,
  Forbidden,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import type { Entry } from '../entry/entry.js';
import { agencyFields } from '../entry/entry.fields.js';
import { type EntryNames, readEntryNames } from '../entry/entry.names.js';
import { readEntries } from '../entry/entry.reading.js';
import { textAt } from '../entry/entry.texts.js';
import { same } from '../entry/same-value.js';
import type { DuplicateReason } from './duplicate-score.js';
import { tiesOf } from './entry-merges.service.js';
import { type ChoosableField, choosableFields, planMerge, unitedFields } from './merge-plan.js';
import { type EndingPublication, type EntryOrigin, originOf, publicationsEnding } from './pair-standing.js';
import type { MergeTie } from './upkeep.errors.js';
import { isSecretariat } from './upkeep.policy.js';

/** Open, called distinct, merged. */
export const pairStates = ['open', 'distinct', 'merged'] as const;
export type PairState = (typeof pairStates)[number];

/** One of two suspected entries, in short. */
export interface PairSide {
  readonly id: string;
  readonly name: string;
  readonly typeName: string;
  readonly areaName: string | null;
  readonly phone: string | null;
  readonly isMember: boolean;
}

/** A pair in a list. */
export interface PairRow {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  readonly state: PairState;
  readonly decidedBy: string | null;
  readonly one: PairSide;
  readonly other: PairSide;
}

/** One field of both, side by side; those that are united need no choice. */
export interface PairField {
  readonly field: string;
  readonly label: string;
  readonly one: string | null;
  readonly other: string | null;
  readonly same: boolean;
  readonly choosable: boolean;
}

/** What would go over to the one that stays. */
export interface PairRows {
  readonly services: readonly string[];
  readonly combined: readonly string[];
  readonly windows: readonly string[];
  readonly traineeOffers: readonly string[];
}

/** One side of a pair that is looked at closely. */
export interface PairSideInFull extends PairSide {
  readonly version: number;
  readonly status: string;
  /** Why it can only be the one that stays. */
  readonly ties: readonly MergeTie[];
  /** What it would hand over, were the other to stay. */
  readonly hands: PairRows;
  readonly origin: EntryOrigin;
  /** Where it would not be published any more, were it to stay. */
  readonly unpublishes: readonly EndingPublication[];
}

/** A pair side by side. */
export interface PairInFull extends Omit<PairRow, 'one' | 'other'> {
  readonly one: PairSideInFull;
  readonly other: PairSideInFull;
  readonly fields: readonly PairField[];
}

/** A merger that was made, and whether it was taken back. */
export interface MergeListRow {
  readonly id: string;
  /** What kind of agency they are, and where. */
  readonly typeName: string;
  readonly areaName: string | null;
  /** The lists from which the one that went came; none when somebody had entered it here. */
  readonly goneSources: readonly string[];
  readonly keptId: string;
  readonly keptName: string;
  readonly goneId: string;
  readonly goneName: string;
  readonly mergedAt: string;
  readonly mergedBy: string;
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
}

/** How the last search for duplicates stands, and how many pairs are open. */
export interface DuplicateSearchState {
  readonly isRunning: boolean;
  readonly endedAt: Date | null;
  /** Whether what was ordered last could not be done. */
  readonly failed: boolean;
  readonly open: number;
}

const side = (a: string) => `json_build_object('id', ${a}.id, 'name', ${a}.name,
  'typeName', (SELECT t.name FROM portal.agency_type t WHERE t.code = ${a}.type_code),
  'areaName', (SELECT m.name FROM portal.area m WHERE m.code = ${a}.area_code),
  'phone', ${a}.phone, 'isMember', ${a}.is_member)`;

const pairSql = `
  SELECT p.id, p.score, p.reasons, p.state, p.decided_name AS "decidedBy", ${side('x')} AS one, ${side('y')} AS other
  FROM portal.duplicate_pair p JOIN portal.agency x ON x.id = p.one_id JOIN portal.agency y ON y.id = p.other_id`;

/** Reads suspected pairs and mergers, for the secretariat. */
@Injectable()
export class DuplicatesQueries {
  constructor(private readonly db: Database) {}

  /** The likeliest first. A pair of which one is closed meanwhile is no question any more. */
  async pairs(actor: Member, state: PairState, request: PageRequest): Promise<Page<PairRow>> {
    const live = state === 'merged' ? 'true' : `x.status <> 'closed' AND y.status <> 'closed'`;
    const [found] = await this.db.read<{ total: number; items: PairRow[] | null }>(
      actor,
      {
        name: `duplicates.pairs.${state}`,
        sql: `WITH pair AS (${pairSql} WHERE p.state = $1 AND ${live})
              SELECT (SELECT count(*)::int FROM pair) AS total,
                (SELECT json_agg(row_to_json(o)) FROM (
                  SELECT * FROM pair ORDER BY score DESC, id LIMIT $2 OFFSET $3) o) AS items`,
      },
      [state, request.perPage, offsetOf(request)],
    );
    const { page, perPage } = request;
    return { items: found?.items ?? [], page, perPage, total: found?.total ?? 0 };
  }

  /**
   * Whether the directory is being looked through, and when it last was.
   * @throws {Forbidden}
   */
  async search(actor: Member): Promise<DuplicateSearchState> {
    if (!isSecretariat(actor)) throw new Forbidden();
    const [found] = await this.db.read<DuplicateSearchState>(actor, {
      name: 'duplicates.search',
      sql: `SELECT ordered_at IS NOT NULL AS "isRunning", ended_at AS "endedAt", failed,
              (SELECT count(*)::int FROM portal.duplicate_pair WHERE state = 'open') AS open
            FROM portal.duplicate_search`,
    });
    return found!;
  }

  /**
   * Both entries of a pair side by side, and what a merger would do.
   * @throws {Forbidden} @throws {NotFound}
   */
  async pair(actor: Member, id: string): Promise<PairInFull> {
    if (!isSecretariat(actor)) throw new Forbidden();
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [row] = await sql.query<PairRow & Record<string, unknown>>(`${pairSql} WHERE p.id = $1`, [id]);
      if (!row) throw new NotFound();
      const entries = await readEntries(sql, [row.one.id, row.other.id]);
      const names = await readEntryNames(sql);
      const [one, other] = [entries.get(row.one.id)!, entries.get(row.other.id)!];
      return {
        ...row,
        one: await inFull(sql, row.one, one, other, names),
        other: await inFull(sql, row.other, other, one, names),
        fields: fieldsOf(one, other, names),
      };
    });
  }

  /** The newest mergers. */
  async merges(actor: Member, request: PageRequest): Promise<Page<MergeListRow>> {
    const [found] = await this.db.read<{ total: number; items: MergeListRow[] | null }>(
      actor,
      {
        name: 'duplicates.merges',
        sql: `SELECT (SELECT count(*)::int FROM portal.entry_merge) AS total,
                (SELECT json_agg(row_to_json(o)) FROM (
                  SELECT e.id, kept_id AS "keptId", kept_name AS "keptName", gone_id AS "goneId", gone_name AS "goneName",
                    merged_at AS "mergedAt", merged_name AS "mergedBy", undone_at AS "undoneAt", undone_name AS "undoneBy",
                    t.name AS "typeName", m.name AS "areaName", ARRAY(
                      SELECT DISTINCT coalesce(s.name, x.source)
                      FROM jsonb_to_recordset(e.before -> 'importRows') AS x(source text)
                      LEFT JOIN portal.import_source s ON s.code = x.source ORDER BY 1) AS "goneSources"
                  FROM portal.entry_merge e JOIN portal.agency a ON a.id = e.gone_id
                  JOIN portal.agency_type t ON t.code = a.type_code
                  LEFT JOIN portal.area m ON m.code = a.area_code
                  ORDER BY e.id DESC LIMIT $1 OFFSET $2) o) AS items`,
      },
      [request.perPage, offsetOf(request)],
    );
    const { page, perPage } = request;
    return { items: found?.items ?? [], page, perPage, total: found?.total ?? 0 };
  }
}

async function inFull(
  tx: SqlTx,
  short: PairSide,
  own: Entry,
  other: Entry,
  names: EntryNames,
): Promise<PairSideInFull> {
  const { moved, combined } = planMerge(other, own, []);
  const kindOf = (id: string) => {
    const service = own.services.find((row) => row.id === id)!;
    return [names.kinds.get(service.kind), service.name].filter(Boolean).join('　');
  };
  return {
    ...short,
    version: own.version,
    status: own.status,
    ties: await tiesOf(tx, own.id),
    hands: {
      services: moved.services.map(kindOf),
      combined: combined.map(({ gone }) => kindOf(gone)),
      windows: own.windows.filter(({ id }) => moved.windows.includes(id)).map(({ name }) => name),
      traineeOffers: own.traineeOffers.map(({ job }) => job),
    },
    origin: await originOf(tx, own.id),
    unpublishes: await publicationsEnding(tx, own.id, other.id),
  };
}

/** Fields that neither says anything about are left out. */
function fieldsOf(one: Entry, other: Entry, names: EntryNames): PairField[] {
  const listed: readonly string[] = [...choosableFields, ...unitedFields, 'areasInCharge'];
  return listed.flatMap((field) => {
    const [value, beside] = [one[field as keyof Entry], other[field as keyof Entry]];
    const [text, besideText] = [textAt(field, value, names), textAt(field, beside, names)];
    if ((text ?? besideText) === null) return [];
    const label = field === 'areasInCharge' ? '管轄・圏域' : agencyFields[field as ChoosableField].label;
    const choosable = (choosableFields as readonly string[]).includes(field);
    return [{ field, label, one: text, other: besideText, same: same(value, beside), choosable }];
  });
}
