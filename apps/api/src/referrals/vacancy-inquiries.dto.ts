import { disabilities } from '#libs/directory';
import {
  type AgeBand,
  ageBandCodes,
  type InquiryNeed,
  inquiryNeedCodes,
  mostAsked,
  type RoomAnswer,
  roomAnswerCodes,
} from '#libs/referrals';
import { Flag, Matching, OneOf, SomeIds, SomeOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which inquiries: those that arrived, or those that were sent. */
export class InquiriesQuery extends PageQuery {
  @OneOf(['received', 'sent'], { label: '箱', optional: true })
  box?: 'received' | 'sent';

  @OneOf(['open', 'closed'], { label: '状態', optional: true })
  state?: 'open' | 'closed';

  /** Open ones that arrived and wait for the own answer. */
  @Flag({ label: 'まだ回答していない照会だけ', optional: true })
  unanswered?: boolean;
}

/** Somebody like whom there should be room; nobody in particular. */
export class InquiryRequest {
  @SomeIds({ label: '照会する機関', max: mostAsked })
  recipientAgencyIds!: string[];

  @Text({ label: 'サービスの種類', max: 60 })
  serviceKind!: string;

  @Text({ label: '地域', max: 20 })
  areaCode!: string;

  @OneOf(ageBandCodes, { label: '年代' })
  ageBand!: AgeBand;

  @SomeOf(disabilities.map(([code]) => code), { label: '障害の種類' })
  disabilities!: string[];

  @SomeOf(inquiryNeedCodes, { label: '必要なこと' })
  needs!: InquiryNeed[];

  @Matching(/^\d{4}-(0[1-9]|1[0-2])$/, {
    label: '利用を始めたい月',
    says: '月を「2027-04」の形で入力してください',
    max: 7,
  })
  startMonth!: string;

  @Text({ label: '補足', max: 300, min: 0 })
  note!: string;

  /** Whoever wrote the note has been warned, and has read it again. */
  @Flag({ label: '補足に個人が分かる内容がないことの確認', optional: true })
  noteChecked?: boolean;

  @WholeNumber({ label: '回答までの営業日', min: 1, max: 20, standard: 5 })
  days?: number;
}

/** Whether the own agency has room. */
export class RoomAnswerRequest {
  @OneOf(roomAnswerCodes, { label: '空き' })
  answer!: RoomAnswer;

  @WholeNumber({ label: '待機の見込み（月）', min: 0, max: 60, optional: true })
  months?: number | null;

  @Text({ label: '補足', max: 300, min: 0 })
  note!: string;

  @Flag({ label: '補足に個人が分かる内容がないことの確認', optional: true })
  noteChecked?: boolean;
}
