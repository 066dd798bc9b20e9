import { nextWorkingDay } from '#libs/directory';
import { Outbox, type SqlTx } from '#libs/platform';

interface Open {
  inquiry_id: string;
  number: string;
  source_agency_id: string;
}

/** Reminds who has not answered, on the working day before the last at the earliest and once; closes what is past its day. */
export async function watchVacancyInquiries(tx: SqlTx, today: string): Promise<void> {
  const late = await tx.query<Open & { id: string; agency_id: string }>(
    `SELECT a.id, a.inquiry_id, a.agency_id, q.number, a.source_agency_id FROM portal.vacancy_answer a
     JOIN portal.vacancy_inquiry q ON q.id = a.inquiry_id
     WHERE q.state = 'open' AND a.answer IS NULL AND a.reminded_on IS NULL AND q.due_on BETWEEN $1 AND $2
     ORDER BY a.id FOR UPDATE OF a`,
    [today, nextWorkingDay(dayAfter(today))],
  );
  for (const { id, agency_id: tellAgencyId, ...inquiry } of late) {
    await tx.query('UPDATE portal.vacancy_answer SET reminded_on = $2 WHERE id = $1', [id, today]);
    await promise(tx, 'due', inquiry, tellAgencyId);
  }
  const over = await tx.query<Open>(
    `UPDATE portal.vacancy_inquiry SET state = 'closed', closed_for = 'deadline', closed_at = now(), version = version + 1
     WHERE state = 'open' AND due_on < $1 RETURNING id AS inquiry_id, number, agency_id AS source_agency_id`,
    [today],
  );
  for (const inquiry of over) await promise(tx, 'closed', inquiry, inquiry.source_agency_id);
}

async function promise(
  tx: SqlTx,
  what: 'due' | 'closed',
  { inquiry_id: inquiryId, number }: Open,
  tellAgencyId: string,
): Promise<void> {
  const writer = { query: (sql: string, values: unknown[]) => tx.query(sql, values) };
  await new Outbox().add(writer, `vacancy_inquiry.${what}`, { inquiryId, number, tellAgencyId });
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
