import { type UpkeepList, upkeepLists } from '#libs/directory';
import { OneOf } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which entries are wanted. */
export class UpkeepEntriesQuery extends PageQuery {
  @OneOf(upkeepLists, { label: '一覧' })
  list!: UpkeepList;
}
