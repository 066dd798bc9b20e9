import { Day, Flag, Matching, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';
import { Sheet } from './sheet.field.js';

const kana = { label: 'ふりがな', max: 100, says: 'ひらがな・カタカナで入力してください' };
const kanaOnly = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　]+$/u;

/** Which of the own people are wanted. */
export class PeopleQuery extends PageQuery {
  @Text({ label: '氏名・ふりがな・番号', max: 100, min: 0, optional: true })
  q?: string;

  @Flag({ label: '同意の期限が近い人だけ', optional: true })
  consentsEnding?: boolean;
}

/** Who a person is. */
export class IdentifyRequest {
  @Text({ label: '氏名', max: 100 })
  name!: string;

  @Matching(kanaOnly, kana)
  kana!: string;

  @Day({ label: '生年月日', optional: true })
  birthDate?: string | null;
}

/** A new person. */
export class RegisterRequest extends IdentifyRequest {
  @Text({ label: '電話番号', max: 30, optional: true })
  phone?: string | null;

  @Flag({ label: '別の人として登録', optional: true })
  allowDuplicate?: boolean;
}

/** The sheet of one category: every field that is left out is emptied. */
export class SheetRequest {
  @Sheet({ label: '記入内容' })
  fields!: Record<string, string>;
}
