import type { SqlTx } from '#libs/platform';

/**
 * Gives a meeting its two numbers: 第N回 of all, and of its fiscal year. A number is given once, when the meeting is announced;
 * that of a cancelled meeting stays empty (欠番). Its council is locked.
 */
export async function giveNumbers(sql: SqlTx, councilId: string, meetingId: string): Promise<void> {
  await sql.query(
    `UPDATE portal.meeting m SET
       number = greatest(c.held_before, (SELECT max(o.number) FROM portal.meeting o WHERE o.council_id = c.id)) + 1,
       year_number = ${nextOfYear}
     FROM portal.council c WHERE m.id = $1 AND c.id = $2`,
    [meetingId, councilId],
  );
}

/** A numbered meeting that has moved into another fiscal year gets the next number there; the old one stays empty. */
export async function moveToYear(
  sql: SqlTx,
  councilId: string,
  meetingId: string,
  before: number,
): Promise<void> {
  await sql.query(
    `UPDATE portal.meeting m SET year_number = ${nextOfYear}
     FROM portal.council c WHERE m.id = $1 AND c.id = $2 AND m.fiscal_year <> $3`,
    [meetingId, councilId, before],
  );
}

const nextOfYear = `1 + coalesce((SELECT max(o.year_number) FROM portal.meeting o
  WHERE o.council_id = m.council_id AND o.fiscal_year = m.fiscal_year AND o.id <> m.id), 0)`;
