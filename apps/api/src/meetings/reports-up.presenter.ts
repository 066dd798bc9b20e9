import {
  mayWith,
  type Reporting,
  type ReportRow,
  type ReportState,
  reportStateCodes,
  reportStates,
} from '#libs/meetings';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** A decision that a report tells of. */
export class ReportedDecisionView {
  @ShowsId() id!: string;
  @ShowsText() label!: string;
  @ShowsText() title!: string;
  @ShowsText() text!: string;
}

/** What the reader may do with a report now. */
export class ReportCanView {
  @ShowsFlag() write!: boolean;
  @ShowsFlag() send!: boolean;
  @ShowsFlag() table!: boolean;
  @ShowsFlag() answer!: boolean;
}

/** A report to the council above. */
export class ReportUpView {
  @ShowsId() id!: string;
  @ShowsId() councilId!: string;
  @ShowsText() council!: string;
  @ShowsId() parentId!: string;
  @ShowsText() parent!: string;
  @ShowsId({ nullable: true }) meetingId!: string | null;
  @ShowsText() meeting!: string;
  @ShowsDay() heldOn!: string;
  @ShowsText() text!: string;
  @ShowsView(() => ReportedDecisionView, { list: true }) decisions!: ReportedDecisionView[];
  @ShowsText({ codes: reportStateCodes }) state!: ReportState;
  @ShowsText() stateName!: string;
  @ShowsMoment({ nullable: true }) sentAt!: string | null;
  @ShowsId({ nullable: true }) tabledMeetingId!: string | null;
  @ShowsText() tabledIn!: string;
  @ShowsText() answer!: string;
  @ShowsMoment({ nullable: true }) answeredAt!: string | null;
  @ShowsView(() => ReportCanView) can!: ReportCanView;
  @ShowsNumber() version!: number;
}

/** What can be reported of minutes, and what was. */
export class ReportingView {
  @ShowsText({ nullable: true }) parent!: string | null;
  @ShowsFlag() mayPrepare!: boolean;
  @ShowsView(() => ReportedDecisionView, { list: true }) decisions!: ReportedDecisionView[];
  @ShowsView(() => ReportUpView, { nullable: true }) report!: ReportUpView | null;
}

/** Lets out what can be reported, and what was. */
export function presentReporting({ parent, mayPrepare, decisions, report }: Reporting): ReportingView {
  return {
    parent,
    mayPrepare,
    decisions: decisions.map(({ id, label, title, text }) => ({ id, label, title, text })),
    report: report && presentReport(report),
  };
}

/** Lets out a report. */
export function presentReport(report: ReportRow): ReportUpView {
  return {
    id: report.id,
    councilId: report.councilId,
    council: report.council,
    parentId: report.parentId,
    parent: report.parent,
    meetingId: report.meetingId,
    meeting: report.meeting,
    heldOn: report.heldOn,
    text: report.text,
    decisions: report.decisions.map(({ id, label, title, text }) => ({ id, label, title, text })),
    state: report.state,
    stateName: reportStates[report.state],
    sentAt: report.sentAt?.toISOString() ?? null,
    tabledMeetingId: report.tabledMeetingId,
    tabledIn: report.tabledIn,
    answer: report.answer,
    answeredAt: report.answeredAt?.toISOString() ?? null,
    can: mayWith(report),
    version: report.version,
  };
}
