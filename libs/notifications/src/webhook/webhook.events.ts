import { noticeText, type NoticeType } from '../notice.texts.js';

/** What an agency's own system can be told: how its referrals move, by the names that the notices bear. */
export const webhookEvents = [
  'referral.sent',
  'referral.received',
  'referral.reviewing',
  'referral.asked',
  'referral.answered',
  'referral.proposed',
  'referral.agreed',
  'referral.turned_down',
  'referral.waitlisted',
  'referral.accepted',
  'referral.declined',
  'referral.redirected',
  'referral.selected',
  'referral.not_selected',
  'referral.started',
  'referral.interim_reported',
  'referral.reported',
  'referral.completed',
  'referral.failed',
  'referral.cancelled',
  'referral.stopped',
  'referral.person_declined',
  'referral.expired',
  'referral.suspended',
  'referral.resumed',
  'referral.reopened',
  'referral.misdirected',
  'referral.extended',
  'referral.due_soon',
  'referral.due_late',
  'referral.message',
  'referral.appointment_offered',
  'referral.appointment_agreed',
  'referral.appointment_cancelled',
  'referral.handover_agreed',
] as const satisfies readonly NoticeType[];
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a trial is called. */
export const trialEvent = 'webhook.test';

/** Whether an agency's own system can be told of this. */
export function isWebhookEvent(type: string): type is WebhookEvent {
  return (webhookEvents as readonly string[]).includes(type);
}

/** What such an event means, in the words of its notice. */
export function webhookEventName(type: string): string {
  return isWebhookEvent(type) ? noticeText(type, null) : '試しの通知';
}
