import { Id, SomeIds, Text } from '../http/fields.js';

/** What is reported to the council above. */
export class ReportUpRequest {
  @Text({ label: '報告の内容', max: 5000 })
  text!: string;

  @SomeIds({ label: '決定事項', max: 100, optional: true })
  decisionIds?: string[];
}

/** At which meeting a report is heard. */
export class ReportUpTablingRequest {
  @Id({ label: '会議' })
  meetingId!: string;
}

/** What the council above says to a report. */
export class ReportUpAnswerRequest {
  @Text({ label: '回答', max: 2000 })
  answer!: string;
}
