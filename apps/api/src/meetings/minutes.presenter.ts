import {
  type AgendaType,
  agendaTypeCodes,
  agendaTypes,
  type AgendaVisibility,
  agendaVisibilityCodes,
  approvals,
  approvalWays,
  type DecisionRow,
  mayHappenTo,
  type MinutesLine,
  type MinutesOfMeeting,
  type MinutesRecord,
  type MinutesState,
  minutesStateCodes,
  minutesStates,
  type Verdict,
  verdictCodes,
  verdicts,
} from '#libs/meetings';
import type { Page } from '#libs/platform';
import { pageOf, presentPage } from '../http/page.view.js';
import {
  ShowsDay,
  ShowsFlag,
  ShowsId,
  ShowsMoment,
  ShowsNumber,
  ShowsText,
  ShowsView,
} from '../http/view.js';

/** A version of minutes in the list of versions. */
export class MinutesLineView {
  @ShowsId() id!: string;
  @ShowsNumber() no!: number;
  @ShowsFlag() isAmendment!: boolean;
  @ShowsText({ codes: minutesStateCodes }) state!: MinutesState;
  @ShowsText() stateName!: string;
  @ShowsText() reason!: string;
  @ShowsText({ nullable: true }) sha256!: string | null;
  @ShowsMoment({ nullable: true }) circulatedAt!: string | null;
  @ShowsMoment({ nullable: true }) approvedAt!: string | null;
}

/** The minutes of a meeting. */
export class MinutesOfMeetingView {
  @ShowsFlag() mayBegin!: boolean;
  @ShowsView(() => MinutesLineView, { list: true }) versions!: MinutesLineView[];
}

/** One item of minutes. */
export class MinutesItemView {
  @ShowsId() id!: string;
  @ShowsId({ nullable: true }) agendaItemId!: string | null;
  @ShowsText() number!: string;
  @ShowsText() title!: string;
  @ShowsText({ codes: agendaTypeCodes }) type!: AgendaType;
  @ShowsText() typeName!: string;
  @ShowsText({ codes: agendaVisibilityCodes }) visibility!: AgendaVisibility;
  @ShowsText() discussion!: string;
  @ShowsText() decision!: string;
  @ShowsDay({ nullable: true }) effectiveOn!: string | null;
  @ShowsText() editedBy!: string;
  @ShowsMoment({ nullable: true }) editedAt!: string | null;
  @ShowsNumber() version!: number;
}

/** What was given to whom, as it stood when the version was circulated. */
export class MinutesActionView {
  @ShowsId({ nullable: true }) agendaItemId!: string | null;
  @ShowsText() task!: string;
  @ShowsText() owner!: string;
  @ShowsDay({ nullable: true }) dueOn!: string | null;
}

/** To whom a version was sent. */
export class MinutesRecipientView {
  @ShowsText() agency!: string;
  @ShowsText() names!: string;
}

/** What somebody said. */
export class MinutesReviewView {
  @ShowsId() id!: string;
  @ShowsText() agency!: string;
  @ShowsText() name!: string;
  @ShowsText({ codes: verdictCodes }) verdict!: Verdict;
  @ShowsText() verdictName!: string;
  @ShowsText() comment!: string;
  @ShowsMoment() at!: string;
  @ShowsText() resolution!: string;
  @ShowsFlag() isOwn!: boolean;
}

/** What the reader may do with a version now. */
export class MinutesCanView {
  @ShowsFlag() write!: boolean;
  @ShowsFlag() circulate!: boolean;
  @ShowsFlag() review!: boolean;
  @ShowsFlag() resolve!: boolean;
  @ShowsFlag() revise!: boolean;
  @ShowsFlag() approve!: boolean;
  @ShowsFlag() approveInMeeting!: boolean;
  @ShowsFlag() publish!: boolean;
  @ShowsFlag() amend!: boolean;
}

/** A version of minutes whole. */
export class MinutesVersionView extends MinutesLineView {
  @ShowsId() meetingId!: string;
  @ShowsId() councilId!: string;
  @ShowsText() councilName!: string;
  @ShowsText() title!: string;
  @ShowsText() heldAt!: string;
  @ShowsText() place!: string;
  @ShowsText() attendees!: string;
  @ShowsText() ruleName!: string;
  @ShowsDay({ nullable: true }) deadlineOn!: string | null;
  @ShowsText({ nullable: true }) approvedHowName!: string | null;
  @ShowsText() approvedBy!: string;
  @ShowsText({ nullable: true }) approvedMeeting!: string | null;
  @ShowsText({ nullable: true }) decidedMeeting!: string | null;
  @ShowsText() overrideReason!: string;
  @ShowsMoment({ nullable: true }) publishedAt!: string | null;
  @ShowsView(() => MinutesItemView, { list: true }) items!: MinutesItemView[];
  @ShowsView(() => MinutesActionView, { list: true }) actions!: MinutesActionView[];
  @ShowsView(() => MinutesRecipientView, { list: true }) recipients!: MinutesRecipientView[];
  @ShowsView(() => MinutesReviewView, { list: true }) reviews!: MinutesReviewView[];
  @ShowsText({ codes: ['intact', 'broken', 'unknown'] }) proof!: 'intact' | 'broken' | 'unknown';
  @ShowsFlag() awaitsAttendance!: boolean;
  @ShowsView(() => MinutesCanView) can!: MinutesCanView;
  @ShowsNumber() version!: number;
}

