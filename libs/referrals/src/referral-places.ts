import type { Place } from '#libs/platform';

/** Where the request of a draft lives. */
export const requestPlace = (referralId: string): Place => ({
  table: 'referral',
  column: 'request',
  row: referralId,
});

/** Where a section of a frozen package lives. */
export const packagePlace = (referralId: string, version: number, category: string): Place => ({
  table: 'package_section',
  column: 'body',
  row: `${referralId}|${version}|${category}`,
});

/** Where the note of an event lives. */
export const notePlace = (eventId: string): Place => ({
  table: 'referral_event',
  column: 'note',
  row: eventId,
});

/** Where the text of a report lives. */
export const reportPlace = (reportId: string): Place => ({
  table: 'referral_report',
  column: 'body',
  row: reportId,
});
