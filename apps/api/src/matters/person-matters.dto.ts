import { type Ending, endings, type EndReason, endReasonCodes } from '#libs/people';
import { Day, Id, Matching, OneOf, SomeMatching, Text } from '../http/fields.js';

const kana = { label: 'ふりがな', max: 100, says: 'ひらがな・カタカナで入力してください' };
const kanaOnly = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s　]+$/u;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** How support ended. */
export class PersonEndRequest {
  @OneOf(endings, { label: '終わり方' })
  kind!: Ending;

  @Day({ label: '日付' })
  endedOn!: string;

  @OneOf(endReasonCodes, { label: '支援終了の理由', optional: true })
  reason?: EndReason | null;

  @Text({ label: '記録しておくこと', max: 2000, optional: true })
  note?: string | null;
}

/** Which ending is meant. */
export class ToldQuery {
  @OneOf(endings, { label: '終わり方', optional: true })
  kind?: Ending;
}

/** When somebody was heard of. */
export class ContactRequest {
  @Day({ label: '連絡の取れた日' })
  on!: string;
}

/** A name that a person bore before. */
export class FormerNameRequest {
  @Text({ label: '以前の氏名', max: 100 })
  name!: string;

  @Matching(kanaOnly, kana)
  kana!: string;
}

/** Who is in charge of one person from now on; nobody when it is left out. */
export class ChargeRequest {
  @Id({ label: '担当', optional: true })
  accountId?: string | null;
}

/** Whose people go to whom. */
export class HandOverRequest {
  @Matching(id, { label: '新しい担当', max: 36, says: '一覧から選択してください', optional: true })
  toAccountId?: string | null;

  @Matching(id, { label: 'いままでの担当', max: 36, says: '一覧から選択してください', optional: true })
  fromAccountId?: string | null;

  @SomeMatching(id, { label: '引き継ぐ方', says: '一覧から選択してください', max: 500 })
  personIds!: string[];
}

/** Why somebody opens many records. */
export class ReadingReasonRequest {
  @Text({ label: '理由', min: 5, max: 300 })
  reason!: string;
}
