import { mostOccurrences, type SeriesScope, seriesScopes } from '#libs/meetings';
import { OneOf, WholeNumber } from '../http/fields.js';
import { MeetingRequest } from './meetings.dto.js';

const rhythms = ['weeks', 'months'] as const;

/** Several meetings at once: the first, and how it repeats. */
export class MeetingSeriesRequest extends MeetingRequest {
  @OneOf(rhythms, { label: 'くり返し' })
  rhythm!: (typeof rhythms)[number];

  @WholeNumber({ label: '間隔', min: 1, max: 12, standard: 1 })
  every: number = 1;

  @WholeNumber({ label: '第何週', min: 1, max: 5, standard: 1 })
  weekNo: number = 1;

  @WholeNumber({ label: '回数', min: 2, max: mostOccurrences })
  count!: number;
}

/** A change of a meeting that others of its series follow. */
export class MeetingSeriesChangeRequest extends MeetingRequest {
  @OneOf(seriesScopes, { label: '変更の範囲' })
  scope!: SeriesScope;
}
