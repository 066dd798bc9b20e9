import { Id } from '../http/fields.js';

/** Of what a feed is wanted. */
export class FeedRequest {
  @Id({ label: '会議体', optional: true })
  councilId?: string | null;
}
