import { belongsTo } from '#libs/identity';
import type { Operation } from './operations.js';
import type { Subject } from './subjects.js';
import type { Caller } from './world.js';

/** Whose business an act is: that of the case's owner or of the other agency, of the agency itself, of the network, or of oneself. */
export type Business = 'owner' | 'recipient' | 'agency' | 'network' | 'self' | 'anybody';

/** Everything that changes something, and whose business it is. What is not here is nobody's, and the matrix says so. */
export const business: Readonly<Record<string, Business>> = {
  Consents_record: 'owner',
  Consents_withdraw: 'owner',
  Evidence_add: 'owner',
  ImportSources_forget: 'network',
  Imports_commit: 'network',
  Imports_drop: 'network',
  Imports_handIn: 'network',
  Imports_reread: 'network',
  Imports_settle: 'network',
  Imports_undo: 'network',
  Invitations_accept: 'anybody',
  Invitations_invite: 'agency',
  Invitations_lookUp: 'anybody',
  Notices_read: 'self',
  Notices_readAll: 'self',
  OpeningHours_preview: 'anybody',
  OpeningHours_proposal: 'anybody',
  People_identify: 'owner',
  People_register: 'agency',
  People_writeSheet: 'owner',
  Receiving_accept: 'recipient',
  Receiving_decline: 'recipient',
  Receiving_fail: 'recipient',
  Receiving_receive: 'recipient',
  Receiving_report: 'recipient',
  Receiving_review: 'recipient',
  Receiving_start: 'recipient',
  Referrals_begin: 'owner',
  Referrals_discard: 'owner',
  Referrals_write: 'owner',
  Sending_cancel: 'owner',
  Sending_complete: 'owner',
  Sending_reopen: 'owner',
  Sending_resume: 'owner',
  Sending_send: 'owner',
  Session_actFor: 'agency',
  Session_begin: 'anybody',
  Session_end: 'self',
  Session_extend: 'self',
  Vacancies_tell: 'agency',
};

/** These end or replace what others need, so they are tried when all others have been. */
export const lastActs = ['Consents_withdraw', 'Referrals_write', 'Referrals_discard', 'Session_end'];

/** Writing operations that the table does not know, with what to do about it. */
export function unassigned(operations: readonly Operation[]): string[] {
  return operations
    .filter(({ id, method }) => method !== 'GET' && !business[id])
    .map(({ id }) => `${id}: say whose business it is in "business" (entitlement.ts)`);
}

/** Whether the audience of the operation includes the caller. */
export function isAdmitted(caller: Caller, { audience }: Operation): boolean {
  if (audience === 'public') return true;
  return audience === 'signedIn' ? caller.accountId !== undefined : belongsTo(audience, caller.role);
}

/** Whether the caller may do this to the subject, as far as who they are is concerned. */
export function isEntitled(caller: Caller, operation: Operation, subject: Subject | undefined): boolean {
  if (!isAdmitted(caller, operation)) return false;
  switch (business[operation.id]) {
    case 'owner':
      return subject !== undefined && caller.party === subject.owner;
    case 'recipient':
      return subject !== undefined && caller.party === subject.to && subject.known;
    case 'agency':
      return subject === undefined || caller.party === subject.owner;
    case 'network':
      return caller.role === 'secretariat';
    case 'self':
      return subject === undefined || subject.noticeOwner === caller.accountId;
    case 'anybody':
      return true;
    default:
      return false;
  }
}