/** What came of saving one item. */
export class MinutesSavedView {
  @ShowsNumber() version!: number;
}

/** The words of a decision before it was amended. */
export class FormerDecisionView {
  @ShowsText() text!: string;
  @ShowsDay() until!: string;
}

/** A decision in the register. */
export class DecisionView {
  @ShowsId() id!: string;
  @ShowsText() label!: string;
  @ShowsNumber() fiscalYear!: number;
  @ShowsId() meetingId!: string;
  @ShowsText({ nullable: true }) meeting!: string | null;
  @ShowsText() title!: string;
  @ShowsText() text!: string;
  @ShowsDay() decidedOn!: string;
  @ShowsDay({ nullable: true }) effectiveOn!: string | null;
  @ShowsNumber() revision!: number;
  @ShowsView(() => FormerDecisionView, { list: true }) before!: FormerDecisionView[];
}

/** A page of the register. */
export class DecisionPageView extends pageOf(() => DecisionView) {}

/** Lets out the versions of a meeting. */
export function presentMinutesOfMeeting({ mayBegin, versions }: MinutesOfMeeting): MinutesOfMeetingView {
  return { mayBegin, versions: versions.map(presentLine) };
}

/** Lets out a version; who it was sent to and what was said, as far as the reader may know. */
export function presentMinutes(minutes: MinutesRecord): MinutesVersionView {
  const { state, isKeeper, isChair, isIntact } = minutes;
  const keeps = (verb: Parameters<typeof mayHappenTo>[0]) => isKeeper && mayHappenTo(verb, state);
  return {
    ...presentLine(minutes),
    meetingId: minutes.meetingId,
    councilId: minutes.councilId,
    councilName: minutes.councilName,
    title: minutes.title,
    heldAt: minutes.heldAt,
    place: minutes.place,
    attendees: minutes.attendees,
    ruleName: approvals[minutes.rule],
    deadlineOn: minutes.deadlineOn,
    approvedHowName: minutes.approvedHow && approvalWays[minutes.approvedHow],
    approvedBy: minutes.approvedBy,
    approvedMeeting: minutes.approvedMeeting,
    decidedMeeting: minutes.decidedMeeting,
    overrideReason: minutes.overrideReason,
    publishedAt: minutes.publishedAt?.toISOString() ?? null,
    items: minutes.items.map((item) => ({
      id: item.id,
      agendaItemId: item.agendaItemId,
      number: item.number,
      title: item.title,
      type: item.type,
      typeName: agendaTypes[item.type],
      visibility: item.visibility,
      discussion: item.discussion,
      decision: item.decision,
      effectiveOn: item.effectiveOn,
      editedBy: item.editedBy,
      editedAt: item.editedAt?.toISOString() ?? null,
      version: item.version,
    })),
    actions: minutes.actions.map(({ agendaItemId, task, owner, dueOn }) => ({
      agendaItemId,
      task,
      owner,
      dueOn,
    })),
    recipients: minutes.recipients.map(({ agency, names }) => ({ agency, names })),
    reviews: minutes.reviews.map((review) => ({
      id: review.id,
      agency: review.agency,
      name: review.name,
      verdict: review.verdict,
      verdictName: verdicts[review.verdict],
      comment: review.comment,
      at: review.at.toISOString(),
      resolution: review.resolution,
      isOwn: review.isOwn,
    })),
    awaitsAttendance: minutes.awaitsAttendance,
    proof: isIntact === null ? 'unknown' : isIntact ? 'intact' : 'broken',
    can: {
      write: keeps('write'),
      circulate: keeps('circulate'),
      review: minutes.isAsked && mayHappenTo('review', state),
      resolve: keeps('review'),
      revise: keeps('revise'),
      approve: (isKeeper || isChair) && mayHappenTo('approve', state),
      approveInMeeting: keeps('approve'),
      publish: keeps('publish'),
      amend: keeps('amend'),
    },
    version: minutes.version,
  };
}

/** Lets out a page of the register. */
export function presentDecisions(found: Page<DecisionRow>): DecisionPageView {
  return presentPage(found, (row) => ({
    id: row.id,
    label: row.label,
    fiscalYear: row.fiscalYear,
    meetingId: row.meetingId,
    meeting: row.meeting,
    title: row.title,
    text: row.text,
    decidedOn: row.decidedOn,
    effectiveOn: row.effectiveOn,
    revision: row.revision,
    before: row.before.map(({ text, until }) => ({ text, until })),
  }));
}

function presentLine(line: MinutesLine): MinutesLineView {
  return {
    id: line.id,
    no: line.no,
    isAmendment: line.kind === 'amendment',
    state: line.state,
    stateName: minutesStates[line.state],
    reason: line.reason,
    sha256: line.sha256,
    circulatedAt: line.circulatedAt?.toISOString() ?? null,
    approvedAt: line.approvedAt?.toISOString() ?? null,
  };
}
