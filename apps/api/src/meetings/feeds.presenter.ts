import type { FeedRow } from '#libs/meetings';
import { ShowsId, ShowsMoment, ShowsText } from '../http/view.js';

/** A feed of the reader's. */
export class FeedView {
  @ShowsId() id!: string;
  @ShowsId({ nullable: true }) councilId!: string | null;
  @ShowsText() name!: string;
  @ShowsMoment() createdAt!: string;
}

/** A new feed with its address, which is told this once. */
export class NewFeedView {
  @ShowsId() id!: string;
  @ShowsText({ format: 'uri' }) address!: string;
}

/** Lets out a feed. */
export function presentFeed({ id, councilId, council, createdAt }: FeedRow): FeedView {
  return { id, councilId, name: council ?? '自機関のすべての会議', createdAt: createdAt.toISOString() };
}
