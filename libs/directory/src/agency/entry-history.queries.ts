import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Database,
  NotFound,
  offsetOf,
  type Page,
  type PageRequest,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { conflicting, type FieldChange, inverse } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { type EntryNames, readEntryNames } from '../entry/entry.names.js';
import { readEntries } from '../entry/entry.reading.js';
import type { EntryChangeKind, EntryChangeState } from './entry-change.recording.js';
import { requireKeeper } from './entry-submission.js';

/** One row of the history of an entry. */
export interface ChangeRow {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly kind: EntryChangeKind;
  readonly state: EntryChangeState;
  readonly changes: readonly FieldChange[];
  /** Of a change approved in part: what was not. */
  readonly refusedChanges: readonly FieldChange[];
  readonly effectiveOn: string | null;
  readonly note: string | null;
  readonly undoesId: string | null;
  readonly undoesKind: EntryChangeKind | null;
  readonly madeBy: string | null;
  readonly madeByName: string;
  readonly madeAt: string;
  readonly decidedByName: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string | null;
}

/** One change with what it meets now: the entry, and the fields that somebody has changed since. */
export interface ChangeInFull {
  readonly change: ChangeRow;
  readonly entry: Entry;
  readonly names: EntryNames;
  /** Where making it (while it waits) or taking it back (once it is made) would overwrite something newer. */
  readonly conflicts: readonly FieldChange[];
}

/** Reads the history of entries. */
@Injectable()
export class EntryHistory {
  constructor(private readonly db: Database) {}

  /**
   * The changes of one entry, newest first; of one field where `field` names it (`phone`, `services`).
   * @throws {NotFound} @throws {Forbidden}
   */
  async ofAgency(
    actor: Member,
    agencyId: string,
    { field, ...request }: PageRequest & { field?: string },
  ): Promise<Page<ChangeRow> & { entry: Entry; names: EntryNames; fields: string[] }> {
    return this.db.transaction(actor, async (tx) => {
      await requireKeeper(tx, actor, agencyId);
      const sql = plainSql(tx);
      const rows = await sql.query<{ row: ChangeRow; total: number }>(
        `SELECT ${changeJson} AS row, count(*) OVER ()::int AS total ${ofChanges}
         WHERE c.agency_id = $1 AND ($4::text IS NULL OR EXISTS (
           SELECT FROM jsonb_array_elements(c.changes) e WHERE split_part(e ->> 'path', '/', 1) = $4))
         ORDER BY c.id DESC LIMIT $2 OFFSET $3`,
        [agencyId, request.perPage, offsetOf(request), field ?? null],
      );
      const changed = await sql.query<{ field: string }>(
        `SELECT DISTINCT split_part(e ->> 'path', '/', 1) AS field
         FROM portal.entry_change c, jsonb_array_elements(c.changes) e WHERE c.agency_id = $1`,
        [agencyId],
      );
      return {
        items: rows.map(({ row }) => row),
        page: request.page,
        perPage: request.perPage,
        total: rows[0]?.total ?? 0,
        entry: (await readEntries(sql, [agencyId])).get(agencyId)!,
        names: await namesFor(
          sql,
          rows.map(({ row }) => row),
        ),
        fields: changed.map((row) => row.field),
      };
    });
  }

  /** Changes that wait for the secretariat, oldest first; an agency sees its own. */
  async waiting(actor: Member, request: PageRequest): Promise<Page<ChangeInFull>> {
    return this.db.transaction(actor, async (tx) => {
      const rows = await plainSql(tx).query<{ row: ChangeRow; total: number }>(
        `SELECT ${changeJson} AS row, count(*) OVER ()::int AS total ${ofChanges}
         WHERE c.state = 'waiting' ORDER BY c.id LIMIT $1 OFFSET $2`,
        [request.perPage, offsetOf(request)],
      );
      const sql = plainSql(tx);
      const changes = rows.map(({ row }) => row);
      const names = await namesFor(sql, changes);
      const entries = await readEntries(
        sql,
        changes.map(({ agencyId }) => agencyId),
      );
      const items = changes.map((change) => {
        const entry = entries.get(change.agencyId)!;
        return { change, entry, names, conflicts: conflicting(entry, change.changes) };
      });
      const { page, perPage } = request;
      return { items, page, perPage, total: rows[0]?.total ?? 0 };
    });
  }

  /** One change in full. @throws {NotFound} */
  async one(actor: Member, id: string): Promise<ChangeInFull> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const change = await readChange(sql, id);
      if (!change) throw new NotFound();
      await requireKeeper(tx, actor, change.agencyId).catch(() => {
        // An announced change is seen by everybody, on the page of its agency; its row is not.
        throw new NotFound();
      });
      const entry = (await readEntries(sql, [change.agencyId])).get(change.agencyId)!;
      const isMade = change.state === 'applied';
      return {
        change,
        entry,
        names: await namesFor(sql, [change]),
        conflicts: conflicting(entry, isMade ? inverse(change.changes) : change.changes),
      };
    });
  }
}

/** A change by its id, as far as the reader may see it. */
export async function readChange(tx: SqlTx, id: string): Promise<ChangeRow | undefined> {
  const [found] = await tx.query<{ row: ChangeRow }>(
    `SELECT ${changeJson} AS row ${ofChanges} WHERE c.id = $1`,
    [id],
  );
  return found?.row;
}

/** Edits of one entry that wait for approval, newest first. */
export async function waitingEdits(tx: SqlTx, agencyId: string): Promise<ChangeRow[]> {
  const rows = await tx.query<{ row: ChangeRow }>(
    `SELECT ${changeJson} AS row ${ofChanges} WHERE c.agency_id = $1 AND c.state = 'waiting' AND c.kind = 'edit'
     ORDER BY c.id DESC`,
    [agencyId],
  );
  return rows.map(({ row }) => row);
}

const moment = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ofChanges = 'FROM portal.entry_change c JOIN portal.agency a ON a.id = c.agency_id';
const changeJson = `jsonb_build_object('id', c.id, 'agencyId', c.agency_id, 'agencyName', a.name, 'kind', c.kind,
  'state', c.state, 'changes', c.changes, 'refusedChanges', c.refused_changes, 'effectiveOn', c.effective_on,
  'note', c.note, 'undoesId', c.undoes_id,
  'undoesKind', (SELECT u.kind FROM portal.entry_change u WHERE u.id = c.undoes_id), 'madeBy', c.made_by, 'madeByName', c.made_by_name,
  'madeAt', ${moment('c.made_at')}, 'decidedByName', c.decided_by_name, 'decidedAt', ${moment('c.decided_at')},
  'decisionNote', c.decision_note)`;

async function namesFor(tx: SqlTx, changes: readonly ChangeRow[]): Promise<EntryNames> {
  const named = changes.flatMap((change) =>
    change.changes
      .filter(({ path }) => path === 'successorId')
      .flatMap(({ before, after }) => [before, after].filter((id) => typeof id === 'string')),
  );
  const agencies = await tx.query<{ id: string; name: string }>(
    'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])',
    [named],
  );
  return {
    ...(await readEntryNames(tx)),
    agencies: new Map(agencies.map(({ id, name }) => [id, name])),
  };
}
