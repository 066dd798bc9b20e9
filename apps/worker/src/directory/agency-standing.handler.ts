import type { Announcements, NoticeType } from '#libs/notifications';
import { Outbox, type SqlTx, type Task } from '#libs/platform';
import { suspendForAgency } from '#libs/referrals';
import { idIn } from '../payload.js';

/** What becomes of an agency, and what those are told who have an open referral with it. */
export const agencyStandings: Readonly<Record<string, NoticeType>> = {
  'agency.suspended': 'referral.partner_suspended',
  'agency.closed': 'referral.partner_closed',
  'agency.merged': 'referral.partner_merged',
  'agency.moved': 'referral.partner_moved',
  'agency.reopened': 'referral.partner_reopened',
};

/** Whoever is not there cannot be told anything: its open referrals stop, and the source addresses them anew. */
const endings: readonly string[] = ['agency.suspended', 'agency.closed', 'agency.merged'];

/** Promises, for every open referral of the agency, to tell the other side. Each is a promise of its own: nobody is told once for two. */
export async function tellDependants(tx: SqlTx, event: Task): Promise<void> {
  const type = agencyStandings[event.type];
  if (endings.includes(event.type)) await suspendForAgency(tx, idIn(event, 'agencyId'));
  const lines = await tx.query<{ referral_id: string; number: string; tell_agency_id: string }>(
    'SELECT referral_id, number, tell_agency_id FROM sec.open_lines_with($1)',
    [idIn(event, 'agencyId')],
  );
  for (const { referral_id, number, tell_agency_id } of lines) {
    const payload = { referralId: referral_id, number, tellAgencyId: tell_agency_id };
    if (type) await new Outbox().add({ query: (sql, values) => tx.query(sql, values) }, type, payload);
  }
}

/** An agency has changed its entry, and the network wants to see it first. */
export async function announceWaiting(announcements: Announcements, tx: SqlTx, event: Task): Promise<void> {
  await announcements.announceToSecretariat(tx, {
    eventId: event.id,
    type: 'entry.waiting',
    objectType: 'entry_change',
    objectId: idIn(event, 'changeId'),
    number: null,
  });
}

/** The secretariat has decided about a change of an agency: its desk is told. */
export async function announceDecision(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: 'entry.approved' | 'entry.refused' },
): Promise<void> {
  await announcements.announce(tx, {
    eventId: event.id,
    type: event.type,
    agencyId: idIn(event, 'agencyId'),
    objectType: 'entry_change',
    objectId: idIn(event, 'changeId'),
    number: null,
  });
}
