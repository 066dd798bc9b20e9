export { type Announcement, Announcements, mailDue } from './announcements.js';
export { type AddressedMail, Deliveries, type DueMail } from './deliveries.js';
export { invitationMail, type MailText, noticeMail } from './mail.texts.js';
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
