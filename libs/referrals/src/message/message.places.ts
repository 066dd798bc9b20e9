import type { Place } from '#libs/platform';

/** Where the words of a message live. */
export const messagePlace = (messageId: string): Place => ({
  table: 'message_body',
  column: 'body',
  row: messageId,
});

/** Where what somebody could not send lives. */
export const messageDraftPlace = (accountId: string, lineId: string): Place => ({
  table: 'message_draft',
  column: 'body',
  row: `${accountId}|${lineId}`,
});
