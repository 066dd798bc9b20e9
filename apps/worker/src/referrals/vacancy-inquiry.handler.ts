import type { Announcements } from '#libs/notifications';
import type { SqlTx, Task } from '#libs/platform';
import { idIn, numberIn } from '../payload.js';

const inquiryNotices = [
  'vacancy_inquiry.asked',
  'vacancy_inquiry.answered',
  'vacancy_inquiry.due',
  'vacancy_inquiry.closed',
] as const;
type InquiryNotice = (typeof inquiryNotices)[number];

/** Whether an event is about an inquiry for room. */
export function isInquiryNotice(type: string): type is InquiryNotice {
  return (inquiryNotices as readonly string[]).includes(type);
}

/** Tells the desk of the one agency that the event names, by the number of the inquiry. */
export async function announceInquiry(
  announcements: Announcements,
  tx: SqlTx,
  event: Task & { type: InquiryNotice },
): Promise<void> {
  await announcements.announce(tx, {
    eventId: event.id,
    type: event.type,
    agencyId: idIn(event, 'tellAgencyId'),
    objectType: 'vacancy_inquiry',
    objectId: idIn(event, 'inquiryId'),
    number: numberIn(event, 'number'),
  });
}
