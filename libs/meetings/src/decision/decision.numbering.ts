import { newId, type SqlTx } from '#libs/platform';
import { fiscalYearName } from '../plan/fiscal-year.js';
import type { MinutesItem } from '../minutes/minutes.body.js';

/**
 * Puts what approved minutes decide into the register: numbers of a council and fiscal year follow each other without gaps. A decision
 * that an amendment changes keeps its number, and its old words.
 */
export async function numberDecisions(
  sql: SqlTx,
  minutes: { readonly id: string; readonly meetingId: string; readonly councilId: string },
  items: readonly MinutesItem[],
  today: string,
): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('decisions:' || $1, 0))", [
    minutes.councilId,
  ]);
  const [at] = await sql.query<{ fiscalYear: number; shortName: string; day: string }>(
    `SELECT m.fiscal_year AS "fiscalYear", c.short_name AS "shortName", m.start_local::date::text AS day
     FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id WHERE m.id = $1`,
    [minutes.meetingId],
  );
  if (!at) return;
  for (const item of items.filter(({ decision }) => decision !== '')) {
    const [before] = await sql.query<Before>(
      `SELECT number, revision, label, text, effective_on::text AS "effectiveOn" FROM portal.decision
       WHERE root_id = $1 ORDER BY revision DESC LIMIT 1`,
      [item.rootId],
    );
    if (before && before.text === item.decision && before.effectiveOn === item.effectiveOn) continue;
    const number = before?.number ?? (await nextNumber(sql, minutes.councilId, at.fiscalYear));
    await sql.query(
      `INSERT INTO portal.decision (id, council_id, meeting_id, version_id, root_id, fiscal_year, number, revision, label, title, text,
         visibility, decided_on, effective_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[newId(), minutes.councilId, minutes.meetingId, minutes.id, item.rootId, at.fiscalYear, number],
        before ? before.revision + 1 : 0,
        before?.label ?? `${fiscalYearName(at.fiscalYear).replace(/年度$/, '')}-${at.shortName}-${number}`,
        ...[item.title, item.decision, item.visibility, before ? today : at.day, item.effectiveOn],
      ],
    );
  }
}

type Before = { number: number; revision: number; label: string; text: string; effectiveOn: string | null };

async function nextNumber(sql: SqlTx, councilId: string, fiscalYear: number): Promise<number> {
  const [found] = await sql.query<{ next: number }>(
    'SELECT coalesce(max(number), 0) + 1 AS next FROM portal.decision WHERE council_id = $1 AND fiscal_year = $2',
    [councilId, fiscalYear],
  );
  return found?.next ?? 1;
}
