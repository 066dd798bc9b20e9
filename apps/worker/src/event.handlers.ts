import { confirmationAsked, correctionAsked, proofSent } from '#libs/directory';
import { type Announcements, isNoticeType, webhookPaused } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import {
  agencyStandings,
  announceDecision,
  announceWaiting,
  tellDependants,
} from './directory/agency-standing.handler.js';
import { askForConfirmation } from './directory/confirmation-asked.handler.js';
import { announceImport, importNotices } from './directory/import-settled.handler.js';
import { announceAnswer, announceReport, refreshSearch } from './directory/entry-report.handler.js';
import { announceCorrection, askForAgreement } from './leaflets/proof-sent.handler.js';
import { announceCouncilRecord, isCouncilRecord } from './meetings/records.handler.js';
import { announcePausedWebhook } from './notifications/webhook-paused.handler.js';
import { announceConsentsDue } from './people/consents-due.handler.js';
import { announceToManagers } from './people/person-matters.handler.js';
import { announceStoppedUpload, isUploadStopped } from './people/upload-stopped.handler.js';
import { announceWithdrawal } from './people/consent-withdrawn.handler.js';
import { announceApproval, isApproval } from './referrals/approval.handler.js';
import { announceDecline, settleConfirmed } from './referrals/decline.handler.js';
import { announceFollowUp, isFollowUp } from './referrals/follow-up.handler.js';
import { furtherReminders, remindFurther } from './referrals/deadline.handler.js';
import { announceLoop, loopFound, watchChain } from './referrals/chain.handler.js';
import { announceIntake } from './referrals/intake.handler.js';
import { announceReferral } from './referrals/referral.handler.js';
import { announceTransition, isTransition } from './referrals/transitions.handler.js';
import { announceInquiry, isInquiryNotice } from './referrals/vacancy-inquiry.handler.js';
import { goOnAfter } from './referrals/referral-flow.handler.js';

/** What follows from an event inside the database; runs in the transaction that marks the promise as kept. */
export type EventHandler = (tx: SqlTx, event: Task) => Promise<void>;

/** The handler of an event, or nothing for a type that this version does not know. */
export function eventHandlerFor(type: string, announcements: Announcements): EventHandler | undefined {
  if (type === proofSent) return (tx, event) => askForAgreement(announcements, tx, event);
  if (type === correctionAsked) return (tx, event) => announceCorrection(announcements, tx, event);
  if (type === confirmationAsked) return (tx, event) => askForConfirmation(announcements, tx, event);
  if (type === 'entry.reported') return (tx, event) => announceReport(announcements, tx, event);
  if (type === 'entry.report_answered') return (tx, event) => announceAnswer(announcements, tx, event);
  if (type === 'entry.confirmed') return refreshSearch;
  if (Object.hasOwn(agencyStandings, type)) return tellDependants;
  if (type === 'entry.waiting') return (tx, event) => announceWaiting(announcements, tx, event);
  if (type === 'entry.approved' || type === 'entry.refused')
    return (tx, event) => announceDecision(announcements, tx, { ...event, type });
  if (importNotices.includes(type)) return (tx, event) => announceImport(announcements, tx, event);
  if (type === 'decline.confirmed') return settleConfirmed;
  if (!isNoticeType(type)) return undefined;
  if (type === webhookPaused) return (tx, event) => announcePausedWebhook(announcements, tx, event);
  if (type === 'person.many_read' || type === 'person.matters_due')
    return (tx, event) => announceToManagers(announcements, tx, { ...event, type });
  if (isCouncilRecord(type))
    return (tx, event) => announceCouncilRecord(announcements, tx, { ...event, type });
  if (isUploadStopped(type))
    return (tx, event) => announceStoppedUpload(announcements, tx, { ...event, type });
  if (type === 'intake.arrived') return (tx, event) => announceIntake(announcements, tx, event);
  if (isInquiryNotice(type)) return (tx, event) => announceInquiry(announcements, tx, { ...event, type });
  if (type === loopFound) return (tx, event) => announceLoop(announcements, tx, event);
  if (type === 'consent.due') return (tx, event) => announceConsentsDue(announcements, tx, event);
  if (isTransition(type)) return (tx, event) => announceTransition(announcements, tx, { ...event, type });
  if (type === 'decline.to_review') return (tx, event) => announceDecline(announcements, tx, event);
  if (isApproval(type)) return (tx, event) => announceApproval(announcements, tx, { ...event, type });
  if (isFollowUp(type)) return (tx, event) => announceFollowUp(announcements, tx, { ...event, type });
  if (type === 'consent.withdrawn') return (tx, event) => announceWithdrawal(announcements, tx, event);
  if (furtherReminders.includes(type))
    return (tx, event) => remindFurther(announcements, tx, { ...event, type });
  return async (tx, event) => {
    await announceReferral(announcements, tx, { ...event, type });
    await goOnAfter(tx, event);
    await watchChain(tx, event);
  };
}
