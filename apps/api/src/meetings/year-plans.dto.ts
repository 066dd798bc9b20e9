import { type ListFormat, listFormats } from '#libs/documents';
import { type EraNaming, eraNamings } from '#libs/meetings';
import { Flag, Id, OneOf, Parts, Text, WholeNumber } from '../http/fields.js';

/** Which fiscal year; without one, the present. */
export class YearPlansQuery {
  @WholeNumber({ label: '年度', min: 2000, max: 2100, optional: true })
  fiscalYear?: number;
}

/** How the year is called on paper. */
export class YearPaperQuery extends YearPlansQuery {
  @OneOf(eraNamings, { label: '年度の書き方', optional: true })
  naming?: EraNaming;
}

/** How the schedule is written. */
export class YearFileQuery extends YearPaperQuery {
  @OneOf(listFormats, { label: '形式' })
  format!: ListFormat;
}

/** How a plan begins. */
export class NewYearPlanRequest {
  @WholeNumber({ label: '年度', min: 2000, max: 2100 })
  fiscalYear!: number;

  @WholeNumber({ label: '計画する回数', min: 0, max: 60, standard: 0 })
  plannedCount: number = 0;

  @Flag({ label: '前年度の計画を写す', optional: true })
  copiesYearBefore?: boolean | null;
}

/** A slot of a plan; one without an id is new. */
export class PlanSlotRequest {
  @Id({ label: '回', optional: true })
  id?: string | null;

  @WholeNumber({ label: '月', min: 1, max: 12, optional: true })
  month?: number | null;

  @Text({ label: 'テーマ', max: 120, min: 0, optional: true })
  theme?: string | null;
}

/** The plan of a year. */
export class YearPlanRequest {
  @WholeNumber({ label: '計画する回数', min: 0, max: 60 })
  plannedCount!: number;

  @Text({ label: '備考', max: 500, min: 0, optional: true })
  note?: string | null;

  @Parts(() => PlanSlotRequest, { label: '回', max: 60 })
  slots!: PlanSlotRequest[];
}
