export { Announcements, mailDue } from './announcements.js';
export { Deliveries } from './deliveries.js';
export { confirmationMail, intakeMail, invitationMail, noticeMail } from './mail.texts.js';
export {
  isNoticeType,
  type NoticeObject,
  noticePath,
  noticeText,
  type NoticeType,
  noticeTypes,
} from './notice.texts.js';
export { type NoticeRow, NoticesQueries } from './notices.queries.js';
export { Notices } from './notices.service.js';
export { NotificationsModule } from './notifications.module.js';
export { type WebhookReach } from './webhook/webhook.address.js';
export { type WebhookEvent, webhookEventName, webhookEvents } from './webhook/webhook.events.js';
export { WebhookPost } from './webhook/webhook.post.js';
export { planWebhooks, promiseDueTries, webhookDue } from './webhook/webhook-plan.js';
export { webhookPaused, WebhookSending } from './webhook/webhook-sending.js';
export {
  type AttemptRow,
  type DeliveryRow,
  type DeliveryState,
  deliveryStates,
  type WebhookRow,
  WebhooksQueries,
} from './webhook/webhooks.queries.js';
export { type NewSecret, Webhooks } from './webhook/webhooks.service.js';
