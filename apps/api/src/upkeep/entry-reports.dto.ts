import { type ReportTopic, reportTopics } from '#libs/directory';
import { Flag, OneOf, Text } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

/** What is wrong with an entry. */
export class EntryReportRequest {
  @OneOf(reportTopics, { label: 'どこがちがいますか' })
  topic!: ReportTopic;

  @Text({ label: 'どうちがうか', max: 2000 })
  words!: string;
}

/** What came of a report. */
export class ReportAnswerRequest {
  @OneOf(['fixed', 'not_error'], { label: '結果' })
  outcome!: 'fixed' | 'not_error';

  @Text({ label: '回答', max: 2000 })
  answer!: string;
}

/** Which reports are wanted. */
export class EntryReportsQuery extends PageQuery {
  @Flag({ label: '未対応だけ', optional: true })
  open?: boolean;
}
