import {
  type AttachmentKind,
  attachmentKindCodes,
  categoryCodes,
  type DataCategory,
  type FileExtension,
  fileExtensions,
  longestWords,
} from '#libs/people';
import { Day, OneOf, Text } from '../http/fields.js';

/** What a file is. The name that it had elsewhere is not asked for: it may name the person, and addresses are logged. */
export class AttachmentQuery {
  @OneOf(categoryCodes, { label: '情報の種類' })
  category!: DataCategory;

  @OneOf(attachmentKindCodes, { label: '添付の種類' })
  kind!: AttachmentKind;

  @OneOf(fileExtensions, { label: 'ファイル名の拡張子' })
  extension!: FileExtension;
}

/** What stands beside a file; what is left out stays as it is. */
export class AttachmentWordsRequest {
  @OneOf(categoryCodes, { label: '情報の種類', optional: true })
  category?: DataCategory | null;

  @OneOf(attachmentKindCodes, { label: '添付の種類', optional: true })
  kind?: AttachmentKind | null;

  @Text({ label: '名前・メモ', max: longestWords, min: 0, optional: true })
  words?: string | null;

  @Day({ label: '作成日', optional: true })
  writtenOn?: string | null;
}
