import { categoryCodes, type DataCategory } from '#libs/people';
import {
  type AskedService,
  askedServiceCodes,
  boxes,
  type Box,
  type LineStatus,
  lineStatuses,
  longestRequestText,
  mostRecipients,
  type ReferralMode,
  referralModeCodes,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralType,
  referralTypeCodes,
  type ReportResult,
  resultCodes,
  type Urgency,
  urgencyCodes,
} from '#libs/referrals';
import { Day, Flag, Id, OneOf, Part, SomeIds, SomeOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which referrals are wanted. */
export class ReferralsQuery extends PageQuery {
  @OneOf(boxes, { label: '箱' })
  box!: Box;

  @SomeOf(lineStatuses, { label: '状態', optional: true })
  status?: LineStatus[];

  @OneOf(['own', 'other'], { label: '順番', optional: true })
  turn?: 'own' | 'other';

  @Flag({ label: '期限超過', optional: true })
  overdue?: boolean;

  @OneOf(['own', 'nobody'], { label: '担当', optional: true })
  claimed?: 'own' | 'nobody';
}

/** What the source writes. */
export class RequestPart {
  @Text({ label: '依頼の内容', max: longestRequestText, min: 0 })
  ask!: string;

  @Text({ label: '本人の意向', max: longestRequestText, min: 0 })
  wish!: string;

  @Text({ label: 'これまでの経過', max: longestRequestText, min: 0 })
  background!: string;
}

/** What changes in a draft; whatever is left out stays. */
export class DraftRequest {
  @SomeIds({ label: '宛先', max: mostRecipients, optional: true })
  recipientAgencyIds?: string[] | null;

  @OneOf(referralModeCodes, { label: '依頼方式', optional: true })
  mode?: ReferralMode;

  @OneOf(referralTypeCodes, { label: '種別', optional: true })
  type?: ReferralType | null;

  @OneOf(referralPurposeCodes, { label: '利用目的', optional: true })
  purpose?: ReferralPurpose | null;

  @OneOf(urgencyCodes, { label: '緊急度', optional: true })
  urgency?: Urgency;

  @Day({ label: '回答希望日', optional: true })
  replyBy?: string | null;

  @SomeOf(askedServiceCodes, { label: '依頼する支援', optional: true })
  services?: AskedService[];

  @SomeOf(categoryCodes, { label: '伝える内容', optional: true })
  categories?: DataCategory[];

  @Part(() => RequestPart, { label: '依頼の文章', optional: true })
  request?: RequestPart;
}

/** A new draft about one of the own people. */
export class BeginRequest extends DraftRequest {
  @Id({ label: '本人' })
  personId!: string;
}

/** Agreeing to support the person. */
export class AcceptanceRequest {
  @Text({ label: '相手への連絡', max: 2000, optional: true })
  note?: string | null;
}

/** A coded reason, and words where the code says too little. */
export class ReasonRequest {
  @Text({ label: '理由', max: 50 })
  reason!: string;

  @Text({ label: '理由の説明', max: 2000, optional: true })
  note?: string | null;
}

/** Sending although the same agency has an open referral about the same person. */
export class SendRequest {
  @Text({ label: '重ねて依頼する理由', max: 500, min: 5, optional: true })
  duplicateReason?: string | null;
}

/** The agency that the person chose, and what they said. */
export class SelectionRequest {
  @Text({ label: '本人の意向', max: 2000 })
  wish!: string;
}

/** The person does not want it. */
export class PersonDeclineRequest extends ReasonRequest {
  @Text({ label: '聞き取った人', max: 100 })
  heardBy!: string;
}

/** The day on which support begins. */
export class StartRequest {
  @Day({ label: '支援開始日' })
  startedOn!: string;
}

/** How the support came out. */
export class ReportRequest {
  @OneOf(resultCodes, { label: '結果' })
  result!: ReportResult;

  @Text({ label: '実施した内容', max: 4000 })
  done!: string;

  @Text({ label: '残る課題', max: 4000, min: 0 })
  remaining!: string;

  @Text({ label: '今後の役割分担', max: 4000, min: 0 })
  roles!: string;

  @Text({ label: '就職先', max: 200, min: 0, optional: true })
  employer?: string | null;

  @Day({ label: '就職日', optional: true })
  employedOn?: string | null;

  @Day({ label: '次回確認日', optional: true })
  nextCheckOn?: string | null;

  @Day({ label: '本人への説明日', optional: true })
  explainedOn?: string | null;
}
