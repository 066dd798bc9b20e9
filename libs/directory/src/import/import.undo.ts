import { Conflict, newId, NotFound, type SqlTx } from '#libs/platform';
import { conflicting, type FieldChange, inverse, labelOf, withChanges } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { lockImports } from './import.knowledge.js';
import { inChunks, writeEntries } from './import.writing.js';

/** Something was done after the batch that taking it back would undo as well. */
export class LaterWorkWouldBeLost extends Conflict {
  constructor(readonly blockers: readonly string[]) {
    const shown = blockers.slice(0, 10);
    const more = blockers.length > shown.length ? `、ほか${blockers.length - shown.length}件` : '';
    super(
      'import.later_work',
      `取り込みのあとに変更されたものがあるため、取り消せません: ${shown.join('、')}${more}。先にその変更を確認してください。`,
      { blockers },
    );
  }
}

interface BatchChange extends Record<string, unknown> {
  readonly id: string;
  readonly agency_id: string;
  readonly kind: 'import' | 'created';
  readonly changes: FieldChange[];
}

/**
 * Takes a batch back: every entry, every row and every sign to look at something is as it was before, and what the batch
 * made is gone. Areas stay: they are a list of the country.
 * @throws {NotFound} @throws {Conflict} when it was taken back before. @throws {LaterWorkWouldBeLost}
 */
export async function undoImport(
  tx: SqlTx,
  batchId: string,
  madeBy: { accountId: string | null; name: string },
): Promise<void> {
  await lockImports(tx);
  const [batch] = await tx.query<{ source: string; undone: boolean }>(
    'SELECT source, undone_at IS NOT NULL AS undone FROM portal.import_batch WHERE id = $1 FOR UPDATE',
    [batchId],
  );
  if (!batch) throw new NotFound();
  if (batch.undone) throw new Conflict('import.undone', 'この取り込みは、もう取り消されています。');
  const changes = await tx.query<BatchChange>(
    'SELECT id, agency_id, kind, changes FROM portal.entry_change WHERE batch_id = $1 ORDER BY id',
    [batchId],
  );
  const ids = changes.map(({ agency_id: id }) => id);
  await tx.query('SELECT FROM portal.agency WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  const entries = await readInParts(tx, ids);
  const blockers = await blockersOf(tx, batchId, changes, entries);
  if (blockers.length > 0) throw new LaterWorkWouldBeLost(blockers);
  try {
    await takeBack(tx, batchId, changes, entries, madeBy);
  } catch (error) {
    throw tiedTo(error) ?? error;
  }
  await tx.query('UPDATE portal.import_batch SET undone_at = now() WHERE id = $1', [batchId]);
  await tx.query(
    `UPDATE portal.import_job SET state = 'undone', trouble = NULL, changed_at = now(), version = version + 1
     WHERE batch_id = $1`,
    [batchId],
  );
  await tx.query(
    `SELECT audit.append_system('directory.import_undo', 'done', $2, 'import_batch', $1, $3, NULL, NULL)`,
    [batchId, madeBy.accountId, { source: batch.source, entries: changes.length }],
  );
}

async function readInParts(tx: SqlTx, ids: readonly string[]): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for (let from = 0; from < ids.length; from += 2000)
    for (const [id, entry] of await readEntries(tx, ids.slice(from, from + 2000))) entries.set(id, entry);
  return entries;
}

/** Whatever was done since, in words: whose entry, and what of it. */
async function blockersOf(
  tx: SqlTx,
  batchId: string,
  changes: readonly BatchChange[],
  entries: ReadonlyMap<string, Entry>,
): Promise<string[]> {
  const edited = changes.flatMap(({ agency_id: id, changes: made }) => {
    const entry = entries.get(id);
    if (!entry) return [];
    return conflicting(entry, inverse(made)).map(({ path }) => `${entry.name}（${labelOf(path, entry)}）`);
  });
  const created = changes.filter(({ kind }) => kind === 'created').map(({ agency_id: id }) => id);
  const later = await tx.query<{ name: string; what: string }>(
    `SELECT DISTINCT a.name, '掲載内容の変更' AS what FROM portal.entry_change c JOIN portal.agency a ON a.id = c.agency_id
     WHERE c.agency_id = ANY($2::uuid[]) AND c.batch_id IS DISTINCT FROM $1 AND c.state IN ('waiting', 'planned', 'applied')
       -- What was done and taken back again is no loss.
       AND NOT (c.kind = 'undo' AND EXISTS (SELECT FROM portal.entry_change u WHERE u.id = c.undoes_id AND u.state = 'undone'))
     UNION SELECT a.name, '空き情報' FROM portal.vacancy v JOIN portal.agency a ON a.id = v.agency_id
     WHERE v.agency_id = ANY($2::uuid[])
     UNION SELECT a.name, '窓口' FROM portal.contact_window w JOIN portal.agency a ON a.id = w.agency_id
     WHERE w.agency_id = ANY($2::uuid[])
     UNION SELECT a.name, '後の取り込み' FROM portal.import_trace t
     JOIN portal.import_batch b ON b.id = t.batch_id
     JOIN portal.import_row r ON r.source = b.source AND r.source_no = t.key
     JOIN portal.agency a ON a.id = r.agency_id
     WHERE t.batch_id = $1 AND t.kind = 'row' AND r.last_batch_id <> $1
       AND r.last_batch_id::text IS DISTINCT FROM t.before->>'last_batch_id'
     UNION SELECT a.name, '別の取り込み' FROM portal.import_row r JOIN portal.agency a ON a.id = r.agency_id
     WHERE r.agency_id = ANY($2::uuid[]) AND r.first_batch_id <> $1`,
    [batchId, created],
  );
  return [...new Set([...edited, ...later.map(({ name, what }) => `${name}（${what}）`)])];
}

