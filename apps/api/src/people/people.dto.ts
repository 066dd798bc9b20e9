import { type PeopleSort, peopleSortCodes, type VisibleStatus, visibleStatuses } from '#libs/people';
import { Day, Flag, Matching, OneOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';
import { Sheet } from './sheet.field.js';

const kana = { label: 'ふりがな', max: 100, says: 'ひらがな・カタカナで入力してください' };
const kanaOnly = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　]+$/u;

const anyId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Which of the own people are wanted. */
export class PeopleQuery extends PageQuery {
  @Text({ label: '氏名・ふりがな・番号', max: 100, min: 0, optional: true })
  q?: string;

  @Flag({ label: '同意の期限が近い人だけ', optional: true })
  consentsEnding?: boolean;

  @OneOf(visibleStatuses, { label: '状態', optional: true })
  status?: VisibleStatus;

  @Flag({ label: '支援を終えた人だけ', optional: true })
  ended?: boolean;

  @OneOf(['mine', 'none', 'left'], { label: '担当', optional: true })
  charge?: 'mine' | 'none' | 'left';

  @Matching(anyId, { label: '担当の職員', max: 36, says: '一覧から選択してください', optional: true })
  inCharge?: string;

  @WholeNumber({ label: '連絡のない日数', min: 1, max: 3650, optional: true })
  silentDays?: number;

  @WholeNumber({ label: '満了・卒業までの月数', min: 1, max: 60, optional: true })
  termMonths?: number;

  @OneOf(peopleSortCodes, { label: '並べ方', optional: true })
  sort?: PeopleSort;
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
