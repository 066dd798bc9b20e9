import { api, bodyOf } from '../../../lib/api-client.js';

/** Marks one notice as read. */
export function readNotice(noticeId: string): Promise<unknown> {
  return bodyOf(api.POST('/api/v1/notices/{id}/reading', { params: { path: { id: noticeId } } }));
}
