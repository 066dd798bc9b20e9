import { type NoticeRow, noticePath, noticeText, type NoticeType, noticeTypes } from '#libs/notifications';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import { ShowsId, ShowsMoment, ShowsText } from '../http/view.js';

/** A notice: what happened, to which number, and where to look. It names no person. */
export class NoticeView {
  @ShowsId() id!: string;
  @ShowsText({ codes: noticeTypes }) type!: NoticeType;
  @ShowsText() title!: string;
  @ShowsText({ nullable: true }) number!: string | null;
  @ShowsId({ nullable: true }) referralId!: string | null;
  /** The screen on which there is more; null where there is none. */
  @ShowsText({ nullable: true }) path!: string | null;
  @ShowsMoment() createdAt!: string;
  @ShowsMoment({ nullable: true }) readAt!: string | null;
}

/** A page of notices, newest first. */
export class NoticePageView extends pageOf(() => NoticeView) {}

export function presentNotices(found: Page<NoticeRow>): NoticePageView {
  return presentPage(found, presentNotice);
}

function presentNotice(row: NoticeRow): NoticeView {
  return {
    id: row.id,
    type: row.type,
    title: noticeText(row.type, row.number),
    number: row.number,
    referralId: row.object_type === 'referral' ? row.object_id : null,
    path: row.object_type === 'consent' ? null : noticePath(row.object_type, row.object_id),
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}
