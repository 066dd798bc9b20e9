import { Paths } from './entry-changes.dto.js';
import { EntryContent } from './entry.schema.js';
import { OneOf, Text, WholeNumber } from '../http/fields.js';

/** What is in the form of an entry. */
export class EntryRequest {
  @EntryContent({ label: '掲載内容' })
  entry!: object;

  @Text({ label: '変更についての連絡', max: 500, min: 0, optional: true })
  note?: string | null;
}

/** What somebody has typed so far, with what they began from. */
export class EntryDraftRequest {
  @EntryContent({ label: '編集をはじめたときの内容' })
  base!: object;

  @EntryContent({ label: '下書き' })
  mine!: object;

  /** Fields that somebody else has set otherwise, and about which the writer has not decided yet. */
  @Paths()
  conflicts?: string[] | null;

  @WholeNumber({ label: '編集をはじめたときの版', min: 0, max: 1_000_000_000 })
  baseVersion!: number;
}

/** What is in the form, to be shown as others would see it. */
export class EntryPreviewRequest {
  @EntryContent({ label: '掲載内容' })
  entry!: object;

  @OneOf(['public', 'members'], { label: 'だれから見たページか' })
  circle!: 'public' | 'members';
}

/** A new agency. */
export class NewEntryRequest {
  @EntryContent({ label: '掲載内容' })
  entry!: object;
}
