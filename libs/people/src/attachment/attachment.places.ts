import type { Place } from '#libs/platform';

/** Where what an uploader calls an attachment lives. */
export const attachmentWordsPlace = (attachmentId: string): Place => ({
  table: 'attachment',
  column: 'words',
  row: attachmentId,
});

/** Where a piece of a file lives: the number of all pieces belongs to it, so that none can be left off the end. */
export const chunkPlace = (attachmentId: string, nth: number, chunks: number): Place => ({
  table: 'attachment_chunk',
  column: 'body',
  row: `${attachmentId}|${nth}/${chunks}`,
});
