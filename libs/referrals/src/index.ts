export { ConsentAnswers } from './answers/consent-answers.service.js';
export { ConsentEffects } from './answers/consent-effects.js';
export { type SectionContent, type SectionLine } from './package.content.js';
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
  transitions,
  turnOf,
} from './referral.status.js';
export { PersonAnswers, type PersonDeclineInput } from './person-answers.service.js';
export { type LineAddress } from './referral-steps.js';
export { askNext, moveByRule, type RuledMove, suspendForAgency } from './referral-rules.js';
export { ReferralsModule } from './referrals.module.js';
export {
  type Box,
  boxes,
  type ListedReferral,
  type ReferralFilter,
  ReferralsQueries,
} from './referrals.queries.js';
export { Sending } from './sending.service.js';
export { Withdrawals } from './withdrawals.service.js';
export { type Worklists, WorklistsQueries } from './worklists.queries.js';
