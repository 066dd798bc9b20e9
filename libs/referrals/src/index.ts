export {
  type ApprovalRule,
  approvalRuleCodes,
  approvalRules,
  type ApprovalState,
  approvalStateCodes,
  approvalStates,
} from './approval/approval.codes.js';
export { ApprovalRules, type ApprovalSetting } from './approval/approval-rules.service.js';
export {
  type ApprovalRecord,
  ApprovalsQueries,
  type ListedApproval,
  type ReferralApprovals,
} from './approval/approvals.queries.js';
export { type ApprovalAddress, Approvals, type HandInInput } from './approval/approvals.service.js';
export { ConsentAnswers } from './answers/consent-answers.service.js';
export { ConsentEffects } from './answers/consent-effects.js';
export { type PackageVersion, PackageSight, type RecipientSight } from './package/package-sight.queries.js';
export { type ReferralFile, ReferralFiles } from './package/referral-files.service.js';
export { type FileContent, type SectionContent, type SectionLine, withheldName } from './package.content.js';
export { type ReportInput, Receiving, type Why } from './receiving.service.js';
export { type ActionNeed, actionNeeds, type OfferedVerb, offeredVerbCodes } from './referral.actions.js';
export {
  type AskedService,
  askedServiceCodes,
  askedServices,
  type Attribution,
  attributionCodes,
  attributions,
  mostRecipients,
  type ReasonedVerb,
  reasons,
  reasonsOf,
  type ReferralMode,
  referralModeCodes,
  referralModes,
  type ReferralPurpose,
  referralPurposeCodes,
  type ReferralType,
  referralTypeCodes,
  referralTypes,
  type ReportResult,
  resultCodes,
  results,
  urgencies,
  type Urgency,
  urgencyCodes,
} from './referral.codes.js';
export { type CompletenessItem, percentOf } from './referral.completeness.js';
export { Referral } from './referral.entity.js';
export { type LineReason, ReferralLine, type SuspendedFor } from './referral-line.entity.js';
export {
  type LineActions,
  type ReferralActions,
  ReferralDetails,
  type ReferralRecord,
  type ReportRecord,
} from './referral-details.queries.js';
export { type OpenedPackage, PackageReading } from './package-reading.queries.js';
export { type EventRecord, Timeline } from './timeline.queries.js';
export { type DraftInput, ReferralDrafts } from './referral-drafts.service.js';
export { longestRequestText, type RequestText } from './referral.request.js';
export {
  type EventVerb,
  eventVerbs,
  type LineStatus,
  lineStatuses,
  lineStatusNames,
  type LineVerb,
  type ReferralStatus,
  referralStatuses,
  referralStatusNames,
  stoppedByWithdrawal,
  transitions,
  turnOf,
} from './referral.status.js';
export { type DeadlineSettings, DeadlineSettingsService } from './loop/deadline-rules.service.js';
export { askWhoWaits, type ReminderStep, reminderSteps, watchDeadlines } from './loop/deadline-watch.js';
export { Deadlines } from './loop/deadlines.service.js';
export { type Absence, Desk } from './loop/desk.service.js';
export { type StalledLine, StallsQueries } from './loop/stalls.queries.js';
export { PersonAnswers, type PersonDeclineInput } from './person-answers.service.js';
export { type LineAddress } from './referral-steps.js';
export { askNext, moveByRule, type RuledMove, settleByRule, suspendForAgency } from './referral-rules.js';
export { ReferralsModule } from './referrals.module.js';
export {
  type Box,
  boxes,
  type ListedReferral,
  type ReferralFilter,
  ReferralsQueries,
} from './referrals.queries.js';
export { Sending } from './sending.service.js';
export {
  type EmergencyFinding,
  emergencyFindingCodes,
  emergencyFindings,
  type EmergencyGround,
  emergencyGroundCodes,
  emergencyGrounds,
  openingHours,
  shortestReason,
} from './emergency/emergency.codes.js';
export { AlreadyReviewed, NotNeeded, OpeningEnded } from './emergency/emergency.errors.js';
export { EmergenciesQueries, type OpeningRecord } from './emergency/emergencies.queries.js';
export { Emergencies } from './emergency/emergencies.service.js';
export { AgencyRepresentatives } from './ledger/agency-representatives.service.js';
export { basisText, erasureText, ledgerCells } from './ledger/ledger.list.js';
export { type LedgerFormat, ledgerFormats, LedgerOrders } from './ledger/ledger-orders.service.js';
export { type AgencyFacts, type LedgerPart, LedgerQueries, type LedgerRow } from './ledger/ledger.queries.js';
export { type LookAction, lookActionCodes, lookActions } from './ledger/look-actions.js';
export { PersonPapers } from './ledger/person-papers.service.js';
export {
  type HistoryLook,
  type HistoryProvision,
  ProvisionHistories,
  type ProvisionHistory,
} from './ledger/provision-history.queries.js';
export { eraMoment, type RecordPaper, RecordPapers } from './ledger/record-paper.js';
export { AlreadyRecorded, NotSettled } from './misdirection/misdirection.errors.js';
export {
  type MisdirectionRecord,
  MisdirectionsQueries,
  type OpenedBy,
} from './misdirection/misdirections.queries.js';
export {
  type MeasuresInput,
  type MisdirectionInput,
  type MisdirectionReason,
  misdirectionReasons,
  Misdirections,
} from './misdirection/misdirections.service.js';
export {
  type ErasureAnswerInput,
  ErasureDuties,
  type ErasureDuty,
} from './withdrawal/erasure-duties.service.js';
export {
  type ErasureAnswer,
  erasureAnswerCodes,
  erasureAnswers,
  type HeardMeans,
  heardMeans,
  heardMeansCodes,
  type RecordedChannel,
  recordedChannelCodes,
  recordedChannels,
  type WithdrawalChannel,
  withdrawalChannelCodes,
  type WithdrawalScopeCode,
  withdrawalScopeCodes,
  withdrawalScopes,
} from './withdrawal/withdrawal.codes.js';
export { chaseFollowUps, endStopped, stoppedTooLong } from './withdrawal/withdrawal.chasing.js';
export { AlreadyAnswered } from './withdrawal/withdrawal.errors.js';
export { type WithdrawalSetting, WithdrawalSettings } from './withdrawal/withdrawal-settings.service.js';
export {
  type ClosedPart,
  type MetLine,
  type ReadBefore,
  type WithdrawalRecord,
  WithdrawalsQueries,
} from './withdrawal/withdrawals.queries.js';
export { type HeardScope, type HeardWithdrawal, Withdrawals } from './withdrawals.service.js';
export { type Incoming, IncomingQueries } from './incoming.queries.js';
export { type Worklists, WorklistsQueries } from './worklists.queries.js';
export { Dossiers } from './matter/dossiers.service.js';
export {
  type DaysTaken,
  type Figures,
  figureScopes,
  type FigureScope,
  type FigureStep,
  figureStepCodes,
  type NamedNumber,
  type OutcomeNumber,
  type ReasonNumber,
} from './figures/figures.js';
export {
  type FigureFile,
  type FigureFormat,
  figureFormats,
  FiguresQueries,
} from './figures/figures.queries.js';
export type { QuarterFigures } from './figures/quarter-figures.js';
export type { ShownNumber } from './figures/small-cells.js';
export { type LetterKind, letterKindCodes, letterKinds, mostPrinted } from './letter/letter.kinds.js';
export { TrayFiles } from './tray/tray-files.service.js';
export { Letters } from './letter/letters.service.js';
export {
  type BundleIntake,
  BundleIntakes,
  type BundleInspection,
} from './exchange/bundle-intakes.service.js';
export { type BundleReading, readBundle } from './exchange/bundle.reading.js';
export { longestBundle, mostEmbedded } from './exchange/exchange.limits.js';
export { isKept } from './exchange/intake.sheets.js';
export { ReferralBundles } from './exchange/referral-bundles.service.js';
export {
  type PaperOrder,
  PaperOrders,
  type PaperOrderState,
  paperOrderStates,
} from './letter/paper-orders.service.js';
export { Leaving, type TakenBack, type ToldAgency } from './matter/leaving.service.js';
export {
  type AppointmentOutcome,
  appointmentOutcomes,
  type AppointmentState,
  appointmentStateCodes,
  appointmentStates,
  mostTimes,
} from './appointment/appointment.codes.js';
export {
  IntakeForms,
  type IntakeForm,
  intakeFiled,
  type IntakeStanding,
  intakeToken,
} from './outside/intake-forms.service.js';
export { type IntakeRecord, IntakeRequests } from './outside/intake-requests.service.js';
export {
  type IntakeAsker,
  intakeAskerCodes,
  intakeAskers,
  letterMedia,
  type LetterMedium,
  letterMediumCodes,
  type OutsideAnswerKind,
  outsideAnswerKinds,
  outsideMeans,
  type OutsideMeans,
  outsideMeansCodes,
  type OutsideState,
  outsideStateCodes,
  outsideStates,
} from './outside/outside.codes.js';
export { type OutsideRecord, OutsideSendings, type SentOutside } from './outside/outside-sendings.service.js';
export { type ClosedStanding, type OpenedLink, SealedLinks } from './outside/sealed-links.service.js';
export { Appointments } from './appointment/appointments.service.js';
export { type CalendarEntry, calendarFile } from './appointment/calendar-file.js';
export {
  conversationLimits,
  type ConversationSetting,
  ConversationSettings,
} from './message/conversation-settings.service.js';
export {
  type AppointmentRecord,
  type ConversationRecord,
  Conversations,
  type LineConversation,
  type MessageRecord,
  type PhoneRecord,
  type TalkAction,
  talkActions,
} from './message/conversation.queries.js';
export { InterimReports } from './message/interim-reports.service.js';
export {
  type Attendance,
  attendanceCodes,
  attendances,
  type MessageKind,
  messageKindCodes,
  messageKinds,
  noteLevels,
  type NoteLevel,
  type StopReason,
  stopReasonCodes,
  stopReasons,
  type ToldMeans,
  toldMeans,
  toldMeansCodes,
} from './message/message.codes.js';
export { Messages } from './message/messages.service.js';
export { Onward } from './message/onward.service.js';
export { PhoneAcceptances } from './message/phone-acceptances.service.js';
export { Proposals } from './message/proposals.service.js';
export { Questions } from './message/questions.service.js';
export { Stopping } from './message/stopping.service.js';
export { type ParticularsRecord, ParticularsService } from './type/particulars.service.js';
export { missingIn, type Particulars, problemsIn, untoldIn } from './type/particulars.js';
export { type TypeRow, typeRow } from './type/referral-types.js';
export {
  longestOf,
  type TypeField,
  typeField,
  type TypeFieldCode,
  type TypeFieldKind,
  typeFieldKinds,
} from './type/type-fields.js';
export {
  type CheckUpKind,
  checkUpKindCodes,
  checkUpKinds,
  type ReachedWay,
  reachedWayCodes,
  reachedWays,
  type Situation,
  situationCodes,
  situations,
} from './follow/check-up.codes.js';
export { type CheckUpInput, type CheckUpRecord, CheckUps } from './follow/check-ups.service.js';
export { SupportTerms, type TermInput, type TermRecord } from './term/support-terms.service.js';
export {
  adulthoodOn,
  proposalSteps,
  type ProposalStep,
  proposedOn,
  retentionDates,
  stepDue,
  type TermKind,
  termKindCodes,
  termKinds,
} from './term/term.dates.js';
export {
  type BookingRecord,
  IntakeSessions,
  type SessionInput,
  type SessionRecord,
} from './slot/intake-sessions.service.js';
export { SessionRosters } from './slot/session-roster.service.js';
export { CohortFiles } from './cohort/cohort-files.service.js';
export { type CohortType, cohortType, cohortTypeCodes } from './cohort/cohort.types.js';
export { whyNotSent } from './cohort/cohort.words.js';
export {
  type CohortInput,
  type CohortMember,
  type CohortRecord,
  Cohorts,
  type CohortSummary,
  mostMembers,
} from './cohort/cohorts.service.js';
export { type HandoverInput, type HandoverRecord, Handovers } from './follow/handovers.service.js';
export { Eligibility, type RecipientFit } from './type/eligibility.service.js';
export { ageOn, type EligibilityWarning, warningsFor } from './type/eligibility.js';
export {
  type AgeBand,
  ageBandCodes,
  ageBands,
  type InquiryNeed,
  inquiryNeedCodes,
  inquiryNeeds,
  mostAsked,
  type RoomAnswer,
  roomAnswerCodes,
  roomAnswers,
} from './vacancy-inquiry/vacancy-inquiry.codes.js';
export {
  CapacitySuggestions,
  type DeclineSuggestion,
} from './vacancy-inquiry/capacity-suggestions.service.js';
export {
  type AnswerInput,
  type InquiryInput,
  VacancyInquiries,
} from './vacancy-inquiry/vacancy-inquiries.service.js';
export {
  type AnswerRow,
  type InquiryRecord,
  type InquiryRow,
  VacancyInquiriesQueries,
} from './vacancy-inquiry/vacancy-inquiries.queries.js';
export { watchVacancyInquiries } from './vacancy-inquiry/vacancy-inquiry-watch.js';
export {
  type DeclineReviewState,
  declineReviewStateCodes,
  declineReviewStates,
  type DeclineVerb,
  declineVerbCodes,
  declineVerbs,
} from './decline/decline.codes.js';
export { type DeclineSetting, DeclineSettings } from './decline/decline-settings.service.js';
export { declinesDue, lapseDecline, settleDecline } from './decline/decline-watch.js';
export {
  type DeclineReviewRecord,
  DeclinesQueries,
  type DeclineToReview,
} from './decline/declines.queries.js';
export { Declines, type DeclineVerdict } from './decline/declines.service.js';
export { type TransferInput, Transfers } from './transfer/transfers.service.js';
export {
  type TransitionKind,
  transitionKindCodes,
  transitionKinds,
} from './transition-case/transition-case.codes.js';
export { TransitionPapers } from './transition-case/transition-case.paper.js';
export {
  TransitionCasesQueries,
  type TransitionRecord,
  type TransitionReferral,
  type TransitionRow,
} from './transition-case/transition-cases.queries.js';
export {
  type TransitionAddress,
  TransitionCases,
  type TransitionInput,
  type TransitionPlan,
} from './transition-case/transition-cases.service.js';
