import type { Outbox, SqlTx } from '#libs/platform';

/** The promise to tell an agency how many consents want its attention. */
export const consentsDue = 'consent.due';

/**
 * Looks at the calendar and promises to tell each agency of what approaches: ends in 60, 30 and 7 days, lapses, papers that
 * have not come. Each step of each consent is told once, in one notice an agency; steps that were missed are not made up for.
 */
export async function remindOfConsents(tx: SqlTx, outbox: Outbox): Promise<void> {
  const due = await tx.query<{ agency: string; consents: number }>(
    'SELECT agency, sum(consents)::int AS consents FROM sec.remind_of_consents() GROUP BY agency ORDER BY agency',
  );
  for (const { agency, consents } of due)
    await outbox.add(tx, consentsDue, { agencyId: agency, number: String(consents) });
}

/**
 * Writes into the audit which consents the calendar has ended, and by which rule: expired with their last day, or lapsed with
 * the authority behind them. Answers how many.
 */
export async function noteEndedConsents(tx: SqlTx): Promise<number> {
  const [row] = await tx.query<{ noted: number }>('SELECT sec.note_ended_consents() AS noted');
  return row?.noted ?? 0;
}
