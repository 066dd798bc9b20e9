import {
  type Attribution,
  attributionCodes,
  attributions,
  type DaysTaken,
  type Figures,
  type QuarterFigures,
  figureScopes,
  type FigureScope,
  type FigureStep,
  figureStepCodes,
  type LineStatus,
  lineStatuses,
  type NamedNumber,
  type OutcomeNumber,
  type ReasonNumber,
  type ShownNumber,
} from '#libs/referrals';
import { ShowsDay, ShowsNumber, ShowsText, ShowsView } from '../http/view.js';

const concealed = ['few', 'withheld'] as const;

/** A number, or why there is none: `few` is one to four, `withheld` is more and would give a small one away. */
export class FigureView {
  @ShowsText() name!: string;
  @ShowsNumber({ nullable: true }) number!: number | null;
  @ShowsText({ codes: concealed, nullable: true }) concealed!: (typeof concealed)[number] | null;
}

/** How many ended for a reason. */
export class ReasonFigureView extends FigureView {
  @ShowsText({ codes: attributionCodes, nullable: true }) attribution!: Attribution | null;
  @ShowsText({ nullable: true }) attributionName!: string | null;
}

/** How many stand in a state; without reasons where they would tell too much. */
export class OutcomeFigureView extends FigureView {
  @ShowsText({ codes: lineStatuses }) status!: LineStatus;
  @ShowsView(() => ReasonFigureView, { list: true }) reasons!: ReasonFigureView[];
}

/** Days from the sending to a step. */
export class DaysFigureView {
  @ShowsText({ codes: figureStepCodes }) step!: FigureStep;
  @ShowsText() name!: string;
  @ShowsNumber({ nullable: true }) number!: number | null;
  @ShowsNumber({ nullable: true }) lower!: number | null;
  @ShowsNumber({ nullable: true }) middle!: number | null;
  @ShowsNumber({ nullable: true }) upper!: number | null;
}

/** The figures of a period. */
export class FiguresView {
  @ShowsText({ codes: figureScopes }) scope!: FigureScope;
  @ShowsDay() from!: string;
  @ShowsDay() until!: string;
  @ShowsView(() => FigureView) total!: FigureView;
  @ShowsView(() => FigureView, { list: true }) months!: FigureView[];
  @ShowsView(() => FigureView, { list: true }) routes!: FigureView[];
  @ShowsView(() => FigureView, { list: true }) partners!: FigureView[];
  @ShowsView(() => OutcomeFigureView, { list: true }) outcomes!: OutcomeFigureView[];
  @ShowsView(() => FigureView, { list: true }) attributions!: FigureView[];
  @ShowsView(() => DaysFigureView, { list: true }) days!: DaysFigureView[];
  @ShowsView(() => FigureView) closedLoop!: FigureView;
  @ShowsNumber({ nullable: true }) closedLoopPercent!: number | null;
  @ShowsView(() => FigureView, { list: true }) capacity!: FigureView[];
}

export function presentFigures(figures: Figures): FiguresView {
  const { scope, from, until, total, months, routes, partners, outcomes, days, closedLoop } = figures;
  return {
    ...{ scope, from, until },
    total: presentNumber({ name: '件数', shown: total }),
    months: (months ?? []).map(presentNumber),
    routes: (routes ?? []).map(presentNumber),
    partners: partners.map(presentNumber),
    outcomes: (outcomes ?? []).map(presentOutcome),
    attributions: figures.attributions.map(presentNumber),
    days: days.map(presentDays),
    closedLoop: presentNumber({ name: '結果の確認まで完了', shown: closedLoop.shown }),
    closedLoopPercent: closedLoop.percent,
    capacity: figures.capacity.map(presentNumber),
  };
}

function presentNumber({ name, shown }: NamedNumber): FigureView {
  return { name, ...numberIn(shown) };
}

function numberIn(shown: ShownNumber): Pick<FigureView, 'number' | 'concealed'> {
  return typeof shown === 'number' ? { number: shown, concealed: null } : { number: null, concealed: shown };
}

function presentOutcome({ status, name, shown, reasons }: OutcomeNumber): OutcomeFigureView {
  return { status, name, ...numberIn(shown), reasons: (reasons ?? []).map(presentReason) };
}

function presentReason({ name, shown, attribution }: ReasonNumber): ReasonFigureView {
  return {
    name,
    ...numberIn(shown),
    attribution,
    attributionName: attribution && attributions[attribution],
  };
}

function presentDays({ step, name, number, lower, middle, upper }: DaysTaken): DaysFigureView {
  return { step, name, number, lower, middle, upper };
}

/** One line of a table by quarters: April to June, July to September, October to December, January to March. */
export class QuarterLineView {
  @ShowsText() name!: string;
  @ShowsNumber({ list: true }) numbers!: number[];
}

/** A year of the network by its quarters; a list is null where it would tell too much. */
export class QuarterFiguresView {
  @ShowsNumber() fiscalYear!: number;
  @ShowsNumber({ list: true, nullable: true }) totals!: number[] | null;
  @ShowsView(() => QuarterLineView, { list: true, nullable: true }) outcomes!: QuarterLineView[] | null;
  @ShowsView(() => QuarterLineView, { list: true, nullable: true }) routes!: QuarterLineView[] | null;
}

export function presentQuarters({
  fiscalYear,
  totals,
  outcomes,
  routes,
}: QuarterFigures): QuarterFiguresView {
  const lines = (list: QuarterFigures['outcomes']) =>
    list?.map(({ name, numbers }) => ({ name, numbers: [...numbers] })) ?? null;
  return { fiscalYear, totals: totals && [...totals], outcomes: lines(outcomes), routes: lines(routes) };
}
