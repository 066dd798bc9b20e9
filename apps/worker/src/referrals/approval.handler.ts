import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

/** What is said inside an agency about what it sends: to those who may approve, or to the one who asked. */
const approvals = {
  'referral.approval_asked': 'superiors',
  'referral.sent_urgently': 'superiors',
  'referral.approved': 'asker',
  'referral.approval_returned': 'asker',
} as const;
type ApprovalEvent = keyof typeof approvals;

/** Whether an event is one of these. */
export function isApproval(type: string): type is ApprovalEvent {
  return Object.hasOwn(approvals, type);
}

/** Tells by number alone whom it concerns; nobody is told what they did themselves. */
export async function announceApproval(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: ApprovalEvent },
): Promise<void> {
  const agencyId = idIn(event, 'tellAgencyId');
  const by = idIn(event, 'byAccountId');
  const told =
    approvals[event.type] === 'asker' ? [idIn(event, 'toAccountId')] : await superiors(tx, agencyId);
  await announcements.announceTo(
    tx,
    told.filter((accountId) => accountId !== by).map((accountId) => ({ accountId, agencyId })),
    {
      eventId: event.id,
      type: event.type,
      objectType: 'referral',
      objectId: idIn(event, 'referralId'),
      number: numberIn(event, 'number'),
    },
  );
}

async function superiors(tx: SqlTx, agencyId: string): Promise<string[]> {
  const rows = await tx.query<{ account_id: string }>('SELECT account_id FROM sec.approvers_of($1)', [
    agencyId,
  ]);
  return rows.map(({ account_id: accountId }) => accountId);
}
