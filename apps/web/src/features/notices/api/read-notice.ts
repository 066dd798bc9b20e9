import { api, bodyOf } from '../../../lib/api-client.js';

/** Marks one notice as read. */
export function readNotice(noticeId: string) {
  return bodyOf(api.POST('/api/v1/notices/{id}/reading', { params: { path: { id: noticeId } } }));
}
