import {
  type AnswerMeans,
  answerMeansCodes,
  type Asker,
  askerCodes,
  type IdentityMeans,
  identityMeansCodes,
  type RefusalGround,
  refusalGroundCodes,
  type RequestDecision,
  requestDecisionCodes,
  type RequestKind,
  requestKindCodes,
} from '#libs/people';
import { Day, Flag, OneOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Which requests are wanted. */
export class RequestsQuery extends PageQuery {
  @Flag({ label: '終わった請求', optional: true })
  closed?: boolean;
}

/** What a person asks about their own data. */
export class PersonRequestRequest {
  @OneOf(requestKindCodes, { label: '請求の種類' })
  kind!: RequestKind;

  @Day({ label: '請求を受けた日' })
  receivedOn!: string;

  @OneOf(askerCodes, { label: '請求した人' })
  askedBy!: Asker;

  @Text({ label: '請求した人の氏名・連絡先', max: 300 })
  asker!: string;

  @Text({ label: '請求の内容', max: 2000, optional: true })
  scope?: string | null;
}

/** How it was checked who asks. */
export class IdentificationRequest {
  @OneOf(identityMeansCodes, { label: '本人確認の方法' })
  means!: IdentityMeans;
}

/** What the agency decided. */
export class RequestDecisionRequest {
  @OneOf(requestDecisionCodes, { label: '決定' })
  decision!: RequestDecision;

  @OneOf(refusalGroundCodes, { label: '応じない理由', optional: true })
  ground?: RefusalGround | null;

  @Text({ label: '説明', max: 2000, optional: true })
  explanation?: string | null;
}

/** How and when the person got the answer. */
export class PersonAnswerRequest {
  @OneOf(answerMeansCodes, { label: '回答の方法' })
  means!: AnswerMeans;

  @Day({ label: '回答した日' })
  answeredOn!: string;
}

/** The request is taken back by whoever made it. */
export class PersonDropRequest {
  @Text({ label: '備考', max: 1000, optional: true })
  note?: string | null;
}
