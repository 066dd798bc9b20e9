import {
  type ApprovalWay,
  type MinutesFormat,
  minutesFormats,
  type Verdict,
  verdictCodes,
} from '#libs/meetings';
import { type ListFormat, listFormats } from '#libs/documents';
import { Day, Id, OneOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** Where a meeting was, and who came. */
export class MinutesHeadRequest {
  @Text({ label: '場所', max: 200, min: 0, optional: true })
  place?: string | null;

  @Text({ label: '出席者', max: 10_000, min: 0, optional: true })
  attendees?: string | null;
}

/** What is written about one item. */
export class MinutesTextRequest {
  @Text({ label: '協議の内容', max: 20_000, min: 0, optional: true })
  discussion?: string | null;

  @Text({ label: '決定事項', max: 5000, min: 0, optional: true })
  decision?: string | null;

  @Day({ label: '効力の発生日', optional: true })
  effectiveOn?: string | null;
}

/** Until when circulated minutes are looked through. */
export class MinutesCirculationRequest {
  @Day({ label: '確認の期限', optional: true })
  deadlineOn?: string | null;
}

/** What somebody says to circulated minutes. */
export class MinutesReviewRequest {
  @OneOf(verdictCodes, { label: '確認の結果' })
  verdict!: Verdict;

  @Text({ label: 'コメント', max: 2000, min: 0, optional: true })
  comment?: string | null;
}

/** What was done about it. */
export class MinutesResolutionRequest {
  @Text({ label: '対応', max: 1000 })
  resolution!: string;
}

/** How minutes are approved. */
export class MinutesApprovalRequest {
  @OneOf(['chair', 'next_meeting'], { label: '承認の方法' })
  how!: Exclude<ApprovalWay, 'silence'>;

  @Text({ label: '承認した人', max: 60, min: 0, optional: true })
  approvedBy?: string | null;

  @Id({ label: '承認した会議', optional: true })
  meetingId?: string | null;

  @Text({ label: '異議があっても承認する理由', max: 1000, min: 0, optional: true })
  overrideReason?: string | null;
}

/** Why approved minutes are amended. */
export class AmendmentRequest {
  @Text({ label: '訂正の理由', max: 1000 })
  reason!: string;

  @Id({ label: '訂正を決めた会議', optional: true })
  decidedMeetingId?: string | null;
}

/** How minutes are taken along. */
export class MinutesFileQuery {
  @OneOf(minutesFormats, { label: '形式' })
  format!: MinutesFormat;
}

/** Which decisions are wanted. */
export class DecisionsQuery extends PageQuery {
  @WholeNumber({ label: '年度', min: 2000, max: 2100, optional: true })
  fiscalYear?: number;

  @Text({ label: 'ことば', max: 100, optional: true })
  words?: string;
}

/** Which decisions are written into a file, and how. */
export class DecisionFileQuery extends DecisionsQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}