async function takeBack(
  tx: SqlTx,
  batchId: string,
  changes: readonly BatchChange[],
  entries: ReadonlyMap<string, Entry>,
  madeBy: { accountId: string | null; name: string },
): Promise<void> {
  const created = changes.filter(({ kind }) => kind === 'created').map(({ agency_id: id }) => id);
  const edited = changes.filter(({ kind }) => kind === 'import');
  const states = edited.map(({ agency_id: id, changes: made }) => {
    const entry = entries.get(id)!;
    return { before: entry, after: withChanges(entry, inverse(made)) };
  });
  await restoreRows(tx, batchId);
  // A service that went to a new agency must be out of it before the agency goes.
  const emptied = created.flatMap((id) => {
    const entry = entries.get(id);
    return entry ? [{ before: entry, after: { ...entry, services: [], areasInCharge: [] } }] : [];
  });
  await writeEntries(tx, [...states, ...emptied]);
  await removeAgencies(tx, created);
  await restoreTraces(tx, batchId);
  await tx.query(`UPDATE portal.entry_change SET state = 'undone' WHERE batch_id = $1`, [batchId]);
  await inChunks(
    tx,
    edited.map(({ id, agency_id, changes: made }) => ({
      ...{ id: newId(), agency_id, changes: inverse(made), undoes_id: id },
      ...{ made_by: madeBy.accountId, made_by_name: madeBy.name },
    })),
    `INSERT INTO portal.entry_change (id, agency_id, kind, state, changes, undoes_id, made_by, made_by_name, applied_at)
     SELECT id, agency_id, 'undo', 'applied', changes, undoes_id, made_by, made_by_name, now()
     FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, agency_id uuid, changes jsonb, undoes_id uuid, made_by uuid,
       made_by_name text)`,
  );
  await rebuildSearchDocs(
    tx,
    edited.map(({ agency_id: id }) => id),
  );
}

async function restoreRows(tx: SqlTx, batchId: string): Promise<void> {
  await tx.query(
    `DELETE FROM portal.import_row r USING portal.import_trace t, portal.import_batch b
     WHERE b.id = $1 AND t.batch_id = b.id AND t.kind = 'row' AND r.source = b.source AND r.source_no = t.key`,
    [batchId],
  );
}

/** What was made by the batch, and nothing else: whatever somebody has tied to it since keeps it from going. */
async function removeAgencies(tx: SqlTx, ids: readonly string[]): Promise<void> {
  await tx.query(`SELECT portal.put_search_docs($1::uuid[], '[]', '[]')`, [ids]);
  for (const table of ['publication', 'agency_area', 'entry_change'])
    await tx.query(`DELETE FROM portal.${table} WHERE agency_id = ANY($1::uuid[])`, [ids]);
  await tx.query('DELETE FROM portal.agency WHERE id = ANY($1::uuid[])', [ids]);
}

const foreignKeyViolation = '23503';

/** Something refers to what the batch made, so it cannot go. */
function tiedTo(error: unknown): LaterWorkWouldBeLost | undefined {
  const { code, table } = error as { code?: string; table?: string };
  if (code !== foreignKeyViolation) return undefined;
  return new LaterWorkWouldBeLost([tiedNames[table ?? ''] ?? 'この取り込みで加わった機関についての記録']);
}

const tiedNames: Readonly<Record<string, string>> = {
  membership: '加わった機関に所属する利用者',
  referral_line: '加わった機関への連携依頼',
  confirmation_request: '加わった機関への掲載内容の確認',
  entry_report: '加わった機関についての間違いの連絡',
  entry_merge: '加わった機関の統合',
  import_row: '別の取り込みとつながったサービス',
};

async function restoreTraces(tx: SqlTx, batchId: string): Promise<void> {
  await tx.query(
    `INSERT INTO portal.import_row
     SELECT (jsonb_populate_record(NULL::portal.import_row, t.before)).* FROM portal.import_trace t
     WHERE t.batch_id = $1 AND t.kind = 'row' AND t.before IS NOT NULL`,
    [batchId],
  );
  await tx.query(
    `INSERT INTO portal.vacancy
     SELECT (jsonb_populate_record(NULL::portal.vacancy, t.before)).* FROM portal.import_trace t
     WHERE t.batch_id = $1 AND t.kind = 'vacancy' AND t.before IS NOT NULL ON CONFLICT DO NOTHING`,
    [batchId],
  );
  await tx.query(
    `UPDATE portal.agency a SET updated_at = (t.before->>'updated_at')::timestamptz,
       to_check_since = (t.before->>'to_check_since')::date, to_check_why = t.before->>'to_check_why'
     FROM portal.import_trace t WHERE t.batch_id = $1 AND t.kind = 'agency' AND t.key::uuid = a.id`,
    [batchId],
  );
  await tx.query(
    `UPDATE portal.service s SET updated_at = (t.before->>'updated_at')::timestamptz
     FROM portal.import_trace t
     WHERE t.batch_id = $1 AND t.kind = 'service' AND t.before IS NOT NULL AND t.key::uuid = s.id`,
    [batchId],
  );
}
