import type { Outbox, SqlTx } from '#libs/platform';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import { shownTo } from '../entry/entry.visibility.js';
import { confirmationMailed } from './confirmation-rounds.js';
import { type EntryLine, entrySummary } from './entry-summary.js';

/** A request that can still be answered, with what its mail needs. */
export interface OpenRequest {
  readonly requestId: string;
  readonly agencyId: string;
  readonly expiresAt: Date;
  readonly networkName: string;
  readonly updateEmail: string | null;
}

/** The request, as long as it waits for an answer and its round goes on. */
export async function openRequest(tx: SqlTx, requestId: string): Promise<OpenRequest | undefined> {
  const [request] = await tx.query<OpenRequest & Record<string, unknown>>(
    `SELECT q.id AS "requestId", q.agency_id AS "agencyId", q.expires_at AS "expiresAt",
       s.network_name AS "networkName", a.update_email AS "updateEmail"
     FROM portal.confirmation_request q
     JOIN portal.confirmation_round r ON r.id = q.round_id AND r.ended_at IS NULL
     JOIN portal.agency a ON a.id = q.agency_id AND a.status <> 'closed'
     CROSS JOIN portal.directory_settings s
     WHERE q.id = $1 AND q.state = 'waiting' AND q.expires_at > now()`,
    [requestId],
  );
  return request;
}

/**
 * Promises the mails of a request: to the address that the agency has named for it, else to everybody at its desk.
 * Answers whom at the desk; nobody to write to is noted, for the telephone.
 */
export async function promiseMails(
  tx: SqlTx,
  outbox: Outbox,
  request: OpenRequest,
  reminder: number,
): Promise<string[]> {
  const desk = await tx.query<{ account_id: string }>('SELECT account_id FROM sec.desk_of($1)', [
    request.agencyId,
  ]);
  const accountIds = desk.map(({ account_id: accountId }) => accountId);
  const recipients = request.updateEmail === null ? accountIds : [null];
  for (const accountId of recipients)
    await outbox.add(tx, confirmationMailed, {
      requestId: request.requestId,
      accountId,
      reminder,
    });
  if (recipients.length === 0) await noteMail(tx, request.requestId, 'no_address');
  return accountIds;
}

/** What became of the mails of a request. One that got through counts more than one that did not. */
export async function noteMail(
  tx: SqlTx,
  requestId: string,
  outcome: 'sent' | 'no_address' | 'refused',
): Promise<void> {
  await tx.query(
    `UPDATE portal.confirmation_request SET mail_state = $2
     WHERE id = $1 AND mail_state <> $2 AND ($2 = 'sent' OR mail_state = 'promised')`,
    [requestId, outcome],
  );
}

/** The name of the agency and what stands in its entry, as the members see it, in a few lines. */
export async function summaryOf(
  tx: SqlTx,
  agencyId: string,
): Promise<{ name: string; lines: EntryLine[] } | undefined> {
  const entry: Entry | undefined = (await readEntries(tx, [agencyId])).get(agencyId);
  if (!entry) return undefined;
  const kinds = await tx.query<{ code: string; name: string }>('SELECT code, name FROM portal.service_kind');
  const names = new Map(kinds.map(({ code, name }) => [code, name]));
  return { name: entry.name, lines: entrySummary(shownTo('members', entry), names) };
}
