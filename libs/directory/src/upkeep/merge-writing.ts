import { plainSql, type SqlTx, type Tx } from '#libs/platform';
import { changesBetween, type FieldChange } from '../entry/entry.changes.js';
import type { Entry } from '../entry/entry.js';
import { writeChanges } from '../entry/entry.writing.js';
import { type MergePlan, narrowerConsents, type PublicationRow } from './merge-plan.js';

/** Two entries, as they stand before the merger. */
export interface MergeSides {
  readonly kept: Entry;
  readonly gone: Entry;
}

/** What has to be known to point the rows of imported files back. */
export interface MergedAside {
  readonly importRows: readonly object[];
  /** Services whose free places went over to another: by the old, the new. */
  readonly renamedVacancies: ReadonlyMap<string, string>;
}

/** Writes a planned merger, table by table. The caller has locked both entries and keeps every row before and after. */
export async function writeMerge(
  tx: Tx,
  { kept, gone }: MergeSides,
  plan: MergePlan,
  by: { readonly today: string; readonly name: string; readonly accountId: string },
): Promise<MergedAside> {
  const sql = plainSql(tx);
  await writeChanges(sql, kept.id, changesBetween(kept, plan.kept), 'keeper');
  const renamedVacancies = await mergeVacancies(sql, plan, kept.id);
  await moveRows(sql, plan, kept.id, gone.id);
  const importRows = await pointImportRows(sql, plan, kept.id, gone.id);
  await narrowPublications(sql, kept.id, gone.id, by.name);
  await giveUpUnmade(sql, gone.id, by);
  await writeChanges(sql, gone.id, closing(kept, by.today), 'keeper');
  return { importRows, renamedVacancies };
}

function closing(kept: Entry, today: string): FieldChange[] {
  const set = {
    status: 'closed',
    statusFrom: today,
    statusUntil: null,
    statusNote: `「${kept.name}」と同じ機関のため、掲載内容を統合しました。`,
    successorId: kept.id,
  };
  return Object.entries(set).map(([path, after]) => ({ path, before: null, after }));
}

/** What is announced or waits for approval would bring the closed entry back on its day. */
async function giveUpUnmade(
  tx: SqlTx,
  goneId: string,
  by: { name: string; accountId: string },
): Promise<void> {
  await tx.query(
    `UPDATE portal.entry_change SET state = 'withdrawn', decided_by = $2, decided_by_name = $3, decided_at = now()
     WHERE agency_id = $1 AND state IN ('planned', 'waiting')`,
    [goneId, by.accountId, by.name],
  );
}

/** Of one service told twice, the newer word on free places holds. */
async function mergeVacancies(
  tx: SqlTx,
  { combined }: MergePlan,
  keptId: string,
): Promise<Map<string, string>> {
  const renamed = new Map<string, string>();
  for (const { gone, kept } of combined) {
    const moved = await tx.query(
      `UPDATE portal.vacancy v SET service_id = $2, agency_id = $3
       WHERE v.service_id = $1 AND NOT EXISTS (SELECT FROM portal.vacancy k WHERE k.service_id = $2) RETURNING v.state`,
      [gone, kept, keptId],
    );
    if (moved.length > 0) renamed.set(gone, kept);
    else
      await tx.query(
        `UPDATE portal.vacancy k
         SET state = g.state, available = g.available, as_of = g.as_of, said_by = g.said_by, good_until = g.good_until,
             note = g.note, version = k.version + 1
         FROM portal.vacancy g WHERE k.service_id = $2 AND g.service_id = $1 AND g.as_of > k.as_of`,
        [gone, kept],
      );
  }
  return renamed;
}

async function moveRows(tx: SqlTx, { moved }: MergePlan, keptId: string, goneId: string): Promise<void> {
  const rows = {
    service: moved.services,
    contact_window: moved.windows,
    trainee_offer: moved.traineeOffers,
  };
  for (const [table, ids] of Object.entries(rows))
    await tx.query(`UPDATE portal.${table} SET agency_id = $2 WHERE id = ANY ($1::uuid[])`, [ids, keptId]);
  await tx.query('UPDATE portal.agency_file SET agency_id = $2 WHERE agency_id = $1', [goneId, keptId]);
  // What is still to be answered is answered where the entry is kept now.
  await tx.query(`UPDATE portal.entry_report SET agency_id = $2 WHERE agency_id = $1 AND state = 'open'`, [
    goneId,
    keptId,
  ]);
}

async function pointImportRows(
  tx: SqlTx,
  { combined }: MergePlan,
  keptId: string,
  goneId: string,
): Promise<object[]> {
  const services = Object.fromEntries(combined.map(({ gone, kept }) => [gone, kept]));
  const [row] = await tx.query<{ before: object[] }>(
    'SELECT portal.point_import_rows($1, $2, $3::jsonb) AS before',
    [goneId, keptId, JSON.stringify(services)],
  );
  return row!.before;
}

async function narrowPublications(tx: SqlTx, keptId: string, goneId: string, name: string): Promise<void> {
  const rows = await tx.query<PublicationRow & { agency: string }>(
    'SELECT agency_id AS agency, channel, agreed, fields FROM portal.publication WHERE agency_id = ANY ($1::uuid[])',
    [[keptId, goneId]],
  );
  const of = (id: string) => rows.filter(({ agency }) => agency === id);
  for (const { channel, agreed, fields } of narrowerConsents(of(keptId), of(goneId)))
    await tx.query(
      `UPDATE portal.publication SET agreed = $3, fields = $4, decided_at = now(), decided_by = NULL, decided_name = $5
       WHERE agency_id = $1 AND channel = $2`,
      [keptId, channel, agreed, fields, name],
    );
}
