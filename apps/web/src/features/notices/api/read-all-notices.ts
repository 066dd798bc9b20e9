import { api, bodyOf } from '../../../lib/api-client.js';

/** Marks every notice as read. */
export function readAllNotices() {
  return bodyOf(api.POST('/api/v1/notices/reading'));
}
