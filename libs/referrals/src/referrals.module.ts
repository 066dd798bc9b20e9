import { Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { ConsentAnswers } from './answers/consent-answers.service.js';
import { ConsentEffects } from './answers/consent-effects.js';
import { EmergenciesQueries } from './emergency/emergencies.queries.js';
import { Emergencies } from './emergency/emergencies.service.js';
import { AgencyRepresentatives } from './ledger/agency-representatives.service.js';
import { ApprovalRules } from './approval/approval-rules.service.js';
import { ApprovalsQueries } from './approval/approvals.queries.js';
import { Approvals } from './approval/approvals.service.js';
import { DeclineSettings } from './decline/decline-settings.service.js';
import { DeclinesQueries } from './decline/declines.queries.js';
import { Declines } from './decline/declines.service.js';
import { TransitionPapers } from './transition-case/transition-case.paper.js';
import { TransitionCasesQueries } from './transition-case/transition-cases.queries.js';
import { TransitionCases } from './transition-case/transition-cases.service.js';
import { LedgerOrders } from './ledger/ledger-orders.service.js';
import { LedgerQueries } from './ledger/ledger.queries.js';
import { PersonPapers } from './ledger/person-papers.service.js';
import { ProvisionHistories } from './ledger/provision-history.queries.js';
import { RecordPapers } from './ledger/record-paper.js';
import { MisdirectionsQueries } from './misdirection/misdirections.queries.js';
import { Misdirections } from './misdirection/misdirections.service.js';
import { DossierQueries } from './matter/dossier.queries.js';
import { DossierReferrals } from './matter/dossier-referrals.js';
import { Dossiers } from './matter/dossiers.service.js';
import { Leaving } from './matter/leaving.service.js';
import { BundleIntakes } from './exchange/bundle-intakes.service.js';
import { IntakeFiles } from './exchange/intake.files.js';
import { ExchangeGathering } from './exchange/exchange.gathering.js';
import { ReferralBundles } from './exchange/referral-bundles.service.js';
import { FiguresQueries } from './figures/figures.queries.js';
import { LetterReading } from './letter/letter.reading.js';
import { Telling } from './telling.service.js';
import { TrayFiles } from './tray/tray-files.service.js';
import { Letters } from './letter/letters.service.js';
import { PaperOrders } from './letter/paper-orders.service.js';
import { conversationParts } from './message/conversation.parts.js';
import { DeadlineSettingsService } from './loop/deadline-rules.service.js';
import { Deadlines } from './loop/deadlines.service.js';
import { Desk } from './loop/desk.service.js';
import { StallsQueries } from './loop/stalls.queries.js';
import { PackageSight } from './package/package-sight.queries.js';
import { ReferralFiles } from './package/referral-files.service.js';
import { PackageReading } from './package-reading.queries.js';
import { Packages } from './packages.service.js';
import { PersonAnswers } from './person-answers.service.js';
import { PersonNames } from './person-names.js';
import { Receiving } from './receiving.service.js';
import { ReferralDetails } from './referral-details.queries.js';
import { ReferralDrafts } from './referral-drafts.service.js';
import { ReferralSight } from './referral-sight.js';
import { ReferralSteps } from './referral-steps.js';
import { ReferralsQueries } from './referrals.queries.js';
import { Sending } from './sending.service.js';
import { Timeline } from './timeline.queries.js';
import { ParticularsService } from './type/particulars.service.js';
import { CheckUps } from './follow/check-ups.service.js';
import { CohortFiles } from './cohort/cohort-files.service.js';
import { Cohorts } from './cohort/cohorts.service.js';
import { Handovers } from './follow/handovers.service.js';
import { Eligibility } from './type/eligibility.service.js';
import { IntakeSessions } from './slot/intake-sessions.service.js';
import { CapacitySuggestions } from './vacancy-inquiry/capacity-suggestions.service.js';
import { VacancyInquiriesQueries } from './vacancy-inquiry/vacancy-inquiries.queries.js';
import { VacancyInquiries } from './vacancy-inquiry/vacancy-inquiries.service.js';
import { SessionRosters } from './slot/session-roster.service.js';
import { SupportTerms } from './term/support-terms.service.js';
import { ErasureDuties } from './withdrawal/erasure-duties.service.js';
import { WithdrawalSettings } from './withdrawal/withdrawal-settings.service.js';
import { WithdrawalEffects } from './withdrawal/withdrawal-effects.service.js';
import { WithdrawalsQueries } from './withdrawal/withdrawals.queries.js';
import { Withdrawals } from './withdrawals.service.js';
import { IncomingQueries } from './incoming.queries.js';
import { WorklistsQueries } from './worklists.queries.js';

/** Handing people over from one agency to another. */
@Module({
  imports: [PeopleModule],
  providers: [
    CapacitySuggestions,
    VacancyInquiries,
    VacancyInquiriesQueries,
    CohortFiles,
    ApprovalRules,
    TransitionCases,
    TransitionCasesQueries,
    TransitionPapers,
    Declines,
    DeclineSettings,
    DeclinesQueries,
    Approvals,
    ApprovalsQueries,
    Cohorts,
    Eligibility,
    Handovers,
    IntakeSessions,
    SessionRosters,
    CheckUps,
    SupportTerms,
    ParticularsService,
    ...conversationParts,
    DossierQueries,
    DossierReferrals,
    Dossiers,
    Leaving,
    FiguresQueries,
    LetterReading,
    ExchangeGathering,
    ReferralBundles,
    BundleIntakes,
    IntakeFiles,
    TrayFiles,
    Letters,
    PaperOrders,
    DeadlineSettingsService,
    Deadlines,
    Desk,
    StallsQueries,
    ConsentAnswers,
    ConsentEffects,
    AgencyRepresentatives,
    Emergencies,
    EmergenciesQueries,
    ErasureDuties,
    LedgerOrders,
    LedgerQueries,
    Misdirections,
    MisdirectionsQueries,
    PersonPapers,
    ProvisionHistories,
    RecordPapers,
    WithdrawalSettings,
    WithdrawalsQueries,
    PackageReading,
    PackageSight,
    ReferralFiles,
    Packages,
    PersonAnswers,
    PersonNames,
    Receiving,
    ReferralDetails,
    ReferralDrafts,
    ReferralSight,
    ReferralSteps,
    Telling,
    ReferralsQueries,
    Sending,
    Timeline,
    Withdrawals,
    IncomingQueries,
    WithdrawalEffects,
    WorklistsQueries,
  ],
  exports: [
    CapacitySuggestions,
    VacancyInquiries,
    VacancyInquiriesQueries,
    CohortFiles,
    ApprovalRules,
    TransitionCases,
    TransitionCasesQueries,
    TransitionPapers,
    Declines,
    DeclineSettings,
    DeclinesQueries,
    Approvals,
    ApprovalsQueries,
    Cohorts,
    Eligibility,
    Handovers,
    IntakeSessions,
    SessionRosters,
    CheckUps,
    SupportTerms,
    ParticularsService,
    ...conversationParts,
    Dossiers,
    Leaving,
    FiguresQueries,
    Letters,
    ReferralBundles,
    BundleIntakes,
    PaperOrders,
    TrayFiles,
    DeadlineSettingsService,
    Deadlines,
    Desk,
    StallsQueries,
    ConsentAnswers,
    ConsentEffects,
    AgencyRepresentatives,
    Emergencies,
    EmergenciesQueries,
    ErasureDuties,
    LedgerOrders,
    LedgerQueries,
    Misdirections,
    MisdirectionsQueries,
    PersonPapers,
    ProvisionHistories,
    RecordPapers,
    WithdrawalSettings,
    WithdrawalsQueries,
    PackageReading,
    PackageSight,
    ReferralFiles,
    PersonAnswers,
    Timeline,
    Receiving,
    ReferralDetails,
    ReferralDrafts,
    ReferralsQueries,
    Sending,
    Withdrawals,
    IncomingQueries,
    WorklistsQueries,
  ],
})
export class ReferralsModule {}
