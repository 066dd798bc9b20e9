import {
  type MeetingMode,
  meetingModeCodes,
  type MeetingState,
  meetingStates,
  timeOfDay,
} from '#libs/meetings';
import { Day, Flag, Id, Matching, OneOf, SomeOf, Text, WholeNumber } from '../http/fields.js';
import { PageQuery } from '../http/page.query.js';

const clock = {
  says: '時刻を「18:30」の形で入力してください。24時以降は翌日の時刻（例 01:00）で入力します',
  max: 5,
};

/** Which meetings are wanted. */
export class MeetingsQuery extends PageQuery {
  @WholeNumber({ label: '年度', min: 2000, max: 2100, optional: true })
  fiscalYear?: number;

  @Day({ label: 'いつから', optional: true })
  from?: string;

  @Day({ label: 'いつまで', optional: true })
  until?: string;

  @SomeOf(meetingStates, { label: '状態', optional: true })
  states?: MeetingState[];

  @OneOf(['oldest', 'newest'], { label: '並び', optional: true })
  order?: 'oldest' | 'newest';
}

/** What a meeting says about itself. */
export class MeetingRequest {
  @Text({ label: '会議名', max: 120 })
  title!: string;

  @OneOf(meetingModeCodes, { label: '開催方法' })
  mode!: MeetingMode;

  @Day({ label: '開催日' })
  day!: string;

  @Flag({ label: '終日', optional: true })
  allDay?: boolean | null;

  @Matching(timeOfDay, { label: '開始時刻', ...clock })
  from!: string;

  @Matching(timeOfDay, { label: '終了時刻', ...clock })
  until!: string;

  @Text({ label: '時間帯', max: 60, optional: true })
  tz?: string | null;

  @Text({ label: '会場', max: 120, min: 0, optional: true })
  venue?: string | null;

  @Text({ label: '会場の住所', max: 200, min: 0, optional: true })
  address?: string | null;

  @WholeNumber({ label: '会場の定員', min: 1, max: 100_000, optional: true })
  venueCapacity?: number | null;

  @WholeNumber({ label: 'Webの定員', min: 1, max: 100_000, optional: true })
  webCapacity?: number | null;

  @Text({ label: 'WebのURL', max: 1000, min: 0, optional: true })
  webLink?: string | null;

  @Text({ label: 'Webの案内', max: 500, min: 0, optional: true })
  webNote?: string | null;

  @Day({ label: '公開の始まり', optional: true })
  onDemandFrom?: string | null;

  @Day({ label: '公開の終わり', optional: true })
  onDemandUntil?: string | null;

  @Text({ label: '案内', max: 2000, min: 0, optional: true })
  note?: string | null;

  @Flag({ label: '公開の会議', optional: true })
  isPublic?: boolean | null;

  @Id({ label: '準備する会議', optional: true })
  preparesId?: string | null;
}

/** Why a meeting is postponed or cancelled. */
export class MeetingReasonRequest {
  @Text({ label: '理由', max: 300 })
  reason!: string;
}
