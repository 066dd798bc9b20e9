import { createBrowserRouter } from 'react-router';
import { CrashedPage } from './crashed-page.js';
import { Frame } from './frame.js';
import { KeepersOnly } from './keepers-only.js';
import { NotFoundPage } from './not-found-page.js';
import { SignedInFrame } from './signed-in-frame.js';

/** Every page of the portal. Each feature is a chunk of its own, loaded when one of its pages is opened. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Frame />,
      errorElement: <CrashedPage />,
      hydrateFallbackElement: <p />,
      children: [
        { path: 'sign-in', lazy: page(() => import('../features/session/routes.js'), 'SignInPage') },
        { path: 'invitation', lazy: page(() => import('../features/session/routes.js'), 'InvitationPage') },
      ],
    },
    {
      element: <SignedInFrame />,
      errorElement: <CrashedPage />,
      hydrateFallbackElement: <p />,
      children: [
        { index: true, lazy: page(() => import('../features/today/routes.js'), 'TodayPage') },
        {
          path: 'agencies',
          children: [
            { index: true, lazy: page(() => import('../features/directory/routes.js'), 'SearchPage') },
            { path: 'compare', lazy: page(() => import('../features/directory/routes.js'), 'ComparePage') },
            { path: 'guide', lazy: page(() => import('../features/directory/routes.js'), 'GuidePage') },
            {
              path: 'in-charge',
              lazy: page(() => import('../features/directory/routes.js'), 'InChargePage'),
            },
            { path: 'synonyms', lazy: page(() => import('../features/directory/routes.js'), 'SynonymsPage') },
            {
              element: <KeepersOnly />,
              children: [
                { path: 'new', lazy: page(() => import('../features/directory/routes.js'), 'NewAgencyPage') },
              ],
            },
            { path: ':agencyId', lazy: page(() => import('../features/directory/routes.js'), 'AgencyPage') },
            {
              path: ':agencyId/edit',
              lazy: page(() => import('../features/directory/routes.js'), 'EntryPage'),
            },
            {
              path: ':agencyId/files',
              lazy: page(() => import('../features/directory/routes.js'), 'FilesPage'),
            },
            {
              path: ':agencyId/publication',
              lazy: page(() => import('../features/directory/routes.js'), 'PublicationPage'),
            },
            {
              path: ':agencyId/standing',
              lazy: page(() => import('../features/directory/routes.js'), 'StandingPage'),
            },
            {
              path: ':agencyId/history',
              lazy: page(() => import('../features/directory/routes.js'), 'HistoryPage'),
            },
          ],
        },
        {
          element: <KeepersOnly />,
          children: [
            {
              path: 'directory/changes',
              lazy: page(() => import('../features/directory/routes.js'), 'WaitingChangesPage'),
            },
            {
              path: 'deadlines',
              lazy: page(() => import('../features/loop/routes.js'), 'DeadlineSettingsPage'),
            },
            {
              path: 'directory/settings',
              lazy: page(() => import('../features/directory/routes.js'), 'DirectorySettingsPage'),
            },
          ],
        },
        {
          path: 'support-terms',
          lazy: page(() => import('../features/transitions/routes.js'), 'SupportTermsPage'),
        },
        {
          path: 'check-ups',
          children: [
            { index: true, lazy: page(() => import('../features/transitions/routes.js'), 'CheckUpsPage') },
            {
              path: 'done',
              lazy: page(() => import('../features/transitions/routes.js'), 'DoneCheckUpsPage'),
            },
          ],
        },
        {
          path: 'transition-cases',
          children: [
            { index: true, lazy: page(() => import('../features/transitions/routes.js'), 'CasesPage') },
            { path: 'new', lazy: page(() => import('../features/transitions/routes.js'), 'NewCasePage') },
            { path: ':caseId', lazy: page(() => import('../features/transitions/routes.js'), 'CasePage') },
          ],
        },
        {
          path: 'intake-sessions',
          children: [
            { index: true, lazy: page(() => import('../features/transitions/routes.js'), 'SessionsPage') },
            {
              path: ':sessionId',
              lazy: page(() => import('../features/transitions/routes.js'), 'SessionPage'),
            },
          ],
        },
        {
          path: 'cohorts',
          children: [
            { index: true, lazy: page(() => import('../features/transitions/routes.js'), 'CohortsPage') },
            { path: 'new', lazy: page(() => import('../features/transitions/routes.js'), 'NewCohortPage') },
            {
              path: ':cohortId',
              lazy: page(() => import('../features/transitions/routes.js'), 'CohortPage'),
            },
          ],
        },
        { path: 'stalls', lazy: page(() => import('../features/loop/routes.js'), 'StallsPage') },
        {
          path: 'vacancy-inquiries',
          children: [
            {
              index: true,
              lazy: page(() => import('../features/vacancy-inquiries/routes.js'), 'InquiriesPage'),
            },
            {
              path: 'new',
              lazy: page(() => import('../features/vacancy-inquiries/routes.js'), 'NewInquiryPage'),
            },
            {
              path: ':inquiryId',
              lazy: page(() => import('../features/vacancy-inquiries/routes.js'), 'InquiryPage'),
            },
          ],
        },
        {
          path: 'webhooks',
          children: [
            { index: true, lazy: page(() => import('../features/webhooks/routes.js'), 'WebhooksPage') },
            { path: 'new', lazy: page(() => import('../features/webhooks/routes.js'), 'NewWebhookPage') },
            {
              path: ':webhookId',
              lazy: page(() => import('../features/webhooks/routes.js'), 'WebhookPage'),
            },
          ],
        },
        { path: 'absences', lazy: page(() => import('../features/loop/routes.js'), 'AbsencesPage') },
        {
          path: 'directory/changes/:changeId',
          lazy: page(() => import('../features/directory/routes.js'), 'ChangePage'),
        },
        {
          path: 'saved-searches',
          children: [
            {
              index: true,
              lazy: page(() => import('../features/directory/routes.js'), 'SavedSearchesPage'),
            },
            {
              path: ':savedSearchId',
              lazy: page(() => import('../features/directory/routes.js'), 'SavedSearchPage'),
            },
          ],
        },
        {
          path: 'people',
          children: [
            { index: true, lazy: page(() => import('../features/people/routes.js'), 'PeoplePage') },
            { path: 'new', lazy: page(() => import('../features/people/routes.js'), 'NewPersonPage') },
            {
              path: 'reading-reason',
              lazy: page(() => import('../features/people/routes.js'), 'ReadingReasonPage'),
            },
            {
              path: 'duplicates',
              lazy: page(() => import('../features/matters/routes.js'), 'PersonPairsPage'),
            },
            {
              path: 'duplicates/:pairId',
              lazy: page(() => import('../features/matters/routes.js'), 'PersonPairPage'),
            },
            { path: 'merges', lazy: page(() => import('../features/matters/routes.js'), 'PersonMergesPage') },
            {
              path: 'requests',
              lazy: page(() => import('../features/matters/routes.js'), 'PersonRequestsPage'),
            },
            {
              path: 'requests/:requestId',
              lazy: page(() => import('../features/matters/routes.js'), 'PersonRequestPage'),
            },
            {
              path: 'oversight',
              lazy: page(() => import('../features/matters/routes.js'), 'OversightPage'),
            },
            {
              path: ':personId',
              lazy: page(() => import('../features/people/routes.js'), 'PersonPage'),
              children: [
                { index: true, lazy: page(() => import('../features/people/routes.js'), 'RecordTab') },
                { path: 'consents', lazy: page(() => import('../features/people/routes.js'), 'ConsentsTab') },
                { path: 'sheets', lazy: page(() => import('../features/people/routes.js'), 'OwnSheetTab') },
                {
                  path: 'attachments',
                  lazy: page(() => import('../features/people/routes.js'), 'AttachmentsTab'),
                },
                { path: 'matters', lazy: page(() => import('../features/matters/routes.js'), 'MattersTab') },
                {
                  path: 'disclosures',
                  lazy: page(() => import('../features/people/routes.js'), 'DisclosuresTab'),
                },
              ],
            },
            {
              path: ':personId/askings/:askingId',
              lazy: page(() => import('../features/people/routes.js'), 'AskingPage'),
            },
            {
              path: ':personId/consents/new',
              lazy: page(() => import('../features/people/routes.js'), 'NewConsentPage'),
            },
          ],
        },
        {
          path: 'consents',
          children: [
            { index: true, lazy: page(() => import('../features/people/routes.js'), 'ConsentDutiesPage') },
            {
              path: 'notices',
              lazy: page(() => import('../features/people/routes.js'), 'ConsentNoticesPage'),
            },
          ],
        },
        {
          path: 'councils',
          children: [
            { index: true, lazy: page(() => import('../features/meetings/routes.js'), 'CouncilsPage') },
            { path: 'new', lazy: page(() => import('../features/meetings/routes.js'), 'NewCouncilPage') },
            {
              path: ':councilId',
              lazy: page(() => import('../features/meetings/routes.js'), 'CouncilPage'),
            },
            {
              path: ':councilId/action-items',
              lazy: page(() => import('../features/meetings/routes.js'), 'CouncilActionsPage'),
            },
            {
              path: ':councilId/decisions',
              lazy: page(() => import('../features/meetings/routes.js'), 'DecisionsPage'),
            },
            {
              path: ':councilId/edit',
              lazy: page(() => import('../features/meetings/routes.js'), 'EditCouncilPage'),
            },
            {
              path: ':councilId/polls/new',
              lazy: page(() => import('../features/meetings/routes.js'), 'NewPollPage'),
            },
            {
              path: ':councilId/meetings/new',
              lazy: page(() => import('../features/meetings/routes.js'), 'NewMeetingPage'),
            },
          ],
        },
        { path: 'year-plans', lazy: page(() => import('../features/meetings/routes.js'), 'YearsPage') },
        {
          path: 'polls',
          children: [
            { path: ':pollId', lazy: page(() => import('../features/meetings/routes.js'), 'PollPage') },
            {
              path: ':pollId/edit',
              lazy: page(() => import('../features/meetings/routes.js'), 'EditPollPage'),
            },
          ],
        },
        {
          path: 'action-items',
          children: [
            { index: true, lazy: page(() => import('../features/meetings/routes.js'), 'MyActionsPage') },
            {
              path: ':actionItemId',
              lazy: page(() => import('../features/meetings/routes.js'), 'ActionItemPage'),
            },
          ],
        },
        {
          path: 'meetings',
          children: [
            { index: true, lazy: page(() => import('../features/meetings/routes.js'), 'CalendarPage') },
            {
              path: ':meetingId',
              lazy: page(() => import('../features/meetings/routes.js'), 'MeetingPage'),
            },
            {
              path: ':meetingId/minutes',
              lazy: page(() => import('../features/meetings/routes.js'), 'MinutesPage'),
            },
            {
              path: ':meetingId/edit',
              lazy: page(() => import('../features/meetings/routes.js'), 'EditMeetingPage'),
            },
          ],
        },
        {
          path: 'papers',
          lazy: page(() => import('../features/referrals/routes.js'), 'PaperOrdersPage'),
        },
        {
          path: 'intake-requests',
          lazy: page(() => import('../features/referrals/routes.js'), 'IntakesPage'),
        },
        { path: 'approvals', lazy: page(() => import('../features/referrals/routes.js'), 'ApprovalsPage') },
        {
          path: 'approval-setting',
          lazy: page(() => import('../features/referrals/routes.js'), 'ApprovalSettingPage'),
        },
        {
          path: 'referrals',
          children: [
            { index: true, lazy: page(() => import('../features/referrals/routes.js'), 'ReferralsPage') },
            { path: 'new', lazy: page(() => import('../features/referrals/routes.js'), 'NewReferralPage') },
            {
              path: 'from-file',
              lazy: page(() => import('../features/referrals/routes.js'), 'BundlePage'),
            },
            {
              path: ':referralId',
              lazy: page(() => import('../features/referrals/routes.js'), 'ReferralPage'),
            },
            {
              path: ':referralId/compose',
              lazy: page(() => import('../features/referrals/routes.js'), 'ComposePage'),
            },
          ],
        },
        {
          element: <KeepersOnly />,
          children: [
            {
              path: 'imports',
              children: [
                { index: true, lazy: page(() => import('../features/imports/routes.js'), 'ImportsPage') },
                {
                  path: ':importId',
                  lazy: page(() => import('../features/imports/routes.js'), 'ImportPage'),
                },
              ],
            },
            {
              path: 'leaflets',
              children: [
                { index: true, lazy: page(() => import('../features/leaflets/routes.js'), 'LeafletsPage') },
                { path: 'new', lazy: page(() => import('../features/leaflets/routes.js'), 'NewLeafletPage') },
                {
                  path: ':leafletId',
                  lazy: page(() => import('../features/leaflets/routes.js'), 'LeafletPage'),
                },
                {
                  path: ':leafletId/edit',
                  lazy: page(() => import('../features/leaflets/routes.js'), 'EditLeafletPage'),
                },
                {
                  path: ':leafletId/agencies/:agencyId',
                  lazy: page(() => import('../features/leaflets/routes.js'), 'LeafletAgencyPage'),
                },
              ],
            },
          ],
        },
        {
          path: 'leaflet-consent',
          lazy: page(() => import('../features/leaflets/routes.js'), 'LeafletConsentPage'),
        },
        {
          path: 'upkeep',
          children: [
            { path: 'reports', lazy: page(() => import('../features/upkeep/routes.js'), 'ReportsPage') },
            {
              path: 'reports/:reportId',
              lazy: page(() => import('../features/upkeep/routes.js'), 'ReportPage'),
            },
            {
              element: <KeepersOnly />,
              children: [
                { index: true, lazy: page(() => import('../features/upkeep/routes.js'), 'WorklistPage') },
                { path: 'to-check', lazy: page(() => import('../features/upkeep/routes.js'), 'ToCheckPage') },
                { path: 'stale', lazy: page(() => import('../features/upkeep/routes.js'), 'StalePage') },
                { path: 'rounds', lazy: page(() => import('../features/upkeep/routes.js'), 'RoundsPage') },
                {
                  path: 'rounds/new',
                  lazy: page(() => import('../features/upkeep/routes.js'), 'RoundStartPage'),
                },
                {
                  path: 'rounds/:roundId',
                  lazy: page(() => import('../features/upkeep/routes.js'), 'RoundPage'),
                },
                {
                  path: 'rounds/:roundId/phone',
                  lazy: page(() => import('../features/upkeep/routes.js'), 'PhoneListPage'),
                },
                {
                  path: 'duplicates',
                  lazy: page(() => import('../features/upkeep/routes.js'), 'DuplicatesPage'),
                },
                {
                  path: 'duplicates/:pairId',
                  lazy: page(() => import('../features/upkeep/routes.js'), 'DuplicatePage'),
                },
                { path: 'merges', lazy: page(() => import('../features/upkeep/routes.js'), 'MergesPage') },
              ],
            },
          ],
        },
        {
          path: 'follow-ups',
          children: [
            { index: true, lazy: page(() => import('../features/follow-ups/routes.js'), 'FollowUpsPage') },
            {
              path: 'misdirections/:misdirectionId',
              lazy: page(() => import('../features/follow-ups/routes.js'), 'MisdirectionPage'),
            },
          ],
        },
        { path: 'figures', lazy: page(() => import('../features/figures/routes.js'), 'FiguresPage') },
        { path: 'ledger', lazy: page(() => import('../features/follow-ups/routes.js'), 'LedgerPage') },
        {
          element: <KeepersOnly />,
          children: [
            {
              path: 'decline-reviews',
              lazy: page(() => import('../features/referrals/routes.js'), 'DeclineReviewsPage'),
            },
            {
              path: 'conversation-settings',
              lazy: page(() => import('../features/referrals/routes.js'), 'ConversationSettingsPage'),
            },
            {
              path: 'withdrawal-settings',
              lazy: page(() => import('../features/follow-ups/routes.js'), 'WithdrawalSettingsPage'),
            },
          ],
        },
        { path: 'members', lazy: page(() => import('../features/members/routes.js'), 'MembersPage') },
        { path: 'notices', lazy: page(() => import('../features/notices/routes.js'), 'NoticesPage') },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}

/** Loads one page out of a feature's chunk. */
function page<Name extends string>(
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
): () => Promise<{ Component: React.ComponentType }> {
  return async () => ({ Component: (await load())[name] });
}
