import {
  type KeptRecord,
  type LegalHold,
  type RecordSetting,
  type Tombstone,
  type VisibleStatus,
  visibleStatuses,
} from '#libs/people';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** A record whose time is over, or will be. */
export class KeptRecordView {
  @ShowsId() personId!: string;
  @ShowsNumber() number!: number;
  @ShowsText() name!: string;
  @ShowsText({ codes: visibleStatuses }) status!: VisibleStatus;
  @ShowsDay() endedOn!: string;
  @ShowsDay() keptUntil!: string;
  @ShowsFlag() held!: boolean;
  @ShowsFlag() busy!: boolean;
  @ShowsFlag() isDue!: boolean;
}

/** What is left of an erased record. */
export class TombstoneView {
  @ShowsId() personId!: string;
  @ShowsNumber() number!: number;
  @ShowsDay({ nullable: true }) endedOn!: string | null;
  @ShowsDay() keptUntil!: string;
  @ShowsText({ codes: ['retention', 'request'] }) ground!: 'retention' | 'request';
  @ShowsText() erasedBy!: string;
  @ShowsMoment() erasedAt!: string;
}

/** What is kept how long, and what was erased. */
export class RetentionView {
  @ShowsView(() => KeptRecordView, { list: true }) records!: KeptRecordView[];
  @ShowsView(() => TombstoneView, { list: true }) erased!: TombstoneView[];
}

/** The hold that stands. */
export class LegalHoldView {
  @ShowsText() reason!: string;
  @ShowsText() placedBy!: string;
  @ShowsMoment() placedAt!: string;
}

/** Whether a hold stands. */
export class HoldView {
  @ShowsView(() => LegalHoldView, { nullable: true }) hold!: LegalHoldView | null;
}

/** How the agency keeps its records. */
export class RecordSettingView {
  @ShowsNumber() personYears!: number;
  @ShowsNumber() disclosureYears!: number;
  @ShowsNumber() answerDays!: number;
  @ShowsNumber() hourlyReadings!: number;
  @ShowsNumber() dailyExports!: number;
  @ShowsNumber() version!: number;
}

export function presentRetention(
  records: readonly KeptRecord[],
  erased: readonly Tombstone[],
): RetentionView {
  return {
    records: records.map(({ personId, number, name, status, endedOn, keptUntil, held, busy, isDue }) => ({
      ...{ personId, number, name, status, endedOn, keptUntil, held, busy, isDue },
    })),
    erased: erased.map(({ personId, number, endedOn, keptUntil, ground, erasedBy, erasedAt }) => ({
      ...{ personId, number, endedOn, keptUntil, ground, erasedBy },
      erasedAt: erasedAt.toISOString(),
    })),
  };
}

export function presentHold(hold: LegalHold | null): HoldView {
  return {
    hold: hold && { reason: hold.reason, placedBy: hold.placedBy, placedAt: hold.placedAt.toISOString() },
  };
}

export function presentSetting(setting: RecordSetting): RecordSettingView {
  const { personYears, disclosureYears, answerDays, hourlyReadings, dailyExports, version } = setting;
  return { personYears, disclosureYears, answerDays, hourlyReadings, dailyExports, version };
}
