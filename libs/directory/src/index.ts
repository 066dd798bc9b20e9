export {
  AgenciesQueries,
  type AgencyRow,
  agencyStatuses,
  type AnnouncedChange,
  type ServiceRow,
} from './agency/agencies.queries.js';
export { type AgencyFileType, agencyFileTypes, largestAgencyFile } from './agency/agency-file.rules.js';
export { AgencyFiles, type AgencyFileWords } from './agency/agency-files.service.js';
export {
  AgencyStatus,
  type Closing,
  type Moving,
  placeFields,
  type Suspension,
} from './agency/agency-status.service.js';
export { type DirectorySettings, readDirectorySettings } from './agency/directory-settings.js';
export { DirectoryRules } from './agency/directory-settings.service.js';
export { makeDueChanges } from './agency/due-changes.js';
export { entryChangeStateNames } from './agency/entry.errors.js';
export { mayKeepEntry } from './agency/entry.policy.js';
export { type ChosenFields, EntryApproval } from './agency/entry-approval.service.js';
export { EntryEditing, type EntryInEditing } from './agency/entry-editing.service.js';
export { undoingChanges } from './agency/entry-change.undoing.js';
export { type ChangeInFull, type ChangeRow, EntryHistory } from './agency/entry-history.queries.js';
export { EntrySubmission, type Submitted } from './agency/entry-submission.js';
export {
  type PublicationChannel,
  publicationChannels,
  type PublicationRow,
  Publications,
} from './agency/publications.service.js';
export { RecordsModule } from './agency/records.module.js';
export { TaxonomyKeeping, type TermList, type TermRow } from './area/taxonomy-keeping.service.js';
export {
  applyEntryChange,
  type EntryChangeKind,
  entryChangeKinds,
  type EntryChangeState,
  entryChangeStates,
  entryChanged,
  lockedEntry,
  type NewEntryChange,
  recordEntryChange,
} from './agency/entry-change.recording.js';
export { AgencyNames } from './agency/agency-names.queries.js';
export { Vacancies } from './agency/vacancies.service.js';
export { mayTellVacancy } from './agency/vacancy.policy.js';
export {
  stateOn,
  type Vacancy,
  vacancyNames,
  type VacancyNotice,
  type VacancyState,
  vacancyStates,
} from './agency/vacancy.js';
export { prefectureNames } from './area/municipalities.js';
export { Taxonomies } from './area/taxonomies.js';
export { type AgencyTypeRow, areaLevels, type AreaRow, Taxonomy } from './area/taxonomy.js';
export { DirectoryModule } from './directory.module.js';
export {
  addAgencyEntries,
  addAreaEntries,
  type AgencyEntry,
  type AreaEntry,
  type ServiceEntry,
} from './entry/directory-entries.js';
export { barrierFreeFacts, disabilities, legalRegimes } from './entry/entry.codes.js';
export {
  changesBetween,
  conflicting,
  type FieldChange,
  inverse,
  labelOf,
  valueAt,
  withChanges,
} from './entry/entry.changes.js';
export {
  type Entry,
  type EntryList,
  entryLists,
  type EntryService,
  type EntryTraineeOffer,
  type EntryWindow,
  type Visibility,
  visibilities,
} from './entry/entry.js';
export {
  agencyFields,
  type EntryField,
  type FieldForm,
  type FieldKind,
  listFields,
} from './entry/entry.fields.js';
export { blankRow, checkedEntry, type EntryWriter } from './entry/entry.check.js';
export { type EntryNames, readEntryNames } from './entry/entry.names.js';
export { labelWith, textAt, visibilityNames } from './entry/entry.texts.js';
export { readEntries } from './entry/entry.reading.js';
export { shownTo, visibilityOf } from './entry/entry.visibility.js';
export { writeChanges } from './entry/entry.writing.js';
export { checkedRules } from './hours/checked-rules.js';
export { type HsdsSchedule, hsdsSchedules } from './hours/hsds-schedules.js';
export { type OpenFeatures, openFeatures } from './hours/open-features.js';
export { openPointsOf } from './hours/open-points.js';
export {
  dayHours,
  nextOpening,
  type NextOpening,
  openAt,
  type OpeningDay,
  type OpenState,
} from './hours/opening-day.js';
export {
  type AfterHolidayRule,
  type AfterHolidayRuling,
  afterHolidayRulings,
  type DatedException,
  type DayRuling,
  dayRulings,
  type HolidayRule,
  type HolidayRuling,
  holidayRulings,
  type MonthlyRule,
  noRules,
  type NthWeek,
  nthWeeks,
  type OpeningRules,
  type OpeningSpan,
  type Season,
  type Weekday,
  type WeeklyRule,
  weekdays,
  type YearlyRange,
} from './hours/opening-rules.js';
export { openingNow, type OpeningNow, openingText, spansText } from './hours/opening-text.js';
export { osmText } from './hours/osm-text.js';
export { type HoursByDay, type Proposal, proposeRules } from './hours/proposal/proposed-rules.js';
export { importList, type ListImportOptions, type ListImportResult } from './import/list.import.js';
export { HsdsBulkFile } from './hsds/hsds.bulk-file.js';
export { type FeedFacts, HsdsFeedFacts } from './hsds/hsds.feed-facts.js';
export { HsdsFeedStamp } from './hsds/hsds.feed-stamp.js';
export { HsdsQueries } from './hsds/hsds.queries.js';
export {
  type HsdsDepth,
  type HsdsFilter,
  type HsdsListRequest,
  type HsdsPage,
  hsdsPage,
} from './hsds/hsds.request.js';
export type {
  HsdsOrganization,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsTaxonomy,
  HsdsTaxonomyTerm,
} from './hsds/hsds.types.js';
export { OpenDataModule } from './hsds/open-data.module.js';
export { sourceHours } from './hsds/source-hours.js';
export { mailAddress, webAddress } from './hsds/web-address.js';
export {
  type PublicEntry,
  PublicEntries,
  type PublicPageRow,
  type RetiredPage,
} from './public/public-entries.queries.js';
export { PublicFaceModule } from './public/public-face.module.js';
export { type PublicNeed, publicNeeds } from './public/public-needs.js';
export { importWam, type ImportResult } from './import/wam.import.js';
export { undoImport } from './import/import.undo.js';
export { ImportsModule } from './import/imports.module.js';
export {
  type FoundList,
  type ImportJob,
  type ImportOutcome,
  importOutcomeNames,
  importOutcomes,
  type ImportResultRow,
  type JobCounts,
  type ResultChange,
  type ResultRemark,
} from './import/job/import-job.js';
export {
  importStateNames,
  importStates,
  importSteps,
  type ImportVerb,
  isUnderWay as isImportUnderWay,
  ordersFor as importOrdersFor,
} from './import/job/import-job.status.js';
export {
  type ImportChoices,
  ImportJobsQueries,
  type ImportSource,
} from './import/job/import-jobs.queries.js';
export { ImportJobs, type SourceChoice } from './import/job/import-jobs.service.js';
export { ImportSteps } from './import/job/import-steps.js';
export { fieldGroups, type ImportField, importFieldNames, importFields } from './layout/import.fields.js';
export { layoutCodes, layoutOf, layouts, medicalType, recogniseLayout } from './layout/layouts.js';
export {
  fieldsOf,
  type LeafletBlock,
  type LeafletItem,
  digestOf as leafletDigestOf,
} from './leaflet/leaflet.block.js';
export type { Agreement, CircleMember } from './leaflet/leaflet.circle.js';
export { type LeafletField, leafletFieldCodes, leafletFields } from './leaflet/leaflet.fields.js';
export { type Agreeing, correctionAsked, LeafletAgreements } from './leaflet/leaflet-agreements.service.js';
export { LeafletMap } from './leaflet/leaflet-map.service.js';
export { mayDecideLeaflet } from './leaflet/leaflet.policy.js';
export { contentOf as leafletContentOf, printLeaflet } from './leaflet/leaflet.printing.js';
export { type Standing, standingNames, standings } from './leaflet/leaflet.standing.js';
export {
  isOpen as isLeafletOpen,
  type LeafletState,
  leafletStateNames,
  leafletStates,
  mayHappen as mayLeaflet,
} from './leaflet/leaflet.status.js';
export {
  type CircleLine,
  type LeafletRow,
  LeafletsQueries,
  type PastAgreement,
  type PrintRow,
  type StandingCounts,
} from './leaflet/leaflets.queries.js';
export {
  leafletCircles,
  type LeafletCircle,
  type LeafletPlan,
  Leaflets,
} from './leaflet/leaflets.service.js';
export { type OpenProof, OpenProofs, type ProofAnswer, type ProofStanding } from './leaflet/open-proofs.js';
export { LeafletPrints, type PrintFormat, printFormats, printOrdered } from './leaflet/prints.service.js';
export { proofMail, proofPath } from './leaflet/proof.mail.js';
export { proofToken } from './leaflet/proof.token.js';
export { LeafletProofs, type ProofAudience, proofAudiences, proofSent } from './leaflet/proofs.service.js';
export { AgencyExport, type ExportOrder } from './export/agency-export.service.js';
export { type Comparison, ComparisonQueries } from './export/comparison.queries.js';
export { type ExportColumn, exportColumns, usualColumns } from './export/export.columns.js';
export { firstQuestion, guideOutcomes, guideQuestions } from './guide/guide.table.js';
export { type InChargeAnswer, InChargeQueries, placeLabel } from './in-charge/in-charge.queries.js';
export {
  type SavedSearchInput,
  type SavedSearchNotice,
  savedSearchNotices,
  type SavedSearchRow,
} from './saved/saved-search.js';
export { SavedSearches } from './saved/saved-searches.service.js';
export { type NewFits, SavedSearchWatch } from './saved/saved-search.watch.js';
export { AgencySearch } from './search/agency-search.js';
export { type AgencyCard, type AgencySearchResult, DirectorySearch } from './search/directory-search.js';
export { OpenPatterns } from './search/open-patterns.js';
export { PublicSearch } from './search/public-search.js';
export type { SearchFace } from './search/search-face.js';
export { type SearchFeature, searchFeatures } from './search/search-features.js';
export { type SearchPlace, SearchPlaces } from './search/search-place.js';
export { SearchProfiles } from './search/search-profiles.js';
export { OwnAreas } from './search/own-areas.js';
export { daysAfter } from './hours/calendar-days.js';
export { holidayName, holidaysKnown } from './hours/japanese-holidays.js';
export { addWorkingDays, nextWorkingDay, workingDaysBetween } from './hours/working-days.js';
export { normalise, phoneKey } from './search/normalise.js';
export { wordsOf } from './search/search-terms.js';
export type { AreaFacetCount, FacetCount } from './search/search-facets.js';
export { rebuildSearchDocs } from './search/search-docs.js';
export {
  type AgencySearchRequest,
  type Distance,
  distances,
  everyAgency,
  type SearchSort,
  searchSorts,
} from './search/search-request.js';
export { SearchModule } from './search/search.module.js';
export { type Suggestion, SuggestionQueries } from './search/suggestions.queries.js';
export { SynonymQueries, type SynonymWords } from './search/synonyms.queries.js';
export { type SynonymRow, Synonyms } from './search/synonyms.service.js';
export { type FileNote, type FileProblem, sentence } from './source/file-problem.js';
export { readSource } from './source/read-source.js';
export { delimiters, fileKinds, largestFile, type ReadingChoice } from './source/source-file.js';
export { encodingNames, encodings } from './source/text-decoding.js';
export { type WamColumn, wamColumns } from './wam/wam.columns.js';
export { readWam } from './wam/wam.reader.js';
export { type ImportSettings, suggestSettings } from './record/import.settings.js';
export { type ListReading, readList } from './record/list-reading.js';
export { Vocabulary } from './record/vocabulary.js';
export { type Freshness, type FreshnessLevel, freshnessLevels, freshnessOf } from './upkeep/freshness.js';
export {
  answerWayNames,
  answerWays,
  mailStates,
  requestStates,
  roundKinds,
  roundListNames,
  roundLists,
  type RoundKind,
  type RoundList,
} from './upkeep/confirmation.codes.js';
export {
  type ConfirmationLink,
  ConfirmationLinks,
  type LinkOutcome,
} from './upkeep/confirmation-links.service.js';
export {
  noteMail,
  openRequest,
  type OpenRequest,
  promiseMails,
  summaryOf,
} from './upkeep/confirmation-mailing.js';
export { type GroupAge, groupAges, type GroupCount, type RoundGroup } from './upkeep/confirmation.group.js';
export { confirmationAsked, confirmationMailed, startRound } from './upkeep/confirmation-rounds.js';
export { keepConfirmationsGoing } from './upkeep/confirmation.schedule.js';
export { confirmationToken } from './upkeep/confirmation-token.js';
export { ConfirmationQueries, type RequestRow, type RoundRow } from './upkeep/confirmation.queries.js';
export { Confirmations } from './upkeep/confirmations.service.js';
export type { DuplicateReason } from './upkeep/duplicate-score.js';
export { renewSearchDocs, searchDocsVersion } from './search/search-renewal.js';
export {
  duplicateSearchOrdered,
  findDuplicates,
  giveUpDuplicateSearch,
  searchDuplicates,
} from './upkeep/duplicate-search.js';
export {
  type DuplicateSearchState,
  DuplicatesQueries,
  type MergeListRow,
  type PairField,
  type PairInFull,
  type PairRow,
  type PairSide,
  type PairSideInFull,
  pairStates,
  type PairState,
} from './upkeep/duplicates.queries.js';
export { Duplicates } from './upkeep/duplicates.service.js';
export { EntryChecks } from './upkeep/entry-checks.service.js';
export { EntryMerges } from './upkeep/entry-merges.service.js';
export { type EntryReportRow, EntryReportsQueries } from './upkeep/entry-reports.queries.js';
export { EntryReports } from './upkeep/entry-reports.service.js';
export { fiscalYearOf } from './upkeep/fiscal-year.js';
export { type ChoosableField, choosableFields } from './upkeep/merge-plan.js';
export {
  reportSources,
  reportStateNames,
  reportStates,
  reportTopicNames,
  reportTopics,
  type ReportTopic,
} from './upkeep/report.codes.js';
export {
  type OwnEntryRow,
  type UpkeepCounts,
  type UpkeepList,
  upkeepLists,
  UpkeepQueries,
  type UpkeepRow,
} from './upkeep/upkeep.queries.js';
