export {
  type AttachmentKind,
  attachmentKindCodes,
  attachmentKinds,
  largestAttachment,
  longestWords,
} from './attachment/attachment.codes.js';
export { AttachmentContent, type OpenFile, type StoredFile } from './attachment/attachment.content.js';
export {
  FileInQuarantine,
  FileNotTaken,
  FileTooLarge,
  QuotaReached,
} from './attachment/attachment.errors.js';
export { attachmentWordsPlace } from './attachment/attachment.places.js';
export { type AttachmentRecord, AttachmentsQueries } from './attachment/attachments.queries.js';
export {
  type AttachmentInput,
  Attachments,
  type AttachmentWords,
  type CheckedFile,
  checkedFile,
  requireScanned,
} from './attachment/attachments.service.js';
export {
  extensionOf,
  type FileExtension,
  fileExtensions,
  type FileType,
  fileTypeCodes,
  fileTypes,
  isPicture,
} from './attachment/file.types.js';
export { Asking } from './asking/asking.entity.js';
export { AskingNotOpen, type EarlierRefusal, NotAsked, RefusedBefore } from './asking/asking.errors.js';
export { type AskingState, askingStateNames, mayInState } from './asking/asking.status.js';
export { type AskedCell, type AskingRecord, AskingsQueries } from './asking/askings.queries.js';
export { type AnswerInput, type AskingInput, Askings } from './asking/askings.service.js';
export { ConsentAfterwards, type PaperInput } from './asking/consent-afterwards.service.js';
export {
  type ConsentDuty,
  ConsentDutiesQueries,
  type DutyCounts,
  type DutyKind,
  dutyKinds,
  dutyNames,
} from './asking/consent-duties.queries.js';
export {
  ConsentMatrixQueries,
  type ConsentMatrixRecord,
  type MatrixCell,
} from './asking/consent-matrix.queries.js';
export { ConsentNotices, keeperOf, type NoticeOverview } from './asking/consent-notices.service.js';
export { type ConsentPaper, ConsentPrints } from './asking/consent-prints.service.js';
export { consentsDue, noteEndedConsents, remindOfConsents } from './asking/consent-reminders.js';
export { type ConsentSetting, ConsentSettings } from './asking/consent-settings.service.js';
export { closedBy } from './asking/live-cells.js';
export type { NoticeVersion } from './asking/notice.reading.js';
export {
  longestNoticePart,
  noticePartCodes,
  noticeParts,
  type NoticeText,
  type NoticeWords,
} from './asking/notice.words.js';
export { type OfferedSet, OwnSets } from './asking/own-sets.service.js';
export {
  type Assent,
  assentCodes,
  assents,
  authorities,
  type Authority,
  authorityCodes,
  type ConsentMethod,
  consentMethodCodes,
  consentMethods,
  type Decider,
  deciderCodes,
  deciders,
  type Direction,
  directions,
  type Purpose,
  purposeCodes,
  purposeRules,
  purposes,
  validities,
  type Validity,
  validityCodes,
} from './consent.codes.js';
export { Consent } from './consent.entity.js';
export { ConsentNotActive, ConsentNotOpen, NoPaperDue, NothingToWithdraw } from './consent.errors.js';
export { type ConsentState, consentStateNames } from './consent.status.js';
export { cellsIn, type Grant, type GrantInput } from './consent-grants.js';
export { liveCellsOn, type WeighedDecision } from './consent.validity.js';
export { adulthoodOf } from './consent.lapse.js';
export { ConsentCover, type Cover, type CoverQuestion } from './consent-cover.js';
export {
  type ConsentRecord,
  ConsentsQueries,
  type EvidenceRow,
  type GrantedRecipient,
} from './consents.queries.js';
export {
  type Circumstances,
  Consents,
  type DecisionInput,
  type WithdrawalInput,
  type WithdrawalScope,
  type TakenGrant,
  type Withdrawn,
} from './consents.service.js';
export {
  categories,
  categoryCodes,
  categoryGroups,
  type DataCategory,
  fieldsOf,
  longestSheetText,
  sheetCategories,
} from './data-category.js';
export { type DisclosureRow, Disclosures, type OutsideParty, type Provision } from './disclosures.service.js';
export {
  type EvidenceKind,
  evidenceKinds,
  type EvidenceType,
  evidenceTypes,
  largestEvidence,
} from './evidence.rules.js';
export { Evidence, type EvidenceFile } from './evidence.service.js';
export {
  type BasisCode,
  basisCodes,
  basisOf,
  type GroundState,
  groundStateCodes,
  groundStates,
  legalBases,
  type LegalRegime,
  longestGroundDays,
  regimes,
  ruleFor,
} from './ground/ground.codes.js';
export { AnotherDecides, GroundNotOpen } from './ground/ground.errors.js';
export { type GroundRecord, LegalGroundsQueries } from './ground/legal-grounds.queries.js';
export { type GroundInput, LegalGrounds } from './ground/legal-grounds.service.js';
export {
  type DisclosureMedium,
  disclosureMedia,
  disclosureMediumCodes,
  type DisclosureMethod,
  disclosureMethodCodes,
  disclosureMethods,
  type ObtainedFrom,
  obtainedFrom,
  obtainedFromCodes,
} from './ledger/ledger.codes.js';
export { requireOwnPerson } from './own-person.js';
export { PeopleModule } from './people.module.js';
export { type ListedPerson, PeopleQueries, type PersonRecord, type Sheet } from './people.queries.js';
export { People, type PersonIdentity } from './people.service.js';
export { Person } from './person.entity.js';
export { PossibleDuplicate } from './person.errors.js';
export { checkedContent, type OwnSheetContent } from './sheet/own-sheet.content.js';
export { type OwnSheetField, type SectionValues, type SheetLine } from './sheet/own-sheet.field.js';
export {
  type OwnSheetForm,
  ownSheetForms,
  type OwnSheetKind,
  ownSheetKinds,
  type OwnSheetPart,
  partOf,
} from './sheet/own-sheet.forms.js';
export {
  type OwnSheetPartTold,
  OwnSheetsQueries,
  type OwnSheetReading,
  type OwnSheetRecord,
  type OwnSheetVersion,
  partLines,
} from './sheet/own-sheets.queries.js';
export { OwnSheetPrints } from './sheet/own-sheet-prints.service.js';
export { type OwnSheetDraft, OwnSheets } from './sheet/own-sheets.service.js';
export {
  type SelfCheckCompanion,
  selfCheckCompanionCodes,
  selfCheckCompanions,
  type SelfCheckItem,
  selfCheckItemCodes,
  selfCheckItems,
  type SelfCheckLevel,
  selfCheckLevels,
} from './sheet/self-check.items.js';
export {
  checkText,
  type SelfCheckInput,
  type SelfCheckRecord,
  SelfChecks,
} from './sheet/self-checks.service.js';
export { Charge, type ChargeRow, type HandingOver } from './matter/charge.service.js';
export { type Likeness, likenessCodes, likenesses } from './matter/duplicate.finding.js';
export {
  type ComparedPair,
  PersonDuplicates,
  type PersonPair,
  type PairSide,
  type PairState,
  pairStates,
} from './matter/duplicates.service.js';
export { type FormerName, FormerNames } from './matter/former-names.js';
export { mergeFields } from './matter/merge.choice.js';
export { type EndInput, PersonEndings } from './matter/person-endings.service.js';
export { type MergeInput, type MergeRow, PersonMerges } from './matter/person-merges.service.js';
export {
  answerMeans,
  type AnswerMeans,
  answerMeansCodes,
  type Asker,
  askerCodes,
  askers,
  identityMeans,
  type IdentityMeans,
  identityMeansCodes,
  type RefusalGround,
  refusalGroundCodes,
  refusalGrounds,
  type RequestDecision,
  requestDecisionCodes,
  requestDecisions,
  type RequestKind,
  requestKindCodes,
  requestKinds,
  type RequestStatus,
  requestStatusCodes,
  requestStatuses,
} from './matter/person-request.codes.js';
export {
  type ListedRequest,
  PersonRequestsQueries,
  type RequestRecord,
} from './matter/person-requests.queries.js';
export {
  type DecisionOnRequest,
  PersonRequests,
  type RequestInput,
} from './matter/person-requests.service.js';
export {
  countedLists,
  countedReadings,
  manyRead,
  ReadingBudget,
  type ReadingReason,
} from './matter/reading-budget.js';
export { type RecordSetting, RecordSettings, settingLimits } from './matter/record-settings.js';
export { type KeptRecord, type LegalHold, Retention, type Tombstone } from './matter/retention.service.js';
export { requireOpenPerson } from './own-person.js';
export { type PeopleSort, peopleSortCodes } from './people.sorting.js';
export { PersonNotOpen } from './person.errors.js';
export {
  type Ending,
  endings,
  type EndReason,
  endReasonCodes,
  endReasons,
  type PersonStatus,
  personStatusNames,
  type VisibleStatus,
  visibleStatuses,
} from './person.status.js';
