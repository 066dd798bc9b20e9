import { EntryContent } from './entry.schema.js';
import { Day, Id, Text } from '../http/fields.js';

/** Closed for a time. */
export class SuspensionRequest {
  @Day({ label: '休止の最初の日' })
  from!: string;

  @Day({ label: '休止の最後の日', optional: true })
  until?: string | null;

  @Text({ label: '説明', max: 500, min: 0, optional: true })
  note?: string | null;
}

/** Closed for good, perhaps with somebody who carries on. */
export class ClosingRequest {
  @Day({ label: '閉所の日' })
  on!: string;

  @Id({ label: '引き継ぐ機関', optional: true })
  successorId?: string | null;

  @Text({ label: '説明', max: 500, min: 0, optional: true })
  note?: string | null;
}

/** A new place. */
export class MovingRequest {
  @Day({ label: '移転の日' })
  on!: string;

  @EntryContent({ label: '新しい所在地と連絡先' })
  place!: Record<string, unknown>;

  @Text({ label: '説明', max: 500, min: 0, optional: true })
  note?: string | null;
}
