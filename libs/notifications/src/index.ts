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
