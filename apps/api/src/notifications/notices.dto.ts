import { Flag } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which of one's notices are wanted. */
export class NoticesQuery extends PageQuery {
  @Flag({ label: '未読だけ', optional: true })
  unread?: boolean;
}
