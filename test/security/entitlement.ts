import { belongsTo } from '#libs/identity';
import type { Operation } from './operations.js';
import type { Subject } from './subjects.js';
import type { Caller } from './world.js';

/** Whose business an act is: that of the case's owner, of the other agency, of either of the two, of the agency itself, of whoever keeps its entry, of the network, or of oneself. */
export type Business = 'owner' | 'recipient' | 'party' | 'agency' | 'keeper' | 'network' | 'self' | 'anybody';

/** Everything that changes something, and whose business it is. What is not here is nobody's, and the matrix says so. */
export const business: Readonly<Record<string, Business>> = {
  Absences_end: 'agency',
  Absences_note: 'agency',
  AgencyFiles_add: 'keeper',
  AgencyFiles_describe: 'keeper',
  AgencyFiles_putForward: 'keeper',
  AgencyFiles_remove: 'keeper',
  AgencyStatus_callOff: 'keeper',
  AgencyStatus_close: 'keeper',
  AgencyStatus_move: 'keeper',
  AgencyStatus_reopen: 'keeper',
  AgencyStatus_suspend: 'keeper',
  Attachments_add: 'owner',
  Attachments_describe: 'owner',
  Attachments_remove: 'owner',
  Attachments_scanAgain: 'owner',
  ConfirmationRounds_askChosen: 'network',
  ConfirmationRounds_end: 'network',
  ConfirmationRounds_start: 'network',
  Duplicates_decide: 'network',
  Duplicates_merge: 'network',
  Duplicates_search: 'network',
  Emergencies_end: 'self',
  Emergencies_open: 'recipient',
  Emergencies_review: 'owner',
  EntryMerges_undo: 'network',
  EntryReports_answer: 'keeper',
  EntryUpkeep_confirm: 'agency',
  EntryUpkeep_confirmByPhone: 'network',
  EntryUpkeep_markChecked: 'network',
  EntryUpkeep_report: 'anybody',
  Askings_answer: 'owner',
  Askings_draft: 'owner',
  Askings_drop: 'owner',
  Askings_issue: 'owner',
  Askings_renew: 'owner',
  Askings_rewrite: 'owner',
  ConsentNotices_followNetwork: 'agency',
  ConsentNotices_settle: 'agency',
  ConsentNotices_write: 'keeper',
  ConsentPapers_mistake: 'owner',
  ConsentPapers_takePaper: 'owner',
  Consents_record: 'owner',
  Deadlines_set: 'network',
  DirectorySettings_set: 'network',
  Entries_create: 'network',
  Entries_discardDraft: 'keeper',
  Entries_handIn: 'keeper',
  Entries_preview: 'keeper',
  Entries_saveDraft: 'keeper',
  EntryChanges_approve: 'network',
  EntryChanges_refuse: 'network',
  EntryChanges_undo: 'keeper',
  EntryChanges_withdraw: 'keeper',
  ErasureDuties_answer: 'recipient',
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
  LeafletAgencies_include: 'network',
  LeafletAgencies_leaveOut: 'network',
  LeafletAgencies_recordAnswer: 'network',
  LeafletAgencies_sendProof: 'network',
  LeafletConsent_agree: 'agency',
  LeafletConsent_askForCorrection: 'agency',
  LeafletConsent_refuse: 'agency',
  LeafletMap_put: 'network',
  LeafletMap_remove: 'network',
  LeafletPrints_order: 'network',
  Leaflets_cancel: 'network',
  Leaflets_change: 'network',
  Leaflets_issue: 'network',
  Leaflets_plan: 'network',
  Leaflets_remind: 'network',
  Leaflets_reopen: 'network',
  Leaflets_sendProofs: 'network',
  Ledger_nameRepresentative: 'agency',
  Ledger_order: 'agency',
  LegalGrounds_approve: 'owner',
  LegalGrounds_end: 'owner',
  LegalGrounds_propose: 'owner',
  LegalGrounds_refuse: 'owner',
  LineLoop_claim: 'recipient',
  LineLoop_extend: 'owner',
  LineLoop_reconfirm: 'party',
  Misdirections_close: 'owner',
  Misdirections_follow: 'owner',
  Misdirections_record: 'owner',
  Notices_read: 'self',
  Notices_readAll: 'self',
  OpeningHours_preview: 'anybody',
  OpeningHours_proposal: 'anybody',
  OwnSheets_dropDraft: 'owner',
  OwnSheets_keepDraft: 'owner',
  OwnSheets_restore: 'owner',
  OwnSheets_save: 'owner',
  Packages_choose: 'owner',
  Packages_leaveOut: 'owner',
  Particulars_write: 'owner',
  People_identify: 'owner',
  People_register: 'agency',
  People_writeSheet: 'owner',
  Charges_handOver: 'agency',
  PersonMatters_addFormerName: 'owner',
  PersonMatters_end: 'owner',
  PersonMatters_give: 'owner',
  PersonMatters_noteContact: 'owner',
  PersonMatters_removeFormerName: 'owner',
  PersonMatters_reopen: 'owner',
  Letters_printAll: 'party',
  PersonMatters_takeBack: 'owner',
  PersonMerges_merge: 'agency',
  PersonMerges_undo: 'agency',
  PersonPairs_distinguish: 'agency',
  PersonPairs_search: 'agency',
  PersonRequests_answer: 'agency',
  PersonRequests_decide: 'agency',
  PersonRequests_drop: 'agency',
  PersonRequests_identify: 'agency',
  PersonRequests_receive: 'owner',
  ReadingReasons_explain: 'agency',
  Retention_erase: 'agency',
  Retention_hold: 'owner',
  Retention_lift: 'owner',
  Retention_set: 'agency',
  Publications_decide: 'keeper',
  Receiving_accept: 'recipient',
  Receiving_decline: 'recipient',
  Receiving_fail: 'recipient',
  Receiving_receive: 'recipient',
  Receiving_report: 'recipient',
  Receiving_review: 'recipient',
  Receiving_start: 'recipient',
  Receiving_waitlist: 'recipient',
  Referrals_begin: 'owner',
  Referrals_discard: 'owner',
  Referrals_send: 'owner',
  Referrals_write: 'owner',
  SavedSearches_open: 'self',
  SavedSearches_remove: 'self',
  SavedSearches_rewrite: 'self',
  SavedSearches_save: 'self',
  Sending_askNext: 'owner',
  SelfChecks_add: 'owner',
  SelfChecks_strike: 'owner',
  Sending_cancel: 'owner',
  Sending_complete: 'owner',
  Sending_markError: 'owner',
  Sending_personDecline: 'party',
  Sending_reopen: 'owner',
  Sending_resume: 'owner',
  Sending_select: 'owner',
  Session_actFor: 'agency',
  Session_begin: 'anybody',
  Session_end: 'self',
  Session_extend: 'self',
  Synonyms_add: 'network',
  Synonyms_remove: 'network',
  Synonyms_rewrite: 'network',
  TaxonomyKeeping_addKind: 'network',
  TaxonomyKeeping_addType: 'network',
  TaxonomyKeeping_placeKind: 'network',
  TaxonomyKeeping_placeType: 'network',
  TaxonomyKeeping_removeKind: 'network',
  TaxonomyKeeping_removeType: 'network',
  TaxonomyKeeping_renameKind: 'network',
  TaxonomyKeeping_renameType: 'network',
  Vacancies_tell: 'agency',
  Withdrawals_hear: 'recipient',
  Withdrawals_keepSettings: 'network',
  Withdrawals_withdraw: 'owner',
};

/** These end or replace what others need, so they are tried when all others have been. */
export const lastActs = [
  'Attachments_remove',
  'SelfChecks_strike',
  'AgencyStatus_suspend',
  'AgencyStatus_close',
  'AgencyStatus_reopen',
  'LegalGrounds_end',
  'Emergencies_end',
  'Misdirections_close',
  'Misdirections_record',
  'Withdrawals_hear',
  'Withdrawals_withdraw',
  'ConsentPapers_mistake',
  'Duplicates_search',
  'LeafletAgencies_leaveOut',
  'Leaflets_cancel',
  'Referrals_write',
  'Referrals_discard',
  'SavedSearches_remove',
  'Synonyms_remove',
  'PersonMatters_end',
  'PersonMatters_reopen',
  'PersonMatters_takeBack',
  'PersonMerges_undo',
  'TaxonomyKeeping_removeKind',
  'TaxonomyKeeping_removeType',
  'Session_end',
];

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
    case 'party':
      return (
        subject !== undefined &&
        (caller.party === subject.owner || (caller.party === subject.to && subject.known))
      );
    case 'agency':
      return subject === undefined || caller.party === subject.owner;
    case 'keeper':
      return subject === undefined || caller.party === subject.owner || caller.role === 'secretariat';
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
