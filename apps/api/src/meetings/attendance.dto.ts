import { type ListFormat, listFormats } from '#libs/documents';
import {
  type AttendanceState,
  attendanceStateCodes,
  type AttendanceWay,
  attendanceWayCodes,
  type Capacity,
  capacityCodes,
  timeOfDay,
} from '#libs/meetings';
import { Id, Matching, OneOf, Parts, Text, WholeNumber } from '../http/fields.js';

const clock = { says: '時刻を「18:30」の形で入力してください', max: 5 };

/** What is written down about one who was expected or came. */
export class AttendanceLineRequest {
  @Id({ label: '委員', optional: true })
  seatId?: string | null;

  @Id({ label: '機関', optional: true })
  agencyId?: string | null;

  @Text({ label: '氏名', max: 60 })
  name!: string;

  @Text({ label: '役職', max: 60, min: 0, optional: true })
  post?: string | null;

  @OneOf(capacityCodes, { label: '区分' })
  capacity!: Capacity;

  @Text({ label: 'だれの代理か', max: 60, min: 0, optional: true })
  substituteFor?: string | null;

  @OneOf(attendanceStateCodes, { label: '出欠' })
  status!: AttendanceState;

  @OneOf(attendanceWayCodes, { label: '参加方法', optional: true })
  how?: AttendanceWay | null;

  @Matching(timeOfDay, { label: '来た時刻', optional: true, ...clock })
  cameAt?: string | null;

  @Matching(timeOfDay, { label: '帰った時刻', optional: true, ...clock })
  leftAt?: string | null;

  @Text({ label: '理由', max: 200, min: 0, optional: true })
  reason?: string | null;
}

/** The whole list of a meeting. */
export class AttendanceRequest {
  @Parts(() => AttendanceLineRequest, { label: '出席者', max: 500 })
  lines!: AttendanceLineRequest[];
}

/** How often a recording was played. */
export class ViewsRequest {
  @WholeNumber({ label: '再生回数', min: 0, max: 10_000_000, optional: true })
  views?: number | null;
}

/** Somebody says that they are there. */
export class CheckInRequest {
  @Id({ label: '委員' })
  seatId!: string;

  @Matching(/^\d{6}$/, { label: '受付番号', says: '6けたの数字で入力してください', max: 6 })
  code!: string;

  @Text({ label: '氏名', max: 60 })
  name!: string;

  @OneOf(['venue', 'web'], { label: '参加方法' })
  how!: 'venue' | 'web';
}

/** A fiscal year. */
export class YearQuery {
  @WholeNumber({ label: '年度', min: 2000, max: 2100, optional: true })
  fiscalYear?: number;
}

/** A fiscal year, and how the list is written. */
export class AttendanceFileQuery extends YearQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}
