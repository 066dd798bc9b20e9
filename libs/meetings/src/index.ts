export {
  type AgendaType,
  agendaTypeCodes,
  agendaTypes,
  type AgendaVisibility,
  agendaVisibilities,
  agendaVisibilityCodes,
} from './agenda/agenda.codes.js';
export { AgendaPrints } from './agenda/agenda-prints.service.js';
export { clockAt } from './agenda/agenda.paper.js';
export { AgendaQueries, type AgendaItemRow, type AgendaRecord } from './agenda/agenda.queries.js';
export { Agenda, type AgendaItemInput, isOpenAgenda } from './agenda/agenda.service.js';
export type { AgendaMove } from './agenda/agenda.tree.js';
export {
  AgendaProposals,
  mayPropose,
  type ProposalInput,
  type ProposalRow,
  type ProposalState,
  proposalStateCodes,
  proposalStates,
} from './agenda/proposals.service.js';
export { type AgendaTemplateRow, AgendaTemplates } from './agenda/templates.service.js';
export {
  isPacked,
  largestPaper,
  type PaperExtension,
  paperExtensions,
  type PaperType,
  paperTypeCodes,
  paperTypes,
} from './paper/paper.types.js';
export { type CirculationRow, Circulations } from './paper/circulations.service.js';
export {
  makePack,
  type PackAudience,
  packAudienceCodes,
  packAudiences,
  packMaterial,
} from './paper/pack.making.js';
export { givePlaces } from './paper/pack.places.js';
export {
  packOrdered,
  type PackRow,
  Packs,
  type PackState,
  packStateCodes,
  packStates,
} from './paper/packs.service.js';
export { type PaperRow, PapersQueries } from './paper/papers.queries.js';
export { Papers } from './paper/papers.service.js';
export {
  ActionItemsQueries,
  type ActionEvent,
  type ActionRecord,
  type ActionRow,
} from './action/action-items.queries.js';
export {
  actionGiven,
  type ActionInput,
  ActionItems,
  type ActionReport,
} from './action/action-items.service.js';
export { remindOfOverdue } from './action/overdue.js';
export {
  type ActionEventKind,
  actionEventKinds,
  actionPriorities,
  type ActionPriority,
  actionPriorityCodes,
  type ActionState,
  actionStateCodes,
  actionStates,
  isOpen,
  statesAfter,
} from './action/action.status.js';
export {
  type AttendanceCounts,
  type AttendanceState,
  attendanceStateCodes,
  attendanceStates,
  type AttendanceWay,
  attendanceWayCodes,
  attendanceWays,
  capacities,
  type Capacity,
  capacityCodes,
} from './attendance/attendance.codes.js';
export {
  type AttendanceLine,
  AttendanceQueries,
  type AttendanceRecord,
} from './attendance/attendance.queries.js';
export { type AttendanceInput, AttendanceLists } from './attendance/attendance.service.js';
export { type AttendanceFigure, AttendanceFigures } from './attendance/attendance.figures.js';
export { AttendanceSheets } from './attendance/attendance.sheet.js';
export {
  type Approval,
  approvalCodes,
  approvals,
  type CouncilKind,
  councilKindCodes,
  councilKinds,
  type Quorum,
  quorumCodes,
  quorumOf,
  quorums,
  type SeatRole,
  seatRoleCodes,
  seatRoles,
} from './council/council.codes.js';
export {
  CouncilsQueries,
  type CouncilRecord,
  type CouncilRow,
  type CouncilStanding,
  type SeatRow,
} from './council/councils.queries.js';
export { type CouncilInput, Councils } from './council/councils.service.js';
export { type HolderInput, type SeatInput, Seats } from './council/seats.service.js';
export {
  isAhead,
  mayBegin,
  mayHappen,
  type MeetingMode,
  meetingModeCodes,
  meetingModes,
  type MeetingState,
  meetingStateNames,
  meetingStates,
  type MeetingVerb,
  meetingVerbs,
} from './meeting/meeting.status.js';
export { timeOf, timeOfDay } from './meeting/meeting.time.js';
export {
  type Clash,
  type MeetingRecord,
  type MeetingRow,
  MeetingsQueries,
  type MeetingsWanted,
} from './meeting/meetings.queries.js';
export { type MeetingInput, Meetings } from './meeting/meetings.service.js';
export { MeetingsModule } from './meetings.module.js';
export { eraNamings, type EraNaming, fiscalYearName, hasTwoNames } from './plan/fiscal-year.js';
export { slotMay, type SlotState, slotStateNames, slotStates } from './plan/slot.status.js';
export type { YearStanding } from './plan/year.standing.js';
export {
  type CouncilYear,
  type PlannedMeeting,
  type PlanSlot,
  type YearsWanted,
  YearPlansQueries,
} from './plan/year-plans.queries.js';
export { type NewPlan, type PlanInput, YearPlans } from './plan/year-plans.service.js';
export { YearSchedules } from './plan/year-schedules.service.js';
export type { PollMode } from './poll/kept-poll.js';
export { type MailedPoll, pollAsked, pollMail, pollPath } from './poll/poll.mail.js';
export { closeDuePolls, remindBeforeDeadlines } from './poll/poll.rounds.js';
export {
  type PollAnswer,
  pollAnswerCodes,
  pollAnswerNames,
  pollAnswers,
  pollMay,
  type PollState,
  pollStateNames,
  pollStates,
} from './poll/poll.status.js';
export { pollToken } from './poll/poll.token.js';
export { type InviteeInput, PollInvitees } from './poll/poll-invitees.service.js';
export { type Ballot, type LinkedOption, type LinkedPoll, PollVotes } from './poll/poll-votes.service.js';
export {
  type PollInviteeRecord,
  type PollOptionRecord,
  type PollRecord,
  type PollRow,
  PollsQueries,
} from './poll/polls.queries.js';
export { type NewPoll, type PollInput, Polls } from './poll/polls.service.js';
export { dispatchMail } from './invitation/dispatch.mail.js';
export { answerPath, dispatchInHand, type DispatchPlaces } from './invitation/dispatch.reading.js';
export { dispatchPromised } from './invitation/dispatching.js';
export {
  answerNames,
  type AnswerOutcome,
  type AnswerWay,
  answerWays,
  type AttendanceMode,
  attendanceModeCodes,
  attendanceModes,
  type DispatchKind,
  dispatchKinds,
  type DispatchState,
  dispatchStates,
  type GivenAnswer,
  givenAnswers,
  type InvitationAnswer,
  invitationAnswers,
  type InvitationRole,
  invitationRoleCodes,
  invitationRoles,
} from './invitation/invitation.codes.js';
export { whyRefused } from './invitation/invitation.errors.js';
export { keepInvitationsGoing } from './invitation/invitation.rounds.js';
export { answerToken, markedAddress, replyTag } from './invitation/invitation.token.js';
export {
  type InvitationHistory,
  type InvitationList,
  InvitationsQueries,
  type InvitationRow,
} from './invitation/invitations.queries.js';
export { type GuestInput, Invitations } from './invitation/invitations.service.js';
export {
  type GivenReply,
  type InvitationStanding,
  type OpenInvitation,
  OpenInvitations,
} from './invitation/open-invitations.js';
export { timeInJapan, timeWords, titleWords } from './invitation/told.words.js';
export { type FeedRow, Feeds } from './feed/feeds.service.js';
export { readArrival } from './inbox/arrival.reading.js';
export { settleArrival } from './inbox/arrival.settling.js';
export {
  InboundMails,
  type WaitingMail,
  type WaitingWhy,
  waitingWhys,
} from './inbox/inbound-mails.service.js';
export { DecisionsQueries, type DecisionRow, type DecisionsWanted } from './decision/decisions.queries.js';
export type { ActionLine, MinutesItem } from './minutes/minutes.body.js';
export { approveBySilence, MinutesApproval } from './minutes/minutes.approval.js';
export { MinutesCirculation } from './minutes/minutes.circulation.js';
export { MinutesPapers, type MinutesFormat, minutesFormats } from './minutes/minutes.paper.js';
export {
  type MinutesLine,
  type MinutesOfMeeting,
  MinutesQueries,
  type MinutesRecord,
} from './minutes/minutes.queries.js';
export {
  type ApprovalWay,
  approvalWays,
  mayHappenTo,
  type MinutesState,
  minutesStateCodes,
  minutesStates,
  type Verdict,
  verdictCodes,
  verdicts,
} from './minutes/minutes.status.js';
export { MinutesWriting } from './minutes/minutes.writing.js';
export { type ReportState, reportStateCodes, reportStates } from './report-up/report-up.status.js';
export { mayWith, type Reporting, type ReportRow, ReportsUpQueries } from './report-up/reports-up.queries.js';
export { ReportsUp } from './report-up/reports-up.service.js';
export { type Rhythm, type WeekNo } from './series/series.days.js';
export { MeetingSeries, mostOccurrences, type SeriesScope, seriesScopes } from './series/series.service.js';
